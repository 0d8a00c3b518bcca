"""Counts with codes: the police tables 47018NED, 47022NED, 47024NED and 47013NED, and CBS tables of crime.

One table mixes the country, gemeenten, wijken and buurten, and 47022NED months and years: each row keeps its own level
and its own resolution, and nothing is ever added up here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.schemas import Resolution
from data.sources.cbs_crime import CBS_CRIME, without_absent_years
from data.sources.coded import CodedTable, area_of, coded_columns, read_coded, stem_of
from data.sources.counts import Count
from data.sources.files import printable
from data.sources.known_areas import known_areas, note_on_regions_elsewhere
from data.sources.opened import Kind, OpenedFile
from data.sources.origins import cbs, police
from data.sources.periods import Period, parse_period
from data.sources.shapes import Content, Known, Shape, Stage
from data.sources.text import Row
from data.warehouse.reports import whole_number

# What is counted, by key of the column without its number, and the number of the table where the file gives none.
# Months and years of police crime share their keys, so one number serves both.
_TOPICS = {
    ("GeregistreerdeMisdrijven", "WijkenEnBuurten"): "47022NED",
    ("GeregistreerdeMisdrijven", "RegioS"): "47013NED",
    ("GeregistreerdeOverlast", "WijkenEnBuurten"): "47024NED",
    ("TotaalGeregistreerdeMisdrijven", "RegioS"): CBS_CRIME,
    # The file that we know does not state its number, and the catalogue has no indicator for it.
    ("TotaalGeregistreerdeDiefstallen", "RegioS"): None,
}
_YEARS_ONLY = {"47022NED": "47018NED"}
_KEY_COLUMNS = ("GebruikVanGeweld", "SoortDiefstal", "SoortMisdrijf", "Overlast")


@dataclass(frozen=True)
class _Dimensions:
    """The columns that say what was counted, where and when, and the table they tell of."""

    keys: tuple[str, ...]
    region: str
    period: str
    topic: str
    table_id: str | None


def read_counts(opened: OpenedFile, known: Known) -> Content:
    """Read counts with codes.

    Raises:
        BrokenContent: A key, code, period or number is wrong, or a row is there twice.
        UnknownArea: None of the areas is loaded, or a loaded gemeente does not have one.
    """
    table = read_coded(opened)
    dimensions = _dimensions(table.columns, table.topics())
    if dimensions is None:
        raise ValueError(f"no counts: {sorted(table.columns)}")
    counts, elsewhere = _counts(table.rows(), dimensions)
    table_id = table.table_id or _table_of(dimensions, counts)
    if table_id == CBS_CRIME:
        counts = without_absent_years(counts)
    stored, notes = known_areas(table.file, (count.area_code for count in counts), known)
    kept = [count for count in counts if count.area_code in stored]
    return Content(
        rows=len(kept),
        notes=[
            *note_on_regions_elsewhere(elsewhere),
            *notes,
            *notes_on_pages(table),
            *_notes_on_combinations(kept),
        ],
        table_id=table_id,
        counts=kept,
    )


def notes_on_pages(table: CodedTable) -> list[str]:
    """What to tell of a file that is one page of more."""
    if not table.is_one_page:
        return []
    return ["CBS meldt dat er nog een bladzijde bij dit bestand hoort. Laad die ook; nu is het niet compleet."]


def _dimensions(columns: frozenset[str], topics: Mapping[str, str]) -> _Dimensions | None:
    keys = tuple(column for column in _KEY_COLUMNS if column in columns)
    for (topic, region), table_id in _TOPICS.items():
        if topic in topics and keys and {region, "Perioden"} <= columns:
            return _Dimensions(keys, region, "Perioden", topics[topic], table_id)
    return None


def _counts(rows: Iterable[Row], dimensions: _Dimensions) -> tuple[list[Count], int]:
    """The counts of gemeenten, wijken and buurten, and how many rows are about something else."""
    counts: dict[tuple[str, str, Period], Count] = {}
    elsewhere = 0
    for row in rows:
        count = _count(row, dimensions)
        if count is None:
            elsewhere += 1
            continue
        here = (count.area_code, count.key, count.period)
        if here in counts:
            raise row.broken(
                dimensions.region,
                f"noemt {count.area_code} nog een keer voor {printable(count.key)} en dezelfde periode",
                "Haal de dubbele rij weg, of haal het bestand opnieuw op.",
            )
        counts[here] = count
    return list(counts.values()), elsewhere


def _count(row: Row, dimensions: _Dimensions) -> Count | None:
    code = area_of(row, dimensions.region)
    period = parse_period(row.text(dimensions.period))
    if period is None:
        raise row.broken(
            dimensions.period,
            f"noemt een periode die wij niet kennen: {printable(row.text(dimensions.period))}",
            "Kies bij CBS jaren (2022JJ00) of maanden (2022MM01).",
        )
    key = "/".join(row.text(column) for column in dimensions.keys)
    value = row.count(dimensions.topic)
    return None if code is None else Count(key, key, period, code, value)


def _table_of(dimensions: _Dimensions, counts: Sequence[Count]) -> str | None:
    table_id = dimensions.table_id
    if table_id in _YEARS_ONLY and all(count.period.resolution is Resolution.YEAR for count in counts):
        return _YEARS_ONLY[table_id]
    return table_id


def _notes_on_combinations(counts: Sequence[Count]) -> list[str]:
    """Which combinations of area, type and period a file does not have."""
    notes = []
    names = {Resolution.MONTH: "maanden", Resolution.YEAR: "jaren"}
    rows = Counter(count.period.resolution for count in counts)
    for resolution, there in rows.items():
        of_this = [count for count in counts if count.period.resolution is resolution]
        possible = (
            len({count.area_code for count in of_this})
            * len({count.key for count in of_this})
            * len({count.period.start for count in of_this})
        )
        if there < possible:
            notes.append(
                f"Bij de {names[resolution]} ontbreken {whole_number(possible - there)} van {whole_number(possible)}"
                " combinaties van gebied, soort en periode. Die blijven leeg, niet nul."
            )
    if len(rows) > 1:
        notes.append("Er staan maanden en jaren in het bestand. Zij worden apart bewaard en nooit bij elkaar opgeteld.")
    return notes


def _is(opened: OpenedFile, publisher_of_police: bool) -> bool:  # noqa: FBT001 - one of two shapes
    if opened.kind not in (Kind.TEXT, Kind.JSON):
        return False
    columns = coded_columns(opened)
    dimensions = _dimensions(columns, {stem: column for column in columns if (stem := stem_of(column))})
    return dimensions is not None and ((dimensions.table_id or "").startswith("470") == publisher_of_police)


SHAPES = (
    Shape(
        id="politie_codes",
        name="geregistreerde misdrijven of overlast met codes (OData of CSV van StatLine)",
        stage=Stage.FIGURES,
        origin=police("Geregistreerde misdrijven en overlast, met codes"),
        read=read_counts,
        recognises=lambda opened: _is(opened, publisher_of_police=True),
    ),
    Shape(
        id="cbs_codes",
        name="geregistreerde criminaliteit volgens CBS, met codes (OData of CSV van StatLine)",
        stage=Stage.FIGURES,
        origin=cbs("Geregistreerde criminaliteit per gemeente"),
        read=read_counts,
        recognises=lambda opened: _is(opened, publisher_of_police=False),
    ),
)
