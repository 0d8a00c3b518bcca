"""Rows about areas as CBS and its users write them: what a column says, whichever way it is spelled.

`aantalInwoners` (WFS), `aantal_inwoners` (GeoPackage, OGC), `AANT_INW` (2017), `a_inw` (kwb), `AantalInwoners_5`
(OData): all mean inhabitants. Columns are found by name, never by place; a column that is absent is missing, not zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from data.errors import BrokenContent
from data.schemas import AREA_CODE
from data.sources.files import printable
from data.sources.places import parent_of
from data.sources.shapes import AreaFact
from data.sources.text import MISSING_MARKS

# Every number this low is a mark of CBS for "no figure": -99997, -99995, -99999999.
_HIGHEST_SENTINEL = -99_990

# More than there are people: a larger number is a mistake.
_LARGEST_FIGURE = 1_000_000_000

# Gemeenten in tables of CBS that are no place: unknown (our Modelgemeente has that number), abroad, cannot be placed.
_NO_PLACE = ("0000", "0998", "0999")

_CODE = re.compile(AREA_CODE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,17})?")
_TOPIC_NUMBER = re.compile(r"^([A-Z][A-Za-z0-9]+)_[0-9]{1,3}$")

# Tables of CBS hold larger areas too: the country, provinces and other regions.
_LARGER = re.compile(r"(?:NL|LD|PV|RE|CR|VR|CP)[0-9A-Z]{2,4}")

# Spellings without capitals, underscores, blanks and the number that OData puts behind a topic.
_CODES = {
    "buurt": ("buurtcode", "bucode"),
    "wijk": ("wijkcode", "wkcode"),
    "gemeente": ("gemeentecode", "gmcode", "gemeentecodegm"),
    "any": ("gwbcode10", "statcode", "cbscode", "code", "wijkenenbuurten", "codering"),
}
_NAMES = {
    "buurt": ("buurtnaam", "bunaam"),
    "wijk": ("wijknaam", "wknaam"),
    "gemeente": ("gemeentenaam", "gmnaam"),
    "any": ("regio", "statnaam", "name", "naam"),
}
_FIGURES = {
    "inhabitants": ("aantalinwoners", "aantinw", "ainw", "population"),
    "households": ("aantalhuishoudens", "aantalhh", "ahh", "huishoudenstotaal"),
    "dwellings": ("woningvoorraad", "aantalwoningen", "awoning", "dwellingtotal"),
    "businesses": (
        "aantalbedrijfsvestigingen",
        "aantaltotalebedrijfsvestigingen",
        "bedrijfsvestigingentotaal",
        "abedv",
    ),
    "area_ha": ("oppervlaktelandinha", "opplandha", "oppland", "alanha", "oppervlakteland", "oppervlaktelandhectaren"),
    "stedelijkheid": (
        "stedelijkheidadressenperkm2",
        "stedelijkheid",
        "stedelijkheid1=zeersterkstedelijk5=nietstedelijk",
        "sted",
        "stemvs",
        "matevanstedelijkheid",
        "urbanity",
    ),
}
_WATER = ("water", "h2o")
_YEARS = ("jrstatcode", "jaar")
_URBANITY_WORDS = {
    "extremely urbanised": 1,
    "strongly urbanised": 2,
    "moderately urbanised": 3,
    "hardly urbanised": 4,
    "not urbanised": 5,
}

# Where people or their parents were born is never read: safety policy has no use for it that the law allows.
_DESCENT = re.compile(
    r"migratie|allocht|herkomst|westers|marok|turk|surin|antil|aruba|nationaliteit|europa|^nederland$"
    r"|^[ap](west|nw)?(al)$|^p(west|nw|overnw|antaru)(al)?$|^[ap](wst|nwst|antaru|suri|tur|ov|nlall|eural|neual)$"
    r"|^ageb(nl|eu|neu|bui)|^a(nl|eur|neu)geb|geb(oren)?(in|buiten)n"
)


@dataclass(frozen=True)
class AreaColumns:
    """Which column of a file says what of an area.

    Attributes:
        codes: Column of the code, by level, finest first; ``any`` where one column holds codes of all levels.
        names: Column of the name, by level or ``any``.
        figures: Column of the file, by column of the areas table.
        water: Column that tells land from water.
        year: Column that holds the year.
        descent: Columns about where people or their parents come from; never read.
    """

    codes: Mapping[str, str]
    names: Mapping[str, str]
    figures: Mapping[str, str]
    water: str | None
    year: str | None
    descent: tuple[str, ...]


def find_columns(names: Iterable[str]) -> AreaColumns:
    """Find the columns that say something of an area among the names in a file."""
    by_spelling: dict[str, str] = {}
    for name in names:
        by_spelling.setdefault(spelling(name), name)
    return AreaColumns(
        codes=_found(by_spelling, _CODES),
        names=_found(by_spelling, _NAMES),
        figures=_found(by_spelling, _FIGURES),
        water=_first(by_spelling, _WATER),
        year=_first(by_spelling, _YEARS),
        descent=tuple(sorted(name for plain, name in by_spelling.items() if _DESCENT.search(plain))),
    )


@lru_cache(maxsize=4096)
def spelling(name: str) -> str:
    """A column name as it is compared: small letters and digits only, without the topic number of OData."""
    without_number = _TOPIC_NUMBER.sub(r"\1", name.strip())
    return re.sub(r"[^0-9a-zà-ÿ=]", "", without_number.lower())


@dataclass
class AreaRows:
    """The rows of one file, collected: each area once, with its wijk and gemeente where the file names them.

    Attributes:
        file: Name of the file.
        columns: What its columns mean.
        year: Year of all rows; None where each row has its own, or the file has none.
    """

    file: str
    columns: AreaColumns
    year: int | None = None
    facts: dict[tuple[str, int | None], AreaFact] = field(default_factory=dict)
    left_out: int = 0
    read: int = 0
    _parents: dict[tuple[str, int | None], AreaFact] = field(default_factory=dict)

    def add(self, where: str, row: Mapping[str, object], *, may_repeat: bool = False) -> AreaFact | None:
        """Read one row.

        Args:
            where: Which one, for sentences: ``rij 12`` or ``vlak 3``.
            row: Values by column.
            may_repeat: Whether an area may have several rows that say the same, as one outline in parts has.

        Returns:
            What it says; None for water and for what is no place.

        Raises:
            BrokenContent: A code, name or figure is wrong, or the area was there already.
        """
        code = self._code(where, row)
        if code is None or self._is_no_land(row):
            self.left_out += 1
            return None
        self.read += 1
        year = self.year if self.columns.year is None else self._year(where, row)
        name = _text(row, self.columns.names.get(_level_word(code)) or self.columns.names.get("any"))
        fact = AreaFact(code, name, year, self._figures(where, row))
        before = self.facts.setdefault((code, year), fact)
        if before is not fact and not (may_repeat and before == fact):
            raise self._broken(where, f"{code} staat er nog een keer in", "Haal de dubbele rij weg.")
        self._add_parents(where, row, code, year)
        return fact

    def all_facts(self) -> list[AreaFact]:
        """The areas, and the wijken and gemeenten that they name."""
        return [*(fact for key, fact in self._parents.items() if key not in self.facts), *self.facts.values()]

    def _code(self, where: str, row: Mapping[str, object]) -> str | None:
        """The code of a row's area; None for what is no gemeente, wijk or buurt."""
        code = next((text for column in self.columns.codes.values() if (text := _text(row, column))), None)
        if code is not None and re.fullmatch(r"[0-9]{4}", code) and list(self.columns.codes) == ["gemeente"]:
            code = f"GM{code}"
        if code is not None and (_LARGER.fullmatch(code) or code[2:6] in _NO_PLACE):
            return None
        if code is None or not _CODE.fullmatch(code):
            raise self._broken(
                where,
                f"heeft geen code van het CBS, maar {printable(code or '(leeg)')}",
                "Een code ziet eruit als GM0758, WK075800 of BU07580001. Haal het bestand opnieuw op.",
            )
        return code

    def _is_no_land(self, row: Mapping[str, object]) -> bool:
        return (_text(row, self.columns.water) or "NEE").upper() != "NEE"

    def _year(self, where: str, row: Mapping[str, object]) -> int | None:
        # jrstatcode is 2022GM0014.
        text = (_text(row, self.columns.year) or "")[:4]
        if not _YEAR.fullmatch(text):
            raise self._broken(
                where, f"heeft geen jaar in {printable(self.columns.year or '')}", "Haal het bestand opnieuw op."
            )
        return int(text)

    def _figures(self, where: str, row: Mapping[str, object]) -> dict[str, float | None]:
        figures: dict[str, float | None] = {}
        for target, column in self.columns.figures.items():
            value = row.get(column)
            if isinstance(value, str):
                value = _URBANITY_WORDS.get(value, value)
            try:
                number = figures[target] = figure(value)
            except ValueError as problem:
                raise self._broken(
                    where,
                    f"kolom {printable(column)} is geen aantal: {printable(str(value))}",
                    "Een aantal is 0 of hoger; een punt of een leeg vak betekent dat er geen cijfer is.",
                ) from problem
            wrong = None if number is None else _problem(target, number)
            if wrong is not None:
                raise self._broken(where, f"kolom {printable(column)} {wrong}: {value}", "Haal het bestand opnieuw op.")
        return figures

    def _add_parents(self, where: str, row: Mapping[str, object], code: str, year: int | None) -> None:
        child = code
        while (parent := parent_of(child)) is not None:
            level = _level_word(parent)
            stated = _text(row, self.columns.codes.get(level))
            if stated is not None and stated.removeprefix("GM") != parent.removeprefix("GM"):
                raise self._broken(
                    where,
                    f"{code} ligt volgens het bestand in {printable(stated)}, volgens zijn code in {parent}",
                    "Haal het bestand opnieuw op.",
                )
            name = _text(row, self.columns.names.get(level))
            if name is not None:
                self._parents.setdefault((parent, year), AreaFact(parent, name, year))
            child = parent

    def _broken(self, where: str, problem: str, remedy: str) -> BrokenContent:
        return BrokenContent(f"{self.file}, {where}: {problem}. {remedy}")


