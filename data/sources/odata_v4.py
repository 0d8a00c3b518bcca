"""OData version 4 of CBS: one row per cell, with `Measure`, `ValueAttribute`, `Value` and a column per dimension.

Codes have no blanks around them and measures keep their code for ever (`T001036`), unlike the numbered columns of
version 3. Where `ValueAttribute` is not `None`, the cell has no value, and says why.
"""

from __future__ import annotations

from data.catalogue import Catalogue
from data.schemas import Kind as KindOfValue
from data.sources.coded import REGION_COLUMNS, CodedTable, area_of, coded_columns, read_coded
from data.sources.coded_counts import notes_on_pages
from data.sources.counts import Count
from data.sources.files import printable
from data.sources.known_areas import known_areas, note_on_regions_elsewhere
from data.sources.opened import Kind, OpenedFile
from data.sources.origins import cbs
from data.sources.periods import Period, parse_period
from data.sources.shapes import Content, Known, Shape, Stage
from data.sources.text import Row

MEASURE, ATTRIBUTE, VALUE, PERIODS = "Measure", "ValueAttribute", "Value", "Perioden"
_NOT_DIMENSIONS = {"Id", MEASURE, ATTRIBUTE, VALUE, "StringValue", PERIODS, *REGION_COLUMNS}


def read_observations(opened: OpenedFile, known: Known) -> Content:
    """Read observations; a key is the measure, behind the other dimensions where there are any.

    Raises:
        BrokenContent: A code, period or number is wrong, or a cell is there twice.
        UnknownArea: None of the areas is loaded, or a loaded gemeente does not have one.
    """
    table = read_coded(opened)
    cells, elsewhere = _cells(table)
    stored, notes = known_areas(table.file, (code for code, _, _ in cells), known)
    used = {key for _, key, _ in cells if _is_counted(table, key, known.catalogue)}
    kept = [
        Count(key, key, when, code, _value(row))
        for (code, key, when), row in cells.items()
        if key in used and code in stored
    ]
    return Content(
        rows=len(kept),
        notes=[
            *note_on_regions_elsewhere(elsewhere),
            *notes,
            *notes_on_pages(table),
            *_note_on_unused(len({key for _, key, _ in cells}), len(used)),
        ],
        table_id=table.table_id,
        counts=kept,
    )


def _cells(table: CodedTable) -> tuple[dict[tuple[str, str, Period], Row], int]:
    """The cells of gemeenten, wijken and buurten, and how many cells are about something else."""
    region = next(column for column in REGION_COLUMNS if column in table.columns)
    dimensions = (*sorted(table.columns - _NOT_DIMENSIONS), MEASURE)
    cells: dict[tuple[str, str, Period], Row] = {}
    elsewhere = 0
    for row in table.rows():
        code, when = area_of(row, region), parse_period(row.text(PERIODS))
        key = "/".join(row.text(column) for column in dimensions)
        if when is None:
            raise row.broken(
                PERIODS,
                f"noemt een periode die wij niet kennen: {printable(row.text(PERIODS))}",
                "Kies bij CBS jaren (2022JJ00) of maanden (2022MM01).",
            )
        if code is None:
            elsewhere += 1
            continue
        if (code, key, when) in cells:
            raise row.broken(region, f"noemt {code} nog een keer voor dezelfde cel", "Haal de dubbele rij weg.")
        cells[code, key, when] = row
    return cells, elsewhere


def _is_counted(table: CodedTable, key: str, catalogue: Catalogue) -> bool:
    """Whether we store a key as a count; measures that we do not use may hold fractions and shares."""
    indicator = catalogue.indicator_of_key(table.table_id or "", key)
    return indicator is not None and indicator.kind is KindOfValue.COUNT


def _value(row: Row) -> int | None:
    attribute, value = row.cells[ATTRIBUTE].strip(), row.cells[VALUE].strip()
    if attribute in ("", "None"):
        return row.count(VALUE)
    if value:
        raise row.broken(
            ATTRIBUTE,
            f"zegt dat er geen cijfer is ({printable(attribute)}), maar er staat er een",
            "Haal het bestand opnieuw op.",
        )
    return None


def _note_on_unused(keys: int, used: int) -> list[str]:
    if not used:
        return ["Geen van de onderwerpen staat in de catalogus: uit dit bestand is niets opgeslagen."]
    return (
        [f"{keys - used} van {keys} onderwerpen staan niet in de catalogus en zijn weggelaten."] if used < keys else []
    )


def _is_observations(opened: OpenedFile) -> bool:
    if opened.kind not in (Kind.TEXT, Kind.JSON):
        return False
    columns = coded_columns(opened)
    return {MEASURE, ATTRIBUTE, VALUE, PERIODS} <= columns and any(one in columns for one in REGION_COLUMNS)


SHAPES = (
    Shape(
        id="odata_v4",
        name="cijfers van CBS per cel (OData versie 4)",
        stage=Stage.FIGURES,
        origin=cbs("Cijfers per cel"),
        read=read_observations,
        recognises=_is_observations,
    ),
)
