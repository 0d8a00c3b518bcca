"""The Veiligheidsmonitor with codes (85146NED): every estimate three times, as value, lower and upper limit.

`Marges` is MW00000 for the value, MOG0095 and MBG0095 for the limits of the 95% interval. An estimate is only worth
something with its interval, so a file that lacks a margin is refused. Before 2021 the survey asked other questions:
those years get another era, and are never compared with the later ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import polars as pl

from data.catalogue import Catalogue
from data.errors import BrokenContent
from data.schemas import Kind as KindOfValue
from data.schemas import Resolution
from data.sources.coded import REGION_COLUMNS, CodedTable, area_of, coded_columns, read_coded
from data.sources.coded_counts import notes_on_pages
from data.sources.files import printable
from data.sources.known_areas import known_areas, note_on_missing, note_on_regions_elsewhere
from data.sources.opened import Kind, OpenedFile
from data.sources.origins import cbs
from data.sources.periods import parse_period
from data.sources.shapes import Content, Known, Shape, Stage
from data.sources.text import MISSING_MARKS, Row
from data.warehouse.frames import empty_table

MARGINS, PERIODS = "Marges", "Perioden"
VALUE, LOWER, UPPER = "MW00000", "MOG0095", "MBG0095"
_NAMES = {VALUE: "de waarde", LOWER: "de ondergrens", UPPER: "de bovengrens"}

# The table since the renewal of the survey, and the eras before and after it.
_TABLE = "85146NED"
_RENEWED, _ERA_BEFORE, _ERA_SINCE = 2021, "2012", "2021"

_NUMBER = re.compile(r"[0-9]{1,3}([.,][0-9]{1,9})?")
_SCHEMA = {
    name: kind
    for name, kind in empty_table("survey_results").schema.items()
    if name not in ("source_id", "retrieved_at")
}

_Where = tuple[str, date]


def read_survey(opened: OpenedFile, known: Known) -> Content:
    """Read estimates with their intervals.

    Raises:
        BrokenContent: A code, period or number is wrong, a row is there twice, a margin is missing, or an estimate lies
            outside its own limits.
        UnknownArea: None of the areas is loaded, or a loaded gemeente does not have one.
    """
    table = read_coded(opened)
    table_id = table.table_id or _TABLE
    topics = table.topics()
    series = {
        column: name
        for stem, column in topics.items()
        if (name := known.catalogue.series_of_key(table_id, stem)) is not None
    }
    margins, elsewhere = _by_margin(table)
    stored, notes = known_areas(table.file, (code for code, _ in margins), known)
    estimates = [
        _estimate(rows, column, name, where, known.catalogue)
        for where, rows in margins.items()
        if where[0] in stored
        for column, name in series.items()
    ]
    return Content(
        rows=len(estimates),
        notes=[
            *note_on_regions_elsewhere(elsewhere),
            *notes,
            *notes_on_pages(table),
            *_notes_on_topics(topics, series),
            *note_on_missing(sum(one["estimate"] is None for one in estimates)),
        ],
        table_id=table_id,
        survey=pl.DataFrame(estimates, schema=_SCHEMA),
    )


def _by_margin(table: CodedTable) -> tuple[dict[_Where, dict[str, Row]], int]:
    """The three rows of each area and year, and how many rows are about another kind of region."""
    region = next(column for column in REGION_COLUMNS if column in table.columns)
    found: dict[_Where, dict[str, Row]] = {}
    elsewhere = 0
    for row in table.rows():
        code, margin, start = area_of(row, region), row.text(MARGINS), _year(row)
        if margin not in _NAMES:
            raise row.broken(MARGINS, f"is geen marge van het CBS: {printable(margin)}", "Haal het bestand opnieuw op.")
        if code is None:
            elsewhere += 1
            continue
        rows = found.setdefault((code, start), {})
        if margin in rows:
            raise row.broken(MARGINS, f"staat voor {code} en dit jaar nog een keer in", "Haal de dubbele rij weg.")
        rows[margin] = row
    for (code, start), rows in found.items():
        lacking = next((name for margin, name in _NAMES.items() if margin not in rows), None)
        if lacking:
            raise BrokenContent(
                f"{table.file}: bij {code} in {start.year} ontbreekt {lacking}. Een schatting zonder marge laten wij"
                " niet zien. Kies bij CBS bij Marges alle drie: waarde, ondergrens en bovengrens."
            )
    return found, elsewhere


def _year(row: Row) -> date:
    period = parse_period(row.text(PERIODS))
    if period is None or period.resolution is not Resolution.YEAR:
        raise row.broken(
            PERIODS, f"is geen jaar: {printable(row.text(PERIODS))}", "Kies bij CBS jaren, zoals 2021JJ00."
        )
    return period.start


def _estimate(
    rows: Mapping[str, Row], column: str, series: str, where: _Where, catalogue: Catalogue
) -> dict[str, object]:
    indicator = catalogue.indicators[series]
    estimate, lower, upper = (_number(rows[margin], column, indicator.kind) for margin in (VALUE, LOWER, UPPER))
    if estimate is None or lower is None or upper is None:
        # A publisher that gives no estimate may still fill in a limit; alone it says nothing.
        estimate = lower = upper = None
    elif not lower <= estimate <= upper:
        raise rows[VALUE].broken(
            column, "ligt niet tussen de ondergrens en de bovengrens", "Haal het bestand opnieuw op."
        )
    code, start = where
    return {
        "area_code": code,
        "indicator_id": series,
        "period_start": start,
        "resolution": indicator.frequency.value,
        "kind": indicator.kind.value,
        "estimate": estimate,
        "lower": lower,
        "upper": upper,
        "respondents": None,
        "method_era": _ERA_SINCE if start.year >= _RENEWED else _ERA_BEFORE,
    }


def _number(row: Row, column: str, kind: KindOfValue) -> float | None:
    value = row.cells[column].strip()
    if value in MISSING_MARKS:
        return None
    is_share = kind is KindOfValue.SHARE
    if not _NUMBER.fullmatch(value) or (is_share and float(value.replace(",", ".")) > 100):
        raise row.broken(
            column,
            f"is geen {'percentage' if is_share else 'cijfer'}: {printable(value)}",
            "Haal het bestand opnieuw op.",
        )
    return float(value.replace(",", "."))


def _notes_on_topics(topics: Mapping[str, str], series: Mapping[str, str]) -> list[str]:
    unused = len(topics) - len(series)
    if not series:
        return ["Geen van de onderwerpen staat in de catalogus: uit dit bestand is niets opgeslagen."]
    return [f"{unused} van {len(topics)} onderwerpen staan niet in de catalogus en zijn weggelaten."] if unused else []


def _is_survey(opened: OpenedFile) -> bool:
    if opened.kind not in (Kind.TEXT, Kind.JSON):
        return False
    columns = coded_columns(opened)
    return {MARGINS, PERIODS} <= columns and any(column in columns for column in REGION_COLUMNS)


SHAPES = (
    Shape(
        id="veiligheidsmonitor",
        name="schattingen uit de Veiligheidsmonitor met marges en codes (OData of CSV van StatLine)",
        stage=Stage.FIGURES,
        origin=cbs("Veiligheidsmonitor, kerncijfers per regio"),
        read=read_survey,
        recognises=_is_survey,
    ),
)
