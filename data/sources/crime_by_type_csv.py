"""Registered crime by type with codes of CBS: `code;soort;aantal`, and a year where the file has one.

A file without a year gets it from its own totals: they must equal those of exactly one year that we know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from data.errors import BrokenContent
from data.schemas import Resolution
from data.sources.counts import TOTAL_KEY, Count
from data.sources.files import printable
from data.sources.naming import unknown_area
from data.sources.opened import OpenedFile
from data.sources.origins import police
from data.sources.periods import Period, parse_period
from data.sources.places import Places
from data.sources.shapes import Content, Known, Shape, Stage
from data.sources.text import Row, TextTable

HEADER = frozenset({"code", "soort", "titel", "aantal"})

_KEY = re.compile(r"[0-9]\.[0-9]{1,2}\.[0-9]{1,2}")
_NO_YEAR = Period(date(1, 1, 1), Resolution.YEAR)


def read_crime_by_type(table: TextTable, places: Places, known: Iterable[Count]) -> tuple[Period, list[Count]]:
    """Read the counts; returns the year they are about, and the counts.

    Args:
        table: The file.
        places: The areas of the gemeente.
        known: Counts that are known already, of which the totals tell the year.

    Raises:
        BrokenContent: A key or number is wrong, a row is there twice, or the year cannot be told.
        UnknownArea: A code lies outside the gemeente.
    """
    counts: dict[tuple[str, str, Period], Count] = {}
    for row in table.rows():
        count = _count(row, places)
        here = (count.area_code, count.key, count.period)
        if here in counts:
            raise row.broken("code", "staat er met dezelfde soort nog een keer in", "Haal de dubbele rij weg.")
        counts[here] = count
    if not counts:
        raise BrokenContent(f"{table.file} heeft een kop maar geen rijen. Haal het bestand opnieuw op.")
    if "jaar" in table.header:
        return max(count.period for count in counts.values()), list(counts.values())
    year = _year_of_totals(table.file, counts.values(), known)
    return year, [Count(one.key, one.label, year, one.area_code, one.value) for one in counts.values()]


def _count(row: Row, places: Places) -> Count:
    code, key = row.text("code"), row.text("soort")
    if code not in places.by_code:
        raise unknown_area(row, "code", code, places)
    if not _KEY.fullmatch(key):
        raise row.broken("soort", f"is geen sleutel zoals 1.1.1: {printable(key)}", "Haal het bestand opnieuw op.")
    return Count(key, row.text("titel"), _year(row), code, row.count("aantal"))


def _year(row: Row) -> Period:
    if "jaar" not in row.cells:
        return _NO_YEAR
    period = parse_period(row.text("jaar"))
    if period is None or period.resolution is not Resolution.YEAR:
        raise row.broken("jaar", f"is geen jaar: {printable(row.text('jaar'))}", "Geef een jaar zoals 2022.")
    return period


def _year_of_totals(file: str, counts: Iterable[Count], known: Iterable[Count]) -> Period:
    totals = {count.area_code: count.value for count in counts if count.key == TOTAL_KEY}
    by_year: dict[Period, dict[str, int | None]] = {}
    for count in known:
        if count.key == TOTAL_KEY and count.period.resolution is Resolution.YEAR:
            by_year.setdefault(count.period, {})[count.area_code] = count.value
    same = [
        year
        for year, values in by_year.items()
        if totals and all(code in values and values[code] == value for code, value in totals.items())
    ]
    if len(same) != 1:
        raise BrokenContent(
            f"{file} noemt geen jaar, en de totalen zijn niet gelijk aan die van precies één jaar dat wij kennen."
            " Laad het bestand met de totalen per jaar mee, of voeg een kolom jaar toe."
        )
    return same[0]


def _content(opened: OpenedFile, known: Known) -> Content:
    year, counts = read_crime_by_type(opened.table, known.town, known.counts)
    notes = []
    if "jaar" not in opened.columns:
        notes.append(f"Het bestand noemt geen jaar; de totalen zijn gelijk aan die van {year.start.year}.")
    return Content(rows=len(counts), notes=notes, table_id="47022NED", counts=counts)


SHAPES = (
    Shape(
        id="crime_by_type",
        name="geregistreerde misdrijven per soort, met codes (CSV)",
        stage=Stage.FIGURES,
        origin=police("Geregistreerde misdrijven per soort, wijk en buurt, bewerkt", edited=True),
        read=_content,
        columns=HEADER,
    ),
)
