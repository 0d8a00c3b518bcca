"""One area from close by: its five sentences, the course of the chosen figure, and all its figures as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data.catalogue import Indicator
from metrics import wording
from pages.parts.chart import LinePoint, Mark, line_chart
from pages.parts.fold import Fold, folds
from pages.parts.palette import palette
from pages.parts.plain import plain
from pages.parts.table import table
from pages.parts.view import View
from plan.beeld.course import Course, course_of
from plan.beeld.summary import summarise
from plan.figures import Area, Figure

# Fewer points than this are no line.
_FEWEST_POINTS = 2


def show_profile(view: View, areas: Mapping[str, Area], indicator: Indicator, *, key: str) -> None:
    """Let the reader choose an area and show its profile.

    Args:
        view: Who reads, and what.
        areas: The areas to choose from, by their label.
        indicator: The figure whose course is drawn.
        key: Key of the chooser; a click on a map may set it.
    """
    label = st.selectbox(
        "Kies een gebied",
        list(areas),
        index=None,
        placeholder="Kies een gebied, of klik er een aan op de kaart",
        key=key,
        bind="query-params",
    )
    if label is None:
        st.caption("Hier komt dan het profiel van dat gebied: hoe het gaat, hoe het verliep, en alle cijfers.")
        return
    area = areas[label]
    st.subheader(plain(area.name))
    for caution in view.figures.cautions(indicator, area):
        st.info(plain(caution))
    sentences = summarise(view.figures, area, view.window, view.theme).sentences
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))
    show_course(course_of(view.figures, indicator, area, view.window), key=f"{key}_verloop")
    found = view.figures.profile(area, view.window, view.theme)
    figures_table([one for one in found if one.is_shown], name=f"Ruwe cijfers van {area.name}")
    hidden = [one for one in found if not one.is_shown]
    if hidden:
        title = f"{wording.counted(len(hidden), 'cijfer', 'cijfers')} niet getoond voor {area.name}"
        folds([Fold(title, tuple(f"{reason} Dat geldt voor: {names}." for reason, names in _by_reason(hidden)))])


def _by_reason(hidden: Sequence[Figure]) -> list[tuple[str, str]]:
    """The reasons why figures are kept back, each with the names of those figures."""
    names: dict[str, list[str]] = {}
    for one in hidden:
        names.setdefault(one.answer.sentence, []).append(wording.lower_first(one.indicator.short_name))
    return [(reason, wording.join_list(listed)) for reason, listed in names.items()]


def figures_table(figures: Sequence[Figure], *, name: str) -> None:
    """Figures as a table: the value with its margin, or the reason why there is none."""
    table([_row(figure) for figure in figures], name=name, numbers=("Waarde", "Marge"))


def show_course(course: Course, *, key: str) -> None:
    """Draw the course of a figure with the sentence above it."""
    st.markdown(plain(course.sentence))
    if len(course.points) < _FEWEST_POINTS:
        return
    points = [LinePoint(one.when, one.value, one.lower, one.upper) for one in course.points]
    marks = [Mark(one.since, one.text) for one in course.marks]
    line_chart(points, palette(), unit=course.unit, alt=course.sentence, key=key, marks=marks)
    is_yearly = all(one.when.month == 1 for one in course.points)
    rows = [
        {
            "Periode": str(one.when.year) if is_yearly else f"12 maanden t/m {wording.short_month(one.when)}",
            "Waarde": wording.number(one.value, 1),
            "Marge": wording.interval(one.lower, one.upper, 1) if one.value is not None else "",
        }
        for one in reversed(course.points)
    ]
    table(rows, name="Dezelfde lijn als tabel", numbers=("Waarde", "Marge"), height=320, folded=True)
    if marks:
        st.caption(plain("Stippellijnen: " + " ".join(mark.words for mark in marks)))


def _row(figure: Figure) -> dict[str, str]:
    unit = "%" if figure.indicator.unit.startswith("%") else ""
    return {
        "Cijfer": figure.indicator.name,
        "Waarde": f"{wording.number(figure.value, figure.decimals)}{unit}" if figure.is_shown else "",
        "Marge": _margin(figure, unit),
        "Periode of reden": figure.period_label if figure.is_shown else figure.answer.sentence,
    }


def _margin(figure: Figure, unit: str) -> str:
    if figure.lower is None or figure.upper is None:
        return ""
    return wording.interval(figure.lower, figure.upper, figure.decimals, unit=unit)
