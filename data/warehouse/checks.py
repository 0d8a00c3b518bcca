"""What a table must keep to before it is stored, and the one sentence when it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from dataframely.exc import SchemaError

from data.errors import BrokenContent
from data.schemas import TABLES

_LONGEST_SHOWN_VALUE = 60

# The part of a rule's name behind the bar, or the whole name; what is wrong, in Dutch.
_RULES = {
    "dtype": "is van de verkeerde soort",
    "inf": "is oneindig",
    "max": "is groter dan kan",
    "min": "is kleiner dan kan",
    "min_length": "is leeg",
    "nan": "is geen getal",
    "nullability": "ontbreekt",
    "regex": "is geen gebiedscode van het CBS, zoals GM0758, WK075800 of BU07580001",
    "primary_key": "komt twee keer voor",
    "a_published_value_is_there": "past niet bij de status: een definitief of voorlopig cijfer heeft een waarde,"
    " een ontbrekend cijfer niet",
    "counts_are_whole_and_not_negative": "is geen aantal: dat is 0 of een positief heel getal",
    "level_fits_code": "past niet bij het niveau",
    "only_a_gemeente_has_no_parent": "heeft een bovenliggend gebied dat niet bij het niveau past",
    "the_interval_holds_the_estimate": "ligt niet tussen de ondergrens en de bovengrens",
}

# The column to show when a rule is about several.
_COLUMN_OF_RULE = {
    "a_published_value_is_there": "value",
    "counts_are_whole_and_not_negative": "value",
    "level_fits_code": "area_code",
    "only_a_gemeente_has_no_parent": "area_code",
    "the_interval_holds_the_estimate": "estimate",
}


@dataclass(frozen=True)
class _Extent:
    """A rectangle in metres."""

    west: float
    south: float
    east: float
    north: float

    def contains(self, bounds: tuple[float, float, float, float]) -> bool:
        west, south, east, north = bounds
        return self.west <= west and self.south <= south and east <= self.east and north <= self.north


# Where the Rijksdriehoek is defined, rounded outwards; the Modelgemeente lies in it too.
_RD_EXTENT = _Extent(west=-10_000, south=280_000, east=300_000, north=640_000)


def validated(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """A table with exactly the columns and types of its schema.

    Args:
        name: Name of the table.
        frame: One row per primary key, in any column order.

    Raises:
        BrokenContent: A column is missing, or a row breaks a rule; names row, column, value and rule.
    """
    schema = TABLES[name]
    try:
        good, failure = schema.filter(frame, cast=True)
    except SchemaError as problem:
        missing = sorted(set(schema.column_names()) - set(frame.columns))
        raise BrokenContent(
            f"De tabel {name} mist de kolom {', '.join(missing)}. Er is niets opgeslagen."
            " Vul de tabel aan en probeer het opnieuw."
        ) from problem
    if len(failure):
        details = failure.details().row(0, named=True)
        broken = [rule for rule in failure.counts() if details[rule] == "invalid"]
        # A rule about one column says more than one about several.
        rule = max(broken, key=lambda one: "|" in one)
        raise BrokenContent(_sentence(name, frame, details, rule))
    return good


def validated_each(name: str, frames: Sequence[pl.DataFrame]) -> list[pl.DataFrame]:
    """Each of some frames of one table, as `validated` gives it.

    Frames that are alike go through the check together: one by one, those of all gemeenten take many seconds.

    Raises:
        BrokenContent: See `validated`.
    """
    key = TABLES[name].primary_key()
    are_alike = len({tuple(frame.schema.items()) for frame in frames}) == 1
    if len(frames) > 1 and are_alike and set(key) <= set(frames[0].columns):
        whole = pl.concat(frames)
        # Two frames may say the same of the same thing, as provenance does; what else is double shows one by one.
        distinct = whole.unique(maintain_order=True)
        has_repeats = any(not frame.select(key).is_unique().all() for frame in frames)
        if not has_repeats and distinct.select(key).is_unique().all():
            types = validated(name, distinct).schema
            return [frame.select(pl.col(one).cast(kind) for one, kind in types.items()) for frame in frames]
    return [validated(name, frame) for frame in frames]


def check_belongs(gemeente: str, tables: dict[str, pl.DataFrame], known_sources: set[str]) -> None:
    """Check what one table cannot know: every area lies in the gemeente, every source has its provenance.

    Args:
        gemeente: Code of the gemeente.
        tables: Validated tables by name.
        known_sources: Every source id that has a row of provenance.

    Raises:
        BrokenContent: Names the table, the row and the value.
    """
    for name, frame in tables.items():
        if "area_code" in frame.columns:
            stray = _first(frame, pl.col("area_code").str.slice(2, 4) != gemeente[2:])
            if stray:
                raise BrokenContent(
                    f"De tabel {name} heeft in rij {stray[0]} gebied {stray[1]['area_code']}, dat niet in {gemeente}"
                    " ligt. Er is niets opgeslagen. Laad de bestanden van één gemeente tegelijk."
                )
        if "source_id" in frame.columns:
            orphan = _first(frame, ~pl.col("source_id").is_in(sorted(known_sources)))
            if orphan:
                raise BrokenContent(
                    f"De tabel {name} noemt in rij {orphan[0]} bron {_shown(orphan[1]['source_id'])}, waarvan de"
                    " herkomst niet bekend is. Er is niets opgeslagen."
                )


def check_outlines(boundaries: pl.DataFrame) -> None:
    """Check that every outline is a valid polygon or multipolygon that lies in the grid of the Rijksdriehoek.

    Args:
        boundaries: Validated rows of the boundaries table, with well-known binary.

    Raises:
        BrokenContent: Names the area and what is wrong with its outline.
    """
    # Late: only boundaries need it, and most loads bring none.
    import shapely  # noqa: PLC0415 - see above

    for code, content in boundaries.select("area_code", "geometry").iter_rows():
        try:
            outline = shapely.from_wkb(content)
        except (shapely.errors.GEOSException, TypeError):
            outline = None
        if outline is None or outline.geom_type not in ("Polygon", "MultiPolygon") or outline.is_empty:
            problem = "is geen vlak"
        elif not outline.is_valid:
            problem = "is geen geldig vlak: de lijn kruist zichzelf of is niet gesloten"
        elif not _RD_EXTENT.contains(outline.bounds):
            problem = "ligt buiten Nederland, of staat niet in meters van de Rijksdriehoek (EPSG:28992)"
        else:
            continue
        raise BrokenContent(
            f"De grens van {code} {problem}. Er is niets opgeslagen."
            " Haal het grenzenbestand opnieuw op bij de uitgever."
        )


def _sentence(name: str, frame: pl.DataFrame, details: dict[str, Any], rule: str) -> str:
    column, _, kind = rule.rpartition("|")
    if kind == "primary_key":
        columns = TABLES[name].primary_key()
        column, value = " + ".join(columns), " ".join(str(details[key]) for key in columns)
    else:
        column = column or _COLUMN_OF_RULE[kind]
        value = details[column]
    return (
        f"De tabel {name} heeft in rij {_row_number(frame, details)}, kolom {column} de waarde {_shown(value)}:"
        f" die {_RULES[kind]}. Er is niets opgeslagen. Verbeter de rij en probeer het opnieuw."
    )


def _row_number(frame: pl.DataFrame, details: dict[str, Any]) -> int:
    columns = [column for column in frame.columns if column in details]
    wanted = [str(details[column]) for column in columns]
    rows = frame.select(columns).iter_rows()
    return next((number for number, row in enumerate(rows, start=1) if [str(value) for value in row] == wanted), 0)


def _first(frame: pl.DataFrame, condition: pl.Expr) -> tuple[int, dict[str, Any]] | None:
    found = frame.with_row_index("row_number", offset=1).filter(condition).head(1)
    return (found["row_number"][0], found.row(0, named=True)) if found.height else None


def _shown(value: object) -> str:
    """A value from outside as it may stand in a sentence: one line, not long."""
    if value is None:
        return "(leeg)"
    text = "".join(letter if letter.isprintable() else " " for letter in str(value))
    return text if len(text) <= _LONGEST_SHOWN_VALUE else text[:_LONGEST_SHOWN_VALUE] + "..."
