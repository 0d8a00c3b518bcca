"""StatLine's plain CSV export of the police tables: labels instead of codes, one row per type, period and area.

47018NED registered crime per year, 47022NED the same per month, 47024NED registered nuisance. The file names none of
these numbers: the header tells crime from nuisance, the periods tell months from years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.errors import BrokenContent
from data.schemas import Resolution
from data.sources.counts import TOTAL_KEY, Count, sum_mismatches
from data.sources.files import printable
from data.sources.naming import codes_in_order
from data.sources.opened import OpenedFile
from data.sources.origins import police
from data.sources.periods import Period, parse_period
from data.sources.places import Places, plain_name
from data.sources.shapes import Content, Known, Shape, Stage
from data.sources.text import Row, TextTable

PERIOD_COLUMN, AREA_COLUMN = "Perioden", "Wijken en buurten"
CRIME_COLUMN, CRIME_COUNT = "Soort misdrijf", "Geregistreerde misdrijven (aantal)"
NUISANCE_COLUMN, NUISANCE_COUNT = "Overlast", "Geregistreerde overlast (aantal)"

CRIME_HEADER = frozenset({CRIME_COLUMN, PERIOD_COLUMN, AREA_COLUMN, CRIME_COUNT})
NUISANCE_HEADER = frozenset({NUISANCE_COLUMN, PERIOD_COLUMN, AREA_COLUMN, NUISANCE_COUNT})

_CRIME_TOTAL = "totaal misdrijven"
_CRIME_LABEL = re.compile(r"([0-9]\.[0-9]{1,2}\.[0-9]{1,2}) \S.*")

# The export of 47024NED has labels only; these are our own keys for them.
_NUISANCE_KEYS = {
    "geluidshinder evenement": "geluid-evenement",
    "geluidshinder horeca": "geluid-horeca",
    "geluidshinder overig": "geluid-overig",
    "melding overlast jeugd": "overlast-jeugd",
    "openbare dronkenschap": "openbare-dronkenschap",
    "overlast door verward persoon": "overlast-verward-persoon",
    "overlast ivm alcohol/ drugs": "overlast-alcohol-drugs",
    "overlast zwervers": "overlast-zwervers",
    "totaal registraties overlast": "totaal-overlast",
}


def read_crime(table: TextTable, places: Places) -> tuple[str, list[Count]]:
    """Read registered crime; returns the number of the police table and the counts.

    Raises:
        BrokenContent: A label, period or number is not as StatLine writes it, or a name is ambiguous.
        UnknownArea: A row is about a place outside the gemeente.
    """
    counts = _read(table, places, CRIME_COLUMN, CRIME_COUNT)
    per_month = any(count.period.resolution is Resolution.MONTH for count in counts)
    return "47022NED" if per_month else "47018NED", counts


def read_nuisance(table: TextTable, places: Places) -> tuple[str, list[Count]]:
    """Read registered nuisance; returns the number of the police table and the counts.

    Raises:
        BrokenContent: See `read_crime`.
        UnknownArea: See `read_crime`.
    """
    return "47024NED", _read(table, places, NUISANCE_COLUMN, NUISANCE_COUNT)


def _read(table: TextTable, places: Places, type_column: str, count_column: str) -> list[Count]:
    groups: dict[tuple[str, str, Period], list[Row]] = {}
    for row in table.rows():
        label = row.text(type_column)
        key = _crime_key(row, label) if type_column == CRIME_COLUMN else _nuisance_key(row, label)
        groups.setdefault((key, label, period_of(row)), []).append(row)
    if not groups:
        raise BrokenContent(f"{table.file} heeft een kop maar geen rijen. Haal het bestand opnieuw op.")
    codes_of_names: dict[tuple[str, ...], tuple[str, ...]] = {}
    counts = []
    for (key, label, period), rows in groups.items():
        names = tuple(row.cells[AREA_COLUMN] for row in rows)
        if names not in codes_of_names:
            codes_of_names[names] = codes_in_order(rows, AREA_COLUMN, places)
        values = [row.count(count_column) for row in rows]
        counts += [
            Count(key, label, period, code, value) for code, value in zip(codes_of_names[names], values, strict=True)
        ]
    _confirm_double_names(table.file, counts, places)
    return counts


def _crime_key(row: Row, label: str) -> str:
    if plain_name(label) == _CRIME_TOTAL:
        return TOTAL_KEY
    match = _CRIME_LABEL.fullmatch(label)
    if match is None:
        raise _unknown_label(row, CRIME_COLUMN, label)
    return match[1]


def _nuisance_key(row: Row, label: str) -> str:
    key = _NUISANCE_KEYS.get(plain_name(label))
    if key is None:
        raise _unknown_label(row, NUISANCE_COLUMN, label)
    return key


def key_of_label(row: Row, label: str) -> tuple[str, bool]:
    """The key that a label of crime or of nuisance stands for, and whether it is nuisance.

    Raises:
        BrokenContent: StatLine does not have the label.
    """
    nuisance = _NUISANCE_KEYS.get(plain_name(label))
    return (nuisance, True) if nuisance else (_crime_key(row, label), False)


def period_of(row: Row) -> Period:
    """The period of a row.

    Raises:
        BrokenContent: It is no year and no month.
    """
    label = row.text(PERIOD_COLUMN)
    period = parse_period(label)
    if period is None:
        raise row.broken(
            PERIOD_COLUMN,
            f"noemt een periode die wij niet kennen: {printable(label)}",
            "Kies in StatLine jaren of maanden.",
        )
    return period


def _unknown_label(row: Row, column: str, label: str) -> BrokenContent:
    return row.broken(
        column,
        f"noemt een soort die StatLine niet kent: {printable(label)}",
        "Misschien heeft de browser de pagina vertaald. Zet vertalen uit en haal het bestand opnieuw op.",
    )


def _confirm_double_names(file: str, counts: Sequence[Count], places: Places) -> None:
    """The order of the rows told a wijk from the buurt with its name; the sums must agree."""
    for wrong in sum_mismatches(counts, places):
        name = places.by_code[wrong.area_code].name
        if len(places.named(name)) > 1:
            raise BrokenContent(
                f"{file}: wijk {printable(name)} heeft {wrong.whole} in {wrong.period.start.year}, haar buurten samen"
                f" {wrong.sum_of_parts}. Een wijk en een buurt met dezelfde naam zijn zo niet uit elkaar te houden."
                " Haal het bestand opnieuw op."
            )


def _crime(opened: OpenedFile, known: Known) -> Content:
    table_id, counts = read_crime(opened.table, known.town)
    return Content(rows=len(counts), table_id=table_id, counts=counts)


def _nuisance(opened: OpenedFile, known: Known) -> Content:
    table_id, counts = read_nuisance(opened.table, known.town)
    return Content(rows=len(counts), table_id=table_id, counts=counts)


SHAPES = (
    Shape(
        id="crime",
        name="geregistreerde misdrijven (CSV van StatLine)",
        stage=Stage.FIGURES,
        origin=police("Geregistreerde misdrijven per wijk en buurt"),
        read=_crime,
        columns=CRIME_HEADER,
    ),
    Shape(
        id="nuisance",
        name="geregistreerde overlast (CSV van StatLine)",
        stage=Stage.FIGURES,
        origin=police("Geregistreerde overlast per wijk en buurt"),
        read=_nuisance,
        columns=NUISANCE_HEADER,
    ),
)
