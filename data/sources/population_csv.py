"""Two files with inhabitants per buurt: one with a column per year, one with wijken, buurten and dwellings of one year.

Both give names without codes. The second gives no year: its inhabitants must equal those of exactly one year we know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.errors import BrokenContent, UnknownArea
from data.schemas import Level
from data.sources.files import printable
from data.sources.naming import unknown_area
from data.sources.opened import OpenedFile
from data.sources.origins import UNSTATED, Origin
from data.sources.places import Place, Places, plain_name
from data.sources.shapes import AreaFact, Content, Known, Shape, Stage
from data.sources.text import Row, TextTable

YEARS_HEADER = frozenset({"regions", "neighborhood"})
ONE_YEAR_HEADER = frozenset({"region", "region_type", "inhabitants", "houses"})

_LEVELS = {"borough": Level.WIJK, "neighbourhood": Level.BUURT}
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")

# A name is damaged, not different, when at least this much of its beginning is left.
_SHORTEST_STUMP = 4

# CBS rounds counts per wijk and buurt at random to a multiple of five.
ROUNDED_TO = 5


@dataclass(frozen=True)
class Population:
    """What is known of the people and dwellings of areas.

    Attributes:
        inhabitants: On 1 January, by area code and year.
        dwellings: By area code and year.
        notes: What a reader of the load report must know.
    """

    inhabitants: Mapping[tuple[str, int], int | None] = field(default_factory=dict)
    dwellings: Mapping[tuple[str, int], int | None] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_years(table: TextTable, places: Places) -> Population:
    """Read inhabitants per buurt with a column per year.

    Raises:
        BrokenContent: A number is wrong, a column is no year, or a buurt is there twice.
        UnknownArea: A name belongs to no buurt.
    """
    years = [column for column in table.header if column not in YEARS_HEADER]
    strange = [column for column in years if not _YEAR.fullmatch(column)]
    if strange or not years:
        raise BrokenContent(
            f"{table.file}, rij 1: kolom {printable(strange[0]) if strange else '(geen)'} is geen jaar."
            " Geef na de twee namen alleen kolommen met een jaar, zoals 2022."
        )
    rows = list(table.rows())
    codes, notes = _buurten(rows, places)
    inhabitants = {(code, int(year)): row.count(year) for row, code in zip(rows, codes, strict=True) for year in years}
    return Population(inhabitants=inhabitants, notes=notes)


def read_one_year(table: TextTable, places: Places, known: Mapping[tuple[str, int], int | None]) -> Population:
    """Read inhabitants and dwellings of one year, which the inhabitants themselves must tell.

    Args:
        table: The file.
        places: The areas of the gemeente.
        known: Inhabitants that are known already, by area code and year.

    Raises:
        BrokenContent: A number is wrong, an area is there twice, the year cannot be told, or a wijk differs from the
            sum of its buurten by more than rounding does.
        UnknownArea: A name belongs to no area.
    """
    inhabitants: dict[str, int | None] = {}
    dwellings: dict[str, int | None] = {}
    for row in table.rows():
        place = _place(row, places)
        if place.code in inhabitants:
            raise row.broken("region", f"noemt {printable(place.name)} nog een keer", "Haal de dubbele rij weg.")
        inhabitants[place.code], dwellings[place.code] = row.count("inhabitants"), row.count("houses")
    year = _year_of_inhabitants(table.file, inhabitants, known)
    _check_rounding(table.file, inhabitants, places)
    return Population(
        inhabitants={(code, year): value for code, value in inhabitants.items()},
        dwellings={(code, year): value for code, value in dwellings.items()},
        notes=(f"Het bestand noemt geen jaar; de inwoners per buurt zijn gelijk aan die van {year}.",),
    )


def _buurten(rows: Sequence[Row], places: Places) -> tuple[list[str], tuple[str, ...]]:
    found = [places.named(row.text("neighborhood"), Level.BUURT) for row in rows]
    codes: list[str] = []
    notes: list[str] = []
    for row, options in zip(rows, found, strict=True):
        if len(options) == 1:
            place = options[0]
        else:
            place = _only_buurt_left(row, rows, found, places)
            notes.append(
                f"Rij {row.number}: {printable(row.text('neighborhood'))} is gelezen als {printable(place.name)}"
                f" ({place.code}), de enige buurt van deze wijk die overbleef."
            )
        if place.code in codes:
            raise row.broken("neighborhood", f"noemt {printable(place.name)} nog een keer", "Haal de dubbele rij weg.")
        codes.append(place.code)
    return codes, tuple(notes)


def _only_buurt_left(row: Row, rows: Sequence[Row], found: Sequence[Sequence[Place]], places: Places) -> Place:
    """The buurt that a damaged name must stand for: the last one of its wijk, with a name that begins the same."""
    group = [
        options for other, options in zip(rows, found, strict=True) if other.cells["regions"] == row.cells["regions"]
    ]
    taken = {options[0].code for options in group if len(options) == 1}
    wijken = {places.by_code[code].parent_code or "" for code in taken}
    left = [place for wijk in wijken for place in places.parts_of(wijk) if place.code not in taken]
    stump = plain_name(row.text("neighborhood"))
    is_certain = len(wijken) == 1 and len(left) == 1 and len(group) == len(taken) + 1
    if not is_certain or len(stump) < _SHORTEST_STUMP or not plain_name(left[0].name).startswith(stump):
        raise unknown_area(row, "neighborhood", row.text("neighborhood"), places)
    return left[0]


def _place(row: Row, places: Places) -> Place:
    level = _LEVELS.get(plain_name(row.text("region_type")))
    if level is None:
        raise row.broken("region_type", "is geen Borough of Neighbourhood", "Haal het bestand opnieuw op.")
    options = places.named(row.text("region"), level)
    if not options:
        raise unknown_area(row, "region", row.text("region"), places)
    if len(options) > 1:
        raise UnknownArea(
            f"{row.file}, rij {row.number}, kolom region: {printable(row.text('region'))} is de naam van meer gebieden."
            " Gebruik een bestand met codes."
        )
    return options[0]


def _year_of_inhabitants(
    file: str, inhabitants: Mapping[str, int | None], known: Mapping[tuple[str, int], int | None]
) -> int:
    buurten = {code: value for code, value in inhabitants.items() if code.startswith("BU") and value is not None}
    same = [
        year
        for year in sorted({year for _, year in known})
        if buurten and all(known.get((code, year)) == value for code, value in buurten.items())
    ]
    if len(same) != 1:
        raise BrokenContent(
            f"{file} noemt geen jaar, en de inwoners per buurt zijn niet gelijk aan die van precies één jaar dat wij"
            " kennen. Laad het bestand met inwoners per jaar mee."
        )
    return same[0]


def _check_rounding(file: str, inhabitants: Mapping[str, int | None], places: Places) -> None:
    for wijk in places.at(Level.WIJK):
        parts = [inhabitants.get(buurt.code) for buurt in places.parts_of(wijk.code)]
        known = [part for part in parts if part is not None]
        whole = inhabitants.get(wijk.code)
        if whole is None or len(known) < len(parts):
            continue
        if abs(whole - sum(known)) > ROUNDED_TO * (len(parts) + 1):
            raise BrokenContent(
                f"{file}: wijk {printable(wijk.name)} heeft {whole} inwoners, haar buurten samen {sum(known)}. Dat is"
                " meer verschil dan afronden geeft. Haal het bestand opnieuw op."
            )


def _content(read: Population) -> Content:
    keys = {**read.inhabitants, **read.dwellings}
    facts = [
        AreaFact(
            code,
            year=year,
            figures={
                name: values[code, year]
                for name, values in (("inhabitants", read.inhabitants), ("dwellings", read.dwellings))
                if (code, year) in values
            },
        )
        for code, year in keys
    ]
    return Content(rows=len(read.inhabitants), notes=read.notes, facts=facts)


def _origin(title: str) -> Origin:
    return Origin(UNSTATED, title, UNSTATED, "Inwoners: bestand zonder bronvermelding, zoals CBS afgerond")


def _read_years(opened: OpenedFile, known: Known) -> Content:
    return _content(read_years(opened.table, known.town))


def _read_one_year(opened: OpenedFile, known: Known) -> Content:
    return _content(read_one_year(opened.table, known.town, known.inhabitants))


SHAPES = (
    Shape(
        id="population_years",
        name="inwoners per buurt en jaar (CSV)",
        stage=Stage.PEOPLE,
        origin=_origin("Inwoners per buurt en jaar"),
        read=_read_years,
        columns=YEARS_HEADER,
    ),
    Shape(
        id="population_one_year",
        name="inwoners en woningen per wijk en buurt (CSV)",
        stage=Stage.PEOPLE,
        origin=_origin("Inwoners en woningen per wijk en buurt"),
        read=_read_one_year,
        columns=ONE_YEAR_HEADER,
    ),
)
