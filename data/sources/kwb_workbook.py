"""Workbooks of CBS with Kerncijfers wijken en buurten (kwb-2022.xlsx): one row per gemeente, wijk and buurt."""

from __future__ import annotations

import re

from data.errors import BrokenContent, UnrecognisedFile
from data.sources.key_figures import AreaColumns, AreaRows, find_columns, notes_on_rows
from data.sources.opened import Kind, OpenedFile
from data.sources.origins import cbs
from data.sources.shapes import Content, Known, Shape, Stage
from data.sources.workbook import read_sheet

_CODE = "gwb_code_10"
_NEEDED = frozenset({_CODE, "regio"})

# CBS names the sheet after the workbook: KWB2022, kwb-2022.
_YEAR_IN_NAME = re.compile(r"kwb\D{0,3}((?:19|20)[0-9]{2})", re.IGNORECASE)


def read(opened: OpenedFile, known: Known) -> Content:
    """Read the key figures of all areas in a workbook.

    Raises:
        UnrecognisedFile: It is a workbook of something else.
        UnreadableFile: The workbook is damaged or would take too much memory.
        BrokenContent: A code or figure is wrong, an area is there twice, or the year is unknown.
    """
    sheet = read_sheet(opened.file, _is_needed)
    if _NEEDED - set(sheet.header):
        raise UnrecognisedFile(
            f"{opened.name} is een Excel-bestand, maar geen werkmap met kerncijfers van het CBS: op het eerste"
            f" zichtbare blad ontbreekt {' of '.join(sorted(_NEEDED))}. Bewaar het blad als CSV (UTF-8) en laad dat."
        )
    columns = find_columns(sheet.header)
    year = _YEAR_IN_NAME.search(sheet.name)
    rows = AreaRows(opened.name, columns, int(year[1]) if year else known.stated_year(opened.name))
    for number, cells in sheet.rows:
        rows.add(f"rij {number}", cells)
    if not rows.facts:
        raise BrokenContent(f"{opened.name} heeft een kop maar geen gebieden. Haal het bestand opnieuw op.")
    return Content(rows=rows.read, notes=notes_on_rows(rows), not_read=columns.descent, facts=rows.all_facts())


def _is_needed(name: str) -> bool:
    columns: AreaColumns = find_columns([name])
    return bool(columns.codes or columns.names or columns.figures)


SHAPES = (
    Shape(
        id="cbs_kwb",
        name="kerncijfers wijken en buurten (werkmap van het CBS)",
        stage=Stage.AREAS,
        origin=cbs("Kerncijfers wijken en buurten"),
        read=read,
        recognises=lambda opened: opened.kind is Kind.WORKBOOK,
    ),
)
