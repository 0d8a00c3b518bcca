"""TopoJSON with areas under their code of CBS: codes, names and key figures; the outlines are not read.

Files of this kind are made for small pictures: their coordinates are rounded to a grid, often of hundreds of metres, in
which small buurten fall together or vanish. A map that looks exact must not be drawn from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from data.errors import BrokenContent
from data.schemas import AREA_CODE
from data.sources.files import printable
from data.sources.key_figures import AreaRows, find_columns, notes_on_rows
from data.sources.opened import OpenedFile
from data.sources.origins import cbs
from data.sources.shapes import Content, Known, Shape, Stage

_CODE = re.compile(AREA_CODE)

_METRES_PER_DEGREE_NORTH = 111_000


def read(opened: OpenedFile, known: Known) -> Content:
    """Read what the areas are called, and the key figures that stand beside them.

    Raises:
        BrokenContent: A code or figure is wrong, or the file holds no areas.
    """
    found = [(name, rows) for name, rows in _objects(opened) if _has_codes(rows)]
    if not found:
        raise BrokenContent(
            f"{opened.name} is TopoJSON zonder gemeenten, wijken of buurten. Haal bij de uitgever GeoJSON op."
        )
    notes = [_note_on_grid(opened), *_note_on_others(opened, {name for name, _ in found})]
    facts, descent, count = [], set(), 0
    for _, properties in found:
        columns = find_columns(properties[0])
        rows = AreaRows(opened.name, columns, known.stated_year(opened.name) if columns.year is None else None)
        for number, row in enumerate(properties, start=1):
            rows.add(f"vlak {number}", row, may_repeat=True)
        facts += rows.all_facts()
        descent |= set(columns.descent)
        count += rows.read
        notes += notes_on_rows(rows)
    return Content(rows=count, notes=notes, not_read=sorted(descent), facts=facts)


def _objects(opened: OpenedFile) -> Iterator[tuple[str, list[Mapping[str, object]]]]:
    """Each collection in a file: its name, and the properties of what is in it."""
    objects = opened.json_object.get("objects")
    for name, content in objects.items() if isinstance(objects, dict) else ():
        geometries = content.get("geometries") if isinstance(content, dict) else None
        properties = [
            one.get("properties") if isinstance(one, dict) else None
            for one in (geometries if isinstance(geometries, list) else [])
        ]
        yield str(name), [one if isinstance(one, dict) else {} for one in properties]


def _has_codes(rows: list[Mapping[str, object]]) -> bool:
    first = rows[0] if rows else {}
    values = (first.get(column) for column in find_columns(first).codes.values())
    return any(isinstance(value, str) and _CODE.fullmatch(value) for value in values)


def _note_on_grid(opened: OpenedFile) -> str:
    transform = opened.json_object.get("transform")
    scale = transform.get("scale") if isinstance(transform, dict) else None
    north = scale[1] if isinstance(scale, list) and len(scale) > 1 else None
    step = ""
    if isinstance(north, (int, float)) and 0 < north < 1:
        step = f" (hier in stappen van {north * _METRES_PER_DEGREE_NORTH:.0f} meter)"
    return (
        f"De grenzen zijn niet gelezen: TopoJSON is afgerond op een raster{step} en te grof voor een kaart van buurten."
        " Haal voor de kaart GeoJSON of GeoPackage op."
    )


def _note_on_others(opened: OpenedFile, read_names: set[str]) -> list[str]:
    others = [name for name, rows in _objects(opened) if name not in read_names and len(rows) > 1]
    return (
        [f"Niet gelezen: {printable(', '.join(others))}; dat zijn geen gemeenten, wijken of buurten."] if others else []
    )


SHAPES = (
    Shape(
        id="cbs_areas_topojson",
        name="namen van gemeenten, wijken of buurten (TopoJSON)",
        stage=Stage.AREAS,
        origin=cbs("Gebiedsindelingen"),
        read=read,
        recognises=lambda opened: opened.json_object.get("type") == "Topology",
    ),
)
