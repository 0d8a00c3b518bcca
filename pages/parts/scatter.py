"""Areas as dots: in a funnel between its lines, or in the four corners of register and beleving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from pages.parts.chart import draw, layout_of
from pages.parts.palette import Palette


@dataclass(frozen=True, slots=True)
class Dot:
    """One area.

    Attributes:
        words: What a reader sees when pointing at it.
        stands_out: Whether it is drawn filled and with its name.
    """

    name: str
    x: float
    y: float
    words: str
    stands_out: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through the picture, with the words that stand at its end."""

    x: Sequence[float]
    y: Sequence[float]
    words: str
    dash: str = "solid"


@dataclass(frozen=True, slots=True)
class Axes:
    """The titles of the axes; `is_wide` spreads the horizontal one by ratios."""

    x: str
    y: str
    is_wide: bool = False


def scatter(dots: Sequence[Dot], curves: Sequence[Curve], axes: Axes, colours: Palette, *, alt: str, key: str) -> None:
    """Draw dots between lines; those that stand out are filled and named, so colour is not needed to see them."""
    traces = [_curve(curve, colours) for curve in curves]
    for stands_out in (False, True):
        group = [dot for dot in dots if dot.stands_out is stands_out]
        if group:
            traces.append(_dots(group, colours, stands_out=stands_out))
    layout = layout_of(colours, height=380)
    layout["xaxis"] |= {"title": {"text": axes.x, "standoff": 8}, "type": "log" if axes.is_wide else "linear"}
    layout["yaxis"] |= {"title": {"text": axes.y, "standoff": 8}}
    if axes.is_wide:
        layout["xaxis"] |= {"tickvals": [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000], "tickformat": ","}
    draw(traces, layout, alt=alt, key=key)


def _curve(curve: Curve, colours: Palette) -> dict[str, Any]:
    return {
        "x": list(curve.x),
        "y": list(curve.y),
        "mode": "lines",
        "line": {"color": colours.text, "width": 1, "dash": curve.dash},
        "hoverinfo": "skip",
        "name": curve.words,
        "showlegend": False,
    }


def _dots(dots: Sequence[Dot], colours: Palette, *, stands_out: bool) -> dict[str, Any]:
    return {
        "x": [dot.x for dot in dots],
        "y": [dot.y for dot in dots],
        "mode": "markers+text" if stands_out else "markers",
        # plotly reads tags in a text; a name from a file may hold one.
        "text": [escape(dot.name) for dot in dots],
        "textposition": "top center",
        "textfont": {"size": 11, "color": colours.text},
        "marker": {
            "size": 9,
            "color": colours.line if stands_out else "rgba(0,0,0,0)",
            "line": {"color": colours.line, "width": 1.5},
        },
        "customdata": [escape(dot.words) for dot in dots],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "showlegend": False,
    }
