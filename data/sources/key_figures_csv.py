"""CSV with key figures or names of areas under their code of CBS, without outlines."""

from __future__ import annotations

from data.errors import BrokenContent
from data.sources.key_figures import AreaRows, find_columns, notes_on_rows
from data.sources.opened import OpenedFile
from data.sources.origins import cbs
from data.sources.shapes import Content, Known, Shape, Stage


def read(opened: OpenedFile, known: Known) -> Content:
    """Read what the rows say of areas.

    Raises:
        BrokenContent: A code, year or figure is wrong, an area is there twice, or there are no rows.
    """
    columns = find_columns(opened.table.header)
    rows = AreaRows(opened.name, columns, known.stated_year(opened.name) if columns.year is None else None)
    for row in opened.table.rows():
        rows.add(f"rij {row.number}", row.cells)
    if not rows.facts:
        raise BrokenContent(f"{opened.name} heeft een kop maar geen gebieden. Haal het bestand opnieuw op.")
    return Content(rows=rows.read, notes=notes_on_rows(rows), not_read=columns.descent, facts=rows.all_facts())


SHAPES = (
    Shape(
        id="cbs_key_figures",
        name="kerncijfers per gemeente of wijk, met codes van het CBS (CSV)",
        stage=Stage.AREAS,
        origin=cbs("Kerncijfers wijken en buurten"),
        read=read,
        columns=frozenset({"code", "name", "population", "urbanity"}),
    ),
    Shape(
        id="cbs_key_figures_gemeente",
        name="kerncijfers per gemeente (CSV)",
        stage=Stage.AREAS,
        origin=cbs("Wijk- en buurtkaart"),
        read=read,
        columns=frozenset({"GM_CODE", "GM_NAAM", "Aantal inwoners"}),
    ),
    Shape(
        id="cbs_gemeenten",
        name="lijst van gemeenten (CSV)",
        stage=Stage.AREAS,
        origin=cbs("Gemeenten alfabetisch"),
        read=read,
        columns=frozenset({"Gemeentecode", "Gemeentenaam", "Provincienaam"}),
    ),
)
