"""The course of one figure through time, with the sentence that belongs above the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.catalogue import Indicator, load_catalogue
from data.modelgemeente import events
from data.settings import MODELGEMEENTE
from metrics import wording
from metrics.periods import breaks_within, events_within
from metrics.trend import Point
from metrics.uncertainty import poisson_limits
from plan.figures import Area, Change, Figures, Window
from plan.figures.series import usual_denominator


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """One point: the value with its 95% limits, in the unit of the figure; None is unknown."""

    when: date
    value: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class CourseMark:
    """A date on the line, and what changed or happened then."""

    since: date
    text: str


@dataclass(frozen=True, slots=True)
class Course:
    """A figure through time.

    Attributes:
        sentence: What the line shows, and how sure that is.
        unit: Unit of the values, Dutch.
        points: Oldest first; without points where the gate or the series leaves nothing to draw.
        marks: Dates within the line at which the way of counting changed or something happened, in words.
    """

    sentence: str
    unit: str
    points: tuple[CoursePoint, ...]
    marks: tuple[CourseMark, ...]


def course_of(figures: Figures, indicator: Indicator, area: Area, window: Window) -> Course:
    """The course of a counted figure as twelve-month rates, or of a survey as its estimates."""
    change = figures.change(indicator, area, window)
    if change.answer is not None:
        return Course(change.answer.sentence, indicator.unit, (), ())
    if indicator.is_survey:
        return _of_survey(figures, change, window)
    if change.movement is None:
        return Course(_as_published(figures, indicator, area, window), indicator.unit, (), ())
    moved = change.movement
    shown = figures.figure(indicator, area, window)
    sentence = wording.sentence_of_trend(
        what=indicator.name,
        where=area.name,
        trend=moved.trend,
        verdict=moved.verdict,
        registration=indicator.registration,
    )
    if not shown.is_shown or shown.window.months != window.months:
        return Course(f"{sentence} {shown.answer.sentence}", indicator.unit, (), ())
    per = usual_denominator(indicator)
    points = _rates(moved.points, per.per if per else 1.0)
    return Course(sentence, indicator.unit, points, _marks(figures, indicator, area, points))


def _as_published(figures: Figures, indicator: Indicator, area: Area, window: Window) -> str:
    figure = figures.figure(indicator, area, window)
    if not figure.is_shown:
        return figure.answer.sentence
    said = wording.sentence_of_figure(
        what=indicator.name, where=area.name, period=figure.period_label, value=figure.value, unit=indicator.unit
    )
    return f"{said} De bron geeft geen marge; over een verandering zeggen we daarom niets."


def _of_survey(figures: Figures, change: Change, window: Window) -> Course:
    if change.survey is None:
        figure = figures.figure(change.indicator, change.area, window)
        if not figure.is_shown:
            return Course(figure.answer.sentence, change.indicator.unit, (), ())
        sentence = wording.sentence_of_figure(
            what=change.indicator.name,
            where=change.area.name,
            period=figure.period_label,
            value=figure.value,
            unit=change.indicator.unit,
            margin=(figure.lower, figure.upper),
            decimals=0,
        )
        return Course(sentence, change.indicator.unit, (), ())
    earlier, later, found = change.survey
    sentence = wording.sentence_of_survey_change(
        what=change.indicator.name,
        where=change.area.name,
        earlier=earlier.as_estimate(),
        later=later.as_estimate(),
        change=found,
        unit=change.indicator.unit,
    )
    points = tuple(CoursePoint(one.period_start, one.value, one.lower, one.upper) for one in (earlier, later))
    return Course(sentence, change.indicator.unit, points, ())


def _rates(points: Sequence[Point], per: float) -> tuple[CoursePoint, ...]:
    counts = [float("nan") if point.count is None else point.count for point in points]
    lower, upper = poisson_limits(counts)
    return tuple(
        CoursePoint(point.start, None, None, None)
        if point.count is None or point.exposure <= 0
        else CoursePoint(point.start, *(part * per / point.exposure for part in (point.count, low, high)))
        for point, low, high in zip(points, lower.tolist(), upper.tolist(), strict=True)
    )


def _marks(figures: Figures, indicator: Indicator, area: Area, points: Sequence[CoursePoint]) -> tuple[CourseMark, ...]:
    if not points:
        return ()
    first, last = points[0].when, points[-1].when
    known = [one for one in load_catalogue().events.values() if one.since >= first]
    if figures.gemeente == MODELGEMEENTE:
        known += [one for one in events() if one.concerns(area.code) and indicator.theme in one.themes]
    marks = [CourseMark(one.since, one.text) for one in breaks_within(indicator.method_breaks, first, last)]
    marks += [CourseMark(one.since, one.text) for one in events_within(known, first, last)]
    return tuple(sorted(marks, key=lambda one: one.since))
