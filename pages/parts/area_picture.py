"""A view of all areas: as a map in classes, and as the same list in words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts.area_map import Camera, MapArea, area_map, legend
from pages.parts.palette import Colour, Palette
from pages.parts.table import table
from plan.beeld.maps import MapRow, MapView
from plan.figures.outlines import Outlines

SORTS = ("Hoogste eerst", "Laagste eerst", "Naam")

# As high as the map beside it, in pixels.
_HEIGHT = 520


def in_order(rows: Sequence[MapRow], sort: str) -> list[MapRow]:
    """Sort by name or by value; areas without a value come last."""
    if sort == SORTS[2]:
        return sorted(rows, key=lambda row: row.area.name)
    sign = -1 if sort == SORTS[0] else 1
    return sorted(rows, key=lambda row: (row.order is None, sign * (row.order or 0.0), row.area.name))


def picture_map(view: MapView, outlines: Outlines, colours: Palette, *, chooser: str, alt: str, key: str) -> None:
    """Draw the map with its legend.

    Args:
        view: What is shown of each area.
        outlines: Their shapes.
        colours: The palette for the reader's background.
        chooser: Key of the widget that holds the label of the chosen area; a click on the map sets it.
        alt: What the map shows, in one sentence.
        key: Key of the map.
    """
    chosen = st.session_state.get(chooser)
    steps = _steps(colours, len(view.classes))
    areas = [
        MapArea(
            code=row.area.code,
            name=row.area.label,
            words=row.words,
            fill=colours.too_little if row.step is None else steps[row.step],
            is_chosen=row.area.label == chosen,
        )
        for row in view.rows
    ]
    legend(view.classes, steps, colours, unit=view.unit)
    camera = Camera(outlines.longitude, outlines.latitude, outlines.zoom)
    area_map(areas, outlines.shapes, camera, colours, chooser=chooser, alt=alt, key=key)


def picture_table(view: MapView, sort: str, *, name: str) -> None:
    """The same as a list that a screen reader and a keyboard can walk through."""
    rows = [row.cells for row in in_order(view.rows, sort)]
    table(rows, name=name, numbers=view.numbers, height=_HEIGHT)


def _steps(colours: Palette, count: int) -> tuple[Colour, ...]:
    """As many steps as there are classes, spread over the whole palette."""
    last = len(colours.classes) - 1
    return tuple(colours.classes[round(place * last / max(count - 1, 1))] for place in range(count))
