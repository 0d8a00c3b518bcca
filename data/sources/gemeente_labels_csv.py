"""Crime per gemeente in labels: the police table 47013NED and the CBS table 83648NED.

The two count otherwise (other filter, other classes, the Marechaussee), so they are stored as two series and never
mixed. Gemeenten stand by name between provinces and gemeenten that no longer exist.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from data.errors import UnknownArea
from data.sources.cbs_crime import CBS_CRIME, TOTAL, TOTAL_LABEL, without_absent_years
from data.sources.counts import Count
from data.sources.files import printable
from data.sources.gemeente_names import all_larger_than_a_gemeente, gemeenten_by_name, is_larger_than_a_gemeente
from data.sources.known_areas import note_on_gemeenten, note_on_regions_elsewhere
from data.sources.opened import OpenedFile
from data.sources.origins import cbs, police
from data.sources.periods import Period
from data.sources.places import Place, plain_name
from data.sources.shapes import Content, Known, Shape, Stage
from data.sources.statline_csv import CRIME_COLUMN, PERIOD_COLUMN, key_of_label, period_of
from data.sources.text import Row

# The police misspell their own heading; StatLine may mend it one day.
_POLICE_COUNT = re.compile(r"Geregistr?eerde misdrijven \(aantal\)")
_POLICE_TABLE = "47013NED"


@dataclass(frozen=True)
class _Columns:
    """Where the region, the type and the count stand, and of which table."""

    region: str
    kind: str
    count: str
    table_id: str


def read_gemeente_labels(opened: OpenedFile, known: Known) -> Content:
    """Read counts per gemeente by name.

    Raises:
        BrokenContent: A label, period or number is wrong, or a row is there twice.
        UnknownArea: The file has no gemeenten, or none that is loaded.
    """
    columns = _columns(opened.columns)
    if columns is None:
        raise ValueError(f"no gemeenten: {sorted(opened.columns)}")
    rows = list(opened.table.rows())
    names = {row.text(columns.region) for row in rows}
    found = gemeenten_by_name(opened.name, names, known.places)
    found = {name: place for name, place in found.items() if known.wants(place.code)}
    if not found:
        raise UnknownArea(_nothing(opened.name, names))
    counts = without_absent_years(_counts(rows, columns, found))
    elsewhere = sum(is_larger_than_a_gemeente(row.text(columns.region)) for row in rows)
    others = sum(name not in found and not is_larger_than_a_gemeente(name) for name in names)
    return Content(
        rows=len(counts),
        notes=[
            *note_on_regions_elsewhere(elsewhere),
            *note_on_gemeenten(others),
            *_note_on_series(columns),
        ],
        table_id=columns.table_id,
        counts=counts,
    )


def _columns(columns: frozenset[str]) -> _Columns | None:
    if {"SoortMisdrijf", "RegioS", "Perioden", "TotaalGeregistreerdeMisdrijven_1"} <= columns:
        return _Columns("RegioS", "SoortMisdrijf", "TotaalGeregistreerdeMisdrijven_1", CBS_CRIME)
    count = next((column for column in columns if _POLICE_COUNT.fullmatch(column)), None)
    if count and {CRIME_COLUMN, "Regio's", PERIOD_COLUMN} <= columns:
        return _Columns("Regio's", CRIME_COLUMN, count, _POLICE_TABLE)
    return None


def _counts(rows: list[Row], columns: _Columns, found: Mapping[str, Place]) -> list[Count]:
    counts: dict[tuple[str, str, Period], Count] = {}
    for row in rows:
        label, name = row.text(columns.kind), row.text(columns.region)
        period = period_of(row)
        key = _cbs_key(row, label) if columns.table_id == CBS_CRIME else key_of_label(row, label)[0]
        value = _count(row, columns.count)
        if name not in found:
            continue
        here = (found[name].code, key, period)
        if here in counts:
            raise row.broken(columns.region, f"noemt {printable(name)} nog een keer", "Haal de dubbele rij weg.")
        counts[here] = Count(key, label, period, found[name].code, value)
    return list(counts.values())


def _cbs_key(row: Row, label: str) -> str:
    if plain_name(label) != TOTAL_LABEL:
        raise row.broken(
            "SoortMisdrijf",
            f"noemt een soort die wij niet in woorden lezen: {printable(label)}",
            "Kies bij CBS alleen het totaal, of de CSV met statistische codes.",
        )
    return TOTAL


def _count(row: Row, column: str) -> int | None:
    written = row.cells[column].strip().removesuffix(".0")
    return Row(row.file, row.number, {column: written}).count(column)


def _nothing(file: str, names: set[str]) -> str:
    if not names:
        return f"{file} heeft een kop maar geen rijen. Haal het bestand opnieuw op."
    if all_larger_than_a_gemeente(names):
        return (
            f"{file} gaat over Nederland en provincies, niet over een gemeente. Voor een gemeente zegt dat niets."
            " Kies bij de uitgever gemeenten, wijken of buurten."
        )
    return (
        f"{file} heeft geen gemeente die hier bekend is. Laad eerst de grenzen of kerncijfers van de gemeenten waar het"
        " over gaat."
    )


def _note_on_series(columns: _Columns) -> list[str]:
    if columns.table_id != CBS_CRIME:
        return []
    return [
        "Het CBS telt anders dan de politie. Dit is een eigen reeks; leg haar niet naast cijfers van de politie.",
        "Het CBS geeft elk jaar voor de gemeenten van toen. Over een herindeling heen is een lijn niet te vergelijken.",
    ]


SHAPES = (
    Shape(
        id="cbs_misdrijven_namen",
        name="geregistreerde criminaliteit per gemeente volgens CBS (CSV)",
        stage=Stage.FIGURES,
        origin=cbs("Geregistreerde criminaliteit per gemeente"),
        read=read_gemeente_labels,
        recognises=lambda opened: _is(opened, CBS_CRIME),
    ),
    Shape(
        id="politie_gemeenten",
        name="geregistreerde misdrijven per gemeente (CSV van StatLine)",
        stage=Stage.FIGURES,
        origin=police("Geregistreerde misdrijven per gemeente"),
        read=read_gemeente_labels,
        recognises=lambda opened: _is(opened, _POLICE_TABLE),
    ),
)


def _is(opened: OpenedFile, table_id: str) -> bool:
    columns = _columns(opened.columns)
    return columns is not None and columns.table_id == table_id
