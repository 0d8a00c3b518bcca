"""One area from close by: its five sentences, the course of the chosen figure, and all its figures as a table."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from data.catalogue import Indicator
from metrics import wording
from pages.parts.chart import LinePoint, Mark, line_chart
from pages.parts.palette import palette
from pages.parts.plain import plain
from pages.parts.table import table
from pages.parts.view import View
from plan.beeld.course import Course, course_of
from plan.beeld.summary import summarise
from plan.figures import Area, Figure


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
    if area.marks:
        st.info(
            plain(
                f"Let op: hier ligt een {wording.join_list(area.marks)}. Er komen veel mensen die er niet wonen; "
                "een cijfer per inwoner valt dan hoog uit."
            )
        )
    sentences = summarise(view.figures, area, view.window, view.theme).sentences
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))
    show_course(course_of(view.figures, indicator, area, view.window), key=f"{key}_verloop")
    rows = [_row(figure) for figure in view.figures.profile(area, view.window, view.theme)]
    table(rows, name=f"Alle cijfers van {area.name}", numbers=("Waarde", "Marge"))


def show_course(course: Course, *, key: str) -> None:
    """Draw the course of a figure with the sentence above it."""
    st.markdown(plain(course.sentence))
    if not course.points:
        return
    points = [LinePoint(one.when, one.value, one.lower, one.upper) for one in course.points]
    marks = [Mark(one.since, one.text) for one in course.breaks]
    line_chart(points, palette(), unit=course.unit, alt=course.sentence, key=key, marks=marks)
    if marks:
        st.caption(plain("Stippellijn: " + " ".join(mark.words for mark in marks)))


def _row(figure: Figure) -> dict[str, str]:
    unit = "%" if figure.indicator.unit.startswith("%") else ""
    return {
        "Cijfer": figure.indicator.name,
        "Waarde": f"{wording.number(figure.value, 1)}{unit}" if figure.is_shown else "",
        "Marge": wording.interval(figure.lower, figure.upper, 1, unit=unit) if figure.is_shown else "",
        "Periode of reden": figure.period_label if figure.is_shown else figure.answer.sentence,
    }
