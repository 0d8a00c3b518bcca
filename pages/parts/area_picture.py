"""One figure for all areas: as a map in classes, and as the same list in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import streamlit as st

from geo.classes import class_of, quantile_borders
from metrics import wording
from pages.parts.area_map import Camera, MapArea, area_map, legend
from pages.parts.palette import Palette
from pages.parts.table import table
from plan.figures import Figure, Picture
from plan.figures.outlines import Outlines

TOO_LITTLE = "te weinig om te zeggen"

# As high as the map beside it, in pixels.
_HEIGHT = 520

SORTS = ("Hoogste eerst", "Laagste eerst", "Naam")


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure with the value that the reader chose to see, smoothed or raw."""

    figure: Figure
    value: float | None
    lower: float | None
    upper: float | None

    @property
    def words(self) -> str:
        """The value with its margin."""
        if self.value is None:
            return TOO_LITTLE
        return f"{wording.number(self.value, 1)} ({wording.interval(self.lower, self.upper, 1)})"


def choose_values(picture: Picture, *, smoothed: bool) -> list[Shown]:
    """Pick the smoothed or the raw value of every area; a survey has only the raw one."""
    if smoothed and not picture.indicator.is_survey:
        return [
            Shown(one, one.smoothed, one.smoothed_lower, one.smoothed_upper)
            if one.is_shown
            else Shown(one, None, None, None)
            for one in picture.figures
        ]
    return [Shown(one, one.value, one.lower, one.upper) for one in picture.figures]


def in_order(shown: Sequence[Shown], sort: str) -> list[Shown]:
    """Sort by name or by value; areas without a value come last."""
    if sort == SORTS[2]:
        return sorted(shown, key=lambda one: one.figure.area.name)
    sign = -1 if sort == SORTS[0] else 1
    return sorted(shown, key=lambda one: (one.value is None, sign * (one.value or 0.0), one.figure.area.name))


def picture_map(
    shown: Sequence[Shown], outlines: Outlines, colours: Palette, *, chooser: str, alt: str, key: str
) -> None:
    """Draw the map with its legend.

    Args:
        shown: The figures of all areas.
        outlines: Their shapes.
        colours: The palette for the reader's background.
        chooser: Key of the widget that holds the label of the chosen area; a click on the map sets it.
        alt: What the map shows, in one sentence.
        key: Key of the map.
    """
    chosen = st.session_state.get(chooser)
    known = [one for one in shown if one.value is not None]
    values = [one.value for one in known if one.value is not None]
    borders = quantile_borders(values, len(colours.classes))
    steps = dict(zip((one.figure.area.code for one in known), class_of(values, borders).tolist(), strict=True))
    areas = [
        MapArea(
            code=one.figure.area.code,
            name=one.figure.area.label,
            words=one.words,
            step=steps.get(one.figure.area.code),
            is_chosen=one.figure.area.label == chosen,
        )
        for one in shown
    ]
    camera = Camera(outlines.longitude, outlines.latitude, outlines.zoom)
    legend(_class_labels(borders), colours, unit=shown[0].figure.indicator.unit)
    area_map(areas, outlines.shapes, camera, colours, chooser=chooser, alt=alt, key=key)


def picture_table(shown: Sequence[Shown]) -> None:
    """The same figures as a list that a screen reader and a keyboard can walk through."""
    name = f"{shown[0].figure.indicator.name} per gebied" if shown else ""
    table([_row(one) for one in shown], name=name, numbers=("Cijfer", "Marge", "Aantal"), height=_HEIGHT)


def _row(one: Shown) -> dict[str, str]:
    figure = one.figure
    marks = f" ({', '.join(figure.area.marks)})" if figure.area.marks else ""
    return {
        "Gebied": figure.area.label + marks,
        "Cijfer": TOO_LITTLE if one.value is None else wording.number(one.value, 1),
        "Marge": "" if one.value is None else f"{wording.number(one.lower, 1)} tot {wording.number(one.upper, 1)}",
        "Aantal": _count(figure),
    }


def _count(figure: Figure) -> str:
    if figure.count is None:
        return ""
    years = figure.window.months // 12
    return wording.number(figure.count) if years == 1 else f"{wording.number(figure.count)} in {years} jaar"


def _class_labels(borders: Sequence[float]) -> list[str]:
    return [f"{wording.number(lower, 1)} tot {wording.number(upper, 1)}" for lower, upper in pairwise(borders)]
