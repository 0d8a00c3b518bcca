"""Key figures of CBS in the form of its OData service.

Rows of Kerncijfers wijken en buurten (JSON), and the population per gemeente and year of 37230NED (CSV).
Columns end in a number that moves from year to year (`AantalInwoners_5`): they are found by the name before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from data.errors import BrokenContent
from data.schemas import AREA_CODE
from data.sources.key_figures import AreaColumns, AreaRows, find_columns, notes_on_rows, spelling
from data.sources.opened import Kind, OpenedFile
from data.sources.origins import cbs
from data.sources.shapes import Content, Known, Shape, Stage

# One table a year; a table that is not listed here needs its year from whoever loads it.
_YEARS = {
    "82339NED": 2013,
    "82931NED": 2014,
    "83220NED": 2015,
    "83487NED": 2016,
    "83765NED": 2017,
    "84286NED": 2018,
    "84583NED": 2019,
    "84799NED": 2020,
    "85039NED": 2021,
    "85318NED": 2022,
    "85618NED": 2023,
    "85984NED": 2024,
    "86165NED": 2025,
}
_TABLE = re.compile(r"/([0-9]{5}NED)/")
# The country comes first in a table of all areas.
_A_CODE = re.compile(f"{AREA_CODE}|^NL00$")
_INHABITANTS = "aantalinwoners"

_AT_START = "bevolkingaanhetbeginvandeperiode"
_WHOLE_YEAR = re.compile(r"[0-9]{4}JJ00")


def read_key_figures(opened: OpenedFile, known: Known) -> Content:
    """Read rows of Kerncijfers wijken en buurten.

    Raises:
        BrokenContent: A code or figure is wrong, an area is there twice, or the year is unknown.
    """
    table_id = _table_id(opened)
    year = _YEARS.get(table_id or "") or known.stated_year(opened.name)
    found = [*_rows(opened)]
    columns = find_columns(dict.fromkeys(name for row in found for name in row))
    rows = AreaRows(opened.name, columns, year)
    for number, row in enumerate(found, start=1):
        rows.add(f"rij {number}", row)
    notes = notes_on_rows(rows)
    if "odata.nextLink" in opened.json_object:
        notes.append("Het bestand is één bladzijde van een antwoord: er horen nog meer bladzijden bij.")
    return Content(rows=rows.read, notes=notes, not_read=columns.descent, table_id=table_id, facts=rows.all_facts())


def read_population(opened: OpenedFile, known: Known) -> Content:  # noqa: ARG001 - every shape is read alike
    """Read the inhabitants at the start of each year; months are left out.

    Raises:
        BrokenContent: A code or figure is wrong, or a gemeente and year is there twice.
    """
    inhabitants = next((name for name in opened.table.header if spelling(name) == _AT_START), None)
    missing_columns = [name for name in ("RegioS", "Perioden") if name not in opened.columns]
    if inhabitants is None or missing_columns:
        absent = missing_columns[0] if missing_columns else "BevolkingAanHetBeginVanDePeriode"
        raise BrokenContent(f"{opened.name}, rij 1: de kolom {absent} ontbreekt. Kies die bij het CBS erbij.")
    columns = AreaColumns({"any": "RegioS"}, {}, {"inhabitants": inhabitants}, None, "Perioden", ())
    rows = AreaRows(opened.name, columns)
    for row in opened.table.rows():
        if _WHOLE_YEAR.fullmatch(row.cells["Perioden"].strip()):
            rows.add(f"rij {row.number}", row.cells)
    notes = notes_on_rows(rows)
    missing = sum(fact.figures["inhabitants"] is None for fact in rows.facts.values())
    if missing:
        notes = [f"Zonder aantal, meestal omdat de gemeente toen niet bestond: {missing} jaren van gemeenten."]
    facts = [fact for fact in rows.facts.values() if fact.figures["inhabitants"] is not None]
    return Content(rows=rows.read, notes=notes, table_id="37230NED", facts=facts)


def _rows(opened: OpenedFile) -> Iterator[Mapping[str, object]]:
    """The rows of a reply, or of an object that has a row under each code."""
    content = opened.json
    value = content.get("value") if isinstance(content, dict) else content
    if isinstance(value, list):
        yield from (one if isinstance(one, dict) else {} for one in value)
    elif isinstance(content, dict):
        for code, row in content.items():
            yield {"Codering": code, **(row if isinstance(row, dict) else {})}


def _table_id(opened: OpenedFile) -> str | None:
    address = opened.json_object.get("odata.metadata")
    match = _TABLE.search(address) if isinstance(address, str) else None
    return match[1] if match else None


def _is_key_figures(opened: OpenedFile) -> bool:
    if opened.kind is not Kind.JSON:
        return False
    first = next(_rows(opened), {})
    codes = (first.get(column) for column in find_columns(first).codes.values())
    has_code = any(isinstance(code, str) and _A_CODE.fullmatch(code.strip()) for code in codes)
    return has_code and any(spelling(name) == _INHABITANTS for name in first)


def _is_population(opened: OpenedFile) -> bool:
    # Asked of every text file, of which some have no proper header: the first line is enough.
    return opened.kind is Kind.TEXT and b"BevolkingAanHetBeginVanDePeriode" in opened.file.content[:1000]


SHAPES = (
    Shape(
        id="cbs_key_figures_odata",
        name="kerncijfers wijken en buurten (JSON van het CBS)",
        stage=Stage.AREAS,
        origin=cbs("Kerncijfers wijken en buurten"),
        read=read_key_figures,
        recognises=_is_key_figures,
    ),
    Shape(
        id="cbs_population",
        name="inwoners per gemeente en jaar (CSV van het CBS)",
        stage=Stage.PEOPLE,
        origin=cbs("Bevolkingsontwikkeling; regio per jaar"),
        read=read_population,
        recognises=_is_population,
    ),
)
