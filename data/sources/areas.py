"""From facts and outlines of files, and what is stored already, to the tables areas and boundaries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from data.schemas import Level
from data.sources.places import Place, Places, level_of, parent_of
from data.sources.shapes import AreaFact, Outline
from data.warehouse.frames import empty_table

_SQUARE_METRES_PER_HECTARE = 10_000

FIGURES = ("inhabitants", "households", "dwellings", "businesses", "jobs", "visitors", "area_ha", "stedelijkheid")


@dataclass(frozen=True)
class NamedPlaces:
    """The areas that a load knows, and how many of them no file gave a name."""

    places: Places
    without_name: int


def places_of(facts: Iterable[AreaFact], stored: pl.DataFrame) -> NamedPlaces:
    """The areas of the files, and those of the warehouse in gemeenten and at levels that the files do not redraw.

    Args:
        facts: What files with areas say; only named ones count.
        stored: Rows of the areas table.

    Returns:
        The newest name of each area. A wijk or gemeente that lies around another area and has no name gets its code.
    """
    names: dict[str, str] = {}
    years: dict[tuple[str, str], int | None] = {}
    for fact in sorted((one for one in facts if one.name), key=lambda one: one.year or 9999):
        names[fact.code] = fact.name or ""
        years[_group(fact.code)] = fact.year
    for code, vintage, name in _newest(stored).select("area_code", "vintage", "name").iter_rows():
        if years.get(_group(code), vintage) == vintage:
            names.setdefault(code, name)
    without_name = 0
    for code in list(names):
        parent = parent_of(code)
        while parent is not None and parent not in names:
            names[parent] = parent
            without_name += 1
            parent = parent_of(parent)
    dated = [year for year in years.values() if year is not None]
    division = max(dated, default=None) if years else stored["vintage"].max()
    places = Places.of(
        (Place(code, level_of(code), name, parent_of(code)) for code, name in names.items()),
        division if isinstance(division, int) else None,
    )
    return NamedPlaces(places, without_name)


def inhabitants_of_table(areas: pl.DataFrame) -> dict[tuple[str, int], int | None]:
    """The inhabitants in an areas table, by area code and year."""
    return {
        (code, year): value for code, year, value in areas.select("area_code", "vintage", "inhabitants").iter_rows()
    }


def areas_table(
    facts: Iterable[AreaFact], outlines: Sequence[Outline], places: Places, year: int, stored: pl.DataFrame
) -> pl.DataFrame:
    """The areas table of a load.

    Args:
        facts: What the files say of areas; those of areas that are not in `places` are left out.
        outlines: The outlines in the files.
        places: The areas, with their names.
        year: The year of facts and outlines that have none.
        stored: The stored table, of which known values stay where nothing newer came in.

    Returns:
        One row per area and year that the files speak of, as in the schema.
    """
    figures, names = _merged(facts, year)
    for outline in outlines:
        figures.setdefault((outline.code, outline.year or year), {})
    _add_parents(figures)
    _add_sums(figures, places, inhabitants_of_table(stored))
    rows = [
        {
            "area_code": code,
            "vintage": vintage,
            "level": level_of(code).value,
            "name": names.get((code, vintage)) or places.by_code[code].name,
            "parent_code": parent_of(code),
            **values,
        }
        for (code, vintage), values in figures.items()
        if code in places.by_code
    ]
    return _over_stored(rows, _sizes(outlines), stored)


def boundaries_table(outlines: Sequence[Outline], places: Places, year: int) -> pl.DataFrame:
    """The outlines of the files; of a wijk or gemeente without one, the union of its parts where all have one.

    Args:
        outlines: Outlines in metres.
        places: The areas.
        year: The year of outlines that have none.

    Returns:
        One row per area and year with well-known binary in EPSG:28992, as in the schema.
    """
    import shapely  # noqa: PLC0415 - late: only loads with outlines need it

    drawn = {(one.code, one.year or year): one.shape for one in outlines if one.code in places.by_code}
    for vintage in sorted({vintage for _, vintage in drawn}):
        for level in (Level.WIJK, Level.GEMEENTE):
            for place in places.at(level):
                parts = [drawn.get((part.code, vintage)) for part in places.parts_of(place.code)]
                if parts and (place.code, vintage) not in drawn and all(part is not None for part in parts):
                    drawn[place.code, vintage] = shapely.unary_union(parts)
    return pl.DataFrame(
        {
            "area_code": [code for code, _ in drawn],
            "vintage": [vintage for _, vintage in drawn],
            "level": [level_of(code).value for code, _ in drawn],
            "geometry": [shapely.to_wkb(shape) for shape in drawn.values()],
        },
        schema={"area_code": pl.String, "vintage": pl.Int32, "level": pl.String, "geometry": pl.Binary},
    )


def _newest(stored: pl.DataFrame) -> pl.DataFrame:
    group = [pl.col("area_code").str.slice(0, 2), pl.col("area_code").str.slice(2, 4)]
    return stored.filter(pl.col("vintage") == pl.col("vintage").max().over(group))


def _group(code: str) -> tuple[str, str]:
    return code[:2], code[2:6]


def _merged(
    facts: Iterable[AreaFact], year: int
) -> tuple[dict[tuple[str, int], dict[str, float | None]], dict[tuple[str, int], str]]:
    """The figures and the name of each area and year; a later file adds to an earlier one, or replaces its value."""
    figures: dict[tuple[str, int], dict[str, float | None]] = {}
    names: dict[tuple[str, int], str] = {}
    for fact in facts:
        key = (fact.code, fact.year or year)
        known = figures.setdefault(key, {})
        known.update({name: value for name, value in fact.figures.items() if value is not None or name not in known})
        if fact.name:
            names[key] = fact.name
    return figures, names


def _add_parents(figures: dict[tuple[str, int], dict[str, float | None]]) -> None:
    for code, year in list(figures):
        parent = parent_of(code)
        while parent is not None:
            figures.setdefault((parent, year), {})
            parent = parent_of(parent)


def _add_sums(
    figures: dict[tuple[str, int], dict[str, float | None]],
    places: Places,
    stored: Mapping[tuple[str, int], int | None],
) -> None:
    """Inhabitants of a wijk or gemeente without a figure of its own: the sum of its parts where all are known.

    A stored figure that is not the sum of the stored parts was published, and stays.
    """
    for level in (Level.WIJK, Level.GEMEENTE):
        for (code, year), values in figures.items():
            if level_of(code) is not level or values.get("inhabitants") is not None:
                continue
            parts = [part.code for part in places.parts_of(code)]
            whole = _sum([figures.get((part, year), {}).get("inhabitants") for part in parts])
            before = stored.get((code, year))
            if whole is not None and before in (None, _sum([stored.get((part, year)) for part in parts])):
                values["inhabitants"] = whole


def _sum(parts: Sequence[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if parts and len(known) == len(parts) else None


def _sizes(outlines: Sequence[Outline]) -> pl.DataFrame:
    """Hectares of each outline, water included; without a year where the outline has none."""
    import shapely  # noqa: PLC0415 - late, see boundaries_table

    areas = shapely.area([one.shape for one in outlines]) / _SQUARE_METRES_PER_HECTARE if outlines else []
    return pl.DataFrame(
        {
            "area_code": [one.code for one in outlines],
            "outline_year": [one.year for one in outlines],
            "outline_ha": [round(float(area), 2) for area in areas],
        },
        schema={"area_code": pl.String, "outline_year": pl.Int32, "outline_ha": pl.Float64},
    )


def _over_stored(rows: Sequence[Mapping[str, object]], sizes: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    columns = empty_table("areas").schema
    types = {name: pl.Float64() if name in FIGURES else kind for name, kind in columns.items()}
    types = {name: kind for name, kind in types.items() if not name.startswith("is_")}
    fresh = pl.DataFrame(rows, schema={**types, "level": pl.String()})
    known = fresh.join(
        stored.drop("level", "name", "parent_code"), on=["area_code", "vintage"], how="left", suffix="_stored"
    )
    dated = sizes.filter(pl.col("outline_year").is_not_null())
    undated = sizes.filter(pl.col("outline_year").is_null()).drop("outline_year")
    known = known.join(dated.rename({"outline_year": "vintage"}), on=["area_code", "vintage"], how="left").join(
        undated, on="area_code", how="left", suffix="_undated"
    )
    values = [pl.coalesce(pl.col(name), pl.col(f"{name}_stored")).alias(name) for name in FIGURES if name != "area_ha"]
    size = pl.coalesce("area_ha", "area_ha_stored", "outline_ha", "outline_ha_undated").alias("area_ha")
    # Nothing we read tells a station or an industrial estate apart: a warning that is missing, which the report says.
    flags = [pl.col(name).fill_null(value=False) for name in columns if name.startswith("is_")]
    return known.with_columns(*values, size, *flags).select(pl.col(name).cast(kind) for name, kind in columns.items())