def figure(value: object) -> float | None:
    """A number as publishers write it; None where they say that there is none.

    Raises:
        ValueError: It is something else, or negative.

    Example:
        >>> figure(" 1234,5 "), figure("       ."), figure(-99997)
        (1234.5, None, None)
    """
    if value is None or (isinstance(value, str) and value.strip() in MISSING_MARKS):
        return None
    # What JSON calls true is no number, although Python would count it as one.
    text = repr(value) if isinstance(value, float) else str(value).strip()
    if not _NUMBER.fullmatch(text):
        raise ValueError("no number")
    number = float(text.replace(",", "."))
    if number <= _HIGHEST_SENTINEL:
        return None
    if not 0 <= number <= _LARGEST_FIGURE:
        raise ValueError("negative or impossible")
    return number


def notes_on_rows(rows: AreaRows) -> list[str]:
    """What a reader of the load report must know of the rows that were left out and of figures that are missing."""
    notes = []
    if rows.left_out:
        notes.append(f"Weggelaten, want water of geen gemeente, wijk of buurt: {rows.left_out} vlakken of rijen.")
    without = sum(
        bool(fact.figures) and all(value is None for value in fact.figures.values()) for fact in rows.facts.values()
    )
    if without:
        notes.append(f"Zonder enig kerncijfer: {without} gebieden. Die blijven leeg, niet nul.")
    return notes


def _problem(target: str, value: float) -> str | None:
    """What is wrong with a figure for a column of the areas table."""
    if target == "stedelijkheid" and value not in (1, 2, 3, 4, 5):
        return "is geen klasse van 1 tot en met 5"
    if target != "area_ha" and value % 1:
        return "is geen heel getal"
    return None


def _text(row: Mapping[str, object], column: str | None) -> str | None:
    value = None if column is None else row.get(column)
    if value is None or isinstance(value, (bool, float, list, dict)):
        return None
    return str(value).strip() or None


def _level_word(code: str) -> str:
    return {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}[code[:2]]


def _found(by_spelling: Mapping[str, str], wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    found = {key: _first(by_spelling, options) for key, options in wanted.items()}
    return {key: name for key, name in found.items() if name is not None}


def _first(by_spelling: Mapping[str, str], options: Sequence[str]) -> str | None:
    return next((by_spelling[one] for one in options if one in by_spelling), None)
