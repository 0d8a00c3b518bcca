"""Charts with plotly: few lines, no decoration, and the margin always drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from metrics import wording
from pages.parts.palette import Palette

_QUIET = {"displayModeBar": False, "scrollZoom": False, "locale": "nl"}
# The typeface that Streamlit serves itself.
_FONT = '"Source Sans", sans-serif'


@dataclass(frozen=True, slots=True)
class LinePoint:
    """One point of a line with its margin; None breaks the line."""

    when: date
    value: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A date at which something changed in how things are counted."""

    when: date
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One estimate with its interval, named on the axis. `is_certain` draws a filled dot, else an open one."""

    name: str
    value: float
    lower: float
    upper: float
    is_certain: bool


def line_chart(
    points: Sequence[LinePoint], colours: Palette, *, unit: str, alt: str, key: str, marks: Sequence[Mark] = ()
) -> None:
    """A line through time with its 95% margin as a band; vertical lines where the way of counting changed."""
    when = [point.when.isoformat() for point in points]
    band = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False, "x": when}
    traces = [
        {**band, "y": [point.upper for point in points]},
        {**band, "y": [point.lower for point in points], "fill": "tonexty", "fillcolor": colours.band},
        {
            "x": when,
            "y": [point.value for point in points],
            "mode": "lines+markers" if len(points) <= 16 else "lines",
            "line": {"color": colours.line, "width": 2.5},
            "showlegend": False,
            "customdata": [_hover(point, unit) for point in points],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    ]
    layout = layout_of(colours, height=300)
    layout["yaxis"] |= {"title": {"text": unit, "standoff": 8}, "rangemode": "tozero"}
    layout["xaxis"] |= {"tickformat": "%Y", "dtick": "M12"}
    layout["shapes"] = [
        {
            "type": "line",
            "x0": mark.when.isoformat(),
            "x1": mark.when.isoformat(),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": colours.text, "width": 1, "dash": "dot"},
        }
        for mark in marks
    ]
    draw(traces, layout, alt=alt, key=key)


def interval_chart(bars: Sequence[Bar], colours: Palette, *, unit: str, alt: str, key: str) -> None:
    """Estimates under each other with their 95% intervals, and a line at zero."""
    names = [bar.name for bar in bars]
    traces = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [bar.value for bar in bars],
            "y": names,
            "error_x": {
                "type": "data",
                "symmetric": False,
                "array": [bar.upper - bar.value for bar in bars],
                "arrayminus": [bar.value - bar.lower for bar in bars],
                "color": colours.line,
                "thickness": 2,
                "width": 4,
            },
            "marker": {
                "size": 11,
                "color": [colours.line if bar.is_certain else "rgba(0,0,0,0)" for bar in bars],
                "line": {"color": colours.line, "width": 2},
            },
            "customdata": [
                f"{bar.name}: {wording.signed(bar.value, 1)} {unit}, {wording.interval(bar.lower, bar.upper, 1)}"
                for bar in bars
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
            "showlegend": False,
        }
    ]
    layout = layout_of(colours, height=80 + 32 * len(bars))
    layout["xaxis"] |= {
        "title": {"text": unit, "standoff": 8},
        "rangemode": "tozero",
        "zeroline": True,
        "zerolinecolor": colours.text,
        "zerolinewidth": 1,
    }
    layout["yaxis"] |= {"autorange": "reversed", "showgrid": False}
    draw(traces, layout, alt=alt, key=key)


def _hover(point: LinePoint, unit: str) -> str:
    if point.value is None or point.lower is None or point.upper is None:
        return "onbekend"
    return f"{wording.number(point.value, 1)} {unit}<br>{wording.interval(point.lower, point.upper, 1)}"


def layout_of(colours: Palette, *, height: int) -> dict[str, Any]:
    """The quiet layout that all charts share, as plotly's own structure."""
    axis = {
        "gridcolor": colours.grid,
        "linecolor": colours.grid,
        "fixedrange": True,
        "zeroline": False,
        "automargin": True,
    }
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "separators": ",.",
        "font": {"color": colours.text, "size": 13, "family": _FONT},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {"align": "left"},
        "xaxis": dict(axis),
        "yaxis": dict(axis),
    }


def draw(traces: list[dict[str, Any]], layout: dict[str, Any], *, alt: str, key: str) -> None:
    """Put a chart on the page, with the sentence that says what it shows for who cannot see it."""
    st.plotly_chart({"data": traces, "layout": layout}, theme=None, config=_QUIET, alt=alt, key=key)
