"""Where a series is going, apart from its seasons, and what that may be called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

import numpy as np
from scipy import special

from data.catalogue import Direction, MethodBreak, Registration
from data.schemas import Resolution
from metrics import quasi_poisson
from metrics.uncertainty import CONFIDENCE, Estimate, FloatArray, survey_difference

MINIMUM_MONTHS = 36
MINIMUM_YEARS = 5
# A percentage of fewer events than this misleads (methods: "year-on-year percentages on counts under 30").
MINIMUM_EVENTS = 30
# Two waves a year, four coefficients. Eleven month effects would eat a third of a series of 36 months, and seasons of
# safety figures are smooth; a sharp peak such as New Year's Eve lands in the dispersion, which only widens the margin.
_WAVES = 2


class Verdict(StrEnum):
    """What a change may be called."""

    BETTER = "beter"
    WORSE = "slechter"
    MORE = "meer geregistreerd"
    FEWER = "minder geregistreerd"
    NO_CHANGE = "geen aantoonbare verandering"
    TOO_LITTLE = "te weinig om te zeggen"


class Lack(StrEnum):
    """Why there is too little to say."""

    PERIODS = "te weinig perioden"
    EVENTS = "te weinig voorvallen"
    PATTERN = "geen doorlopend patroon"
    METHOD = "andere meetmethode"


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series.

    Attributes:
        start: First day of the period.
        count: Events; None is unknown.
        exposure: Person-years (or another unit) within the period.
    """

    start: date
    count: float | None
    exposure: float


@dataclass(frozen=True)
class Trend:
    """The trend of a series.

    Attributes:
        resolution: Whether the periods are months or years.
        change_pct_per_year: Change of the rate per year, in percent; None where there is too little to say.
        lower: Lower limit of that change, 95%.
        upper: Upper limit, 95%.
        lack: Why there is too little to say; None where there is enough.
        dispersion: Variance over mean of the counts around the trend, at least 1; None where nothing was fitted.
        points_given: Periods that were given.
        points_used: Periods with a known count and exposure.
        events: Events in the periods that were used.
        first: Start of the first period that was used; None where there is none.
        last: Start of the last period that was used.
        fitted: Expected count of every period with a known exposure, season included.
        breaks: Method breaks between the first and the last period; a sentence has to mention them.
        p: Two-sided p-value for "the rate does not change"; None where there is too little to say.
    """

    resolution: Resolution
    change_pct_per_year: float | None
    lower: float | None
    upper: float | None
    lack: Lack | None
    dispersion: float | None
    points_given: int
    points_used: int
    events: float
    first: date | None
    last: date | None
    fitted: tuple[Point, ...]
    breaks: tuple[MethodBreak, ...]
    p: float | None = None


@dataclass(frozen=True)
class SurveyChange:
    """The change between two surveys.

    Attributes:
        verdict: What it may be called.
        difference: Later minus earlier, in the unit of the figure; None where the two cannot be compared.
        lower: Lower limit of the difference, 95%.
        upper: Upper limit, 95%.
        lack: Why there is too little to say; None where there is enough.
    """

    verdict: Verdict
    difference: float | None
    lower: float | None
    upper: float | None
    lack: Lack | None


def trend(points: Sequence[Point], resolution: Resolution, breaks: Sequence[MethodBreak] = ()) -> Trend:
    """Fit a straight trend on the log of the rate; for months with a smooth season.

    Args:
        points: The series, in any order. Unknown counts and periods without exposure are left out, not guessed.
        resolution: MONTH (at least 36 known periods) or YEAR (at least 5).
        breaks: Method breaks of the indicator.

    Returns:
        The trend, with ``lack`` filled where nothing can be said.

    Raises:
        ValueError: Another resolution, a period that occurs twice, or a negative count.

    Source:
        Quasi-Poisson regression, see `metrics.quasi_poisson.fit`; Student's t with the residual degrees of freedom.
        Periods are taken as independent around trend and season: a shock that lasts for years counts as trend.
    """
    if resolution not in (Resolution.MONTH, Resolution.YEAR):
        raise ValueError("a trend is fitted on months or on years")
    ordered = sorted(points, key=lambda point: point.start)
    if any(earlier.start == later.start for earlier, later in pairwise(ordered)):
        raise ValueError("a period occurs twice")
    if any(point.count is not None and point.count < 0 for point in ordered):
        raise ValueError("a count is negative")
    exposed = [point for point in ordered if point.exposure > 0]
    used = [point for point in exposed if point.count is not None]
    fit, lack = _fit(used, resolution)
    change, lower, upper = _percent_per_year(fit)
    return Trend(
        resolution=resolution,
        change_pct_per_year=change,
        lower=lower,
        upper=upper,
        lack=lack,
        dispersion=fit.dispersion if fit else None,
        points_given=len(points),
        points_used=len(used),
        events=_events(used),
        first=used[0].start if used else None,
        last=used[-1].start if used else None,
        fitted=_fitted(fit, exposed, resolution),
        p=_p_of_no_change(fit),
        breaks=tuple(one for one in breaks if used and used[0].start < one.since <= used[-1].start),
    )


def verdict(trend: Trend, direction: Direction, registration: Registration) -> Verdict:
    """What a trend may be called.

    Only a figure with a direction that comes from aangifte or enquete can be beter or slechter; a change of any other
    registration is meer or minder geregistreerd.
    """
    if trend.lower is None or trend.upper is None:
        return Verdict.TOO_LITTLE
    return name_of_change(trend.lower, trend.upper, direction, registration)


def name_of_change(lower: float, upper: float, direction: Direction, registration: Registration) -> Verdict:
    """What a change may be called, from the limits of its margin; the same for a trend, a survey and a comparison.

    >>> str(name_of_change(-3.0, -1.0, Direction.DOWN, Registration.AANGIFTE))
    'beter'
    """
    if lower <= 0 <= upper:
        return Verdict.NO_CHANGE
    rises = lower > 0
    if direction is Direction.CONTEXT or not registration.tells_better_or_worse:
        return Verdict.MORE if rises else Verdict.FEWER
    return Verdict.BETTER if rises == (direction is Direction.UP) else Verdict.WORSE


def survey_verdict(earlier: Estimate, later: Estimate, direction: Direction) -> SurveyChange:
    """Compare two surveys by their published 95% intervals; never across two method eras.

    Raises:
        ValueError: An interval does not hold its estimate.
    """
    if earlier.method_era != later.method_era:
        return SurveyChange(Verdict.TOO_LITTLE, None, None, None, Lack.METHOD)
    difference, lower, upper = survey_difference(earlier, later)
    return SurveyChange(
        name_of_change(lower, upper, direction, Registration.ENQUETE), difference, lower, upper, lack=None
    )


def rolling_sums(points: Sequence[Point], window: int = 12) -> list[Point]:
    """Sums over a moving window of months: what is left when the season is taken out.

    Args:
        points: A monthly series, in any order.
        window: Months in the window.

    Returns:
        One point per month from the first full window on, with the start of its LAST month. The count is None as soon
        as a month in the window is unknown or absent.
    """
    ordered = {_month_number(point.start): point for point in points}
    sums = []
    for number in sorted(ordered):
        months = [ordered.get(one) for one in range(number - window + 1, number + 1)]
        if number - window + 1 < min(ordered):
            continue
        known = [point for point in months if point is not None and point.count is not None]
        count = _events(known) if len(known) == window else None
        exposure = sum(point.exposure for point in months if point is not None)
        sums.append(Point(ordered[number].start, count, exposure))
    return sums


def _fit(used: Sequence[Point], resolution: Resolution) -> tuple[quasi_poisson.Fit | None, Lack | None]:
    minimum = MINIMUM_MONTHS if resolution is Resolution.MONTH else MINIMUM_YEARS
    if len(used) < minimum:
        return None, Lack.PERIODS
    if _events(used) < MINIMUM_EVENTS:
        return None, Lack.EVENTS
    counts = np.array([point.count for point in used], dtype=np.float64)
    fit = quasi_poisson.fit(_design(used, resolution, used[0].start), counts, _exposures(used))
    return fit, None if fit else Lack.PATTERN


def _design(points: Sequence[Point], resolution: Resolution, origin: date) -> FloatArray:
    """Columns: 1, years since the origin, and for months a sine and cosine per wave."""
    years = np.array([(_month_number(point.start) - _month_number(origin)) / 12 for point in points])
    columns = [np.ones_like(years), years]
    if resolution is Resolution.MONTH:
        angle = 2 * np.pi * np.array([point.start.month for point in points]) / 12
        columns += [wave(number * angle) for number in range(1, _WAVES + 1) for wave in (np.sin, np.cos)]
    return np.column_stack(columns)


def _percent_per_year(fit: quasi_poisson.Fit | None) -> tuple[float | None, float | None, float | None]:
    if fit is None:
        return None, None, None
    slope, error = fit.coefficients[1], fit.standard_errors[1]
    margin = float(special.stdtrit(fit.degrees_of_freedom, 0.5 + CONFIDENCE / 2)) * error
    change, lower, upper = (100 * float(np.expm1(value)) for value in (slope, slope - margin, slope + margin))
    return change, lower, upper


def _p_of_no_change(fit: quasi_poisson.Fit | None) -> float | None:
    if fit is None:
        return None
    return float(2 * special.stdtr(fit.degrees_of_freedom, -abs(fit.coefficients[1] / fit.standard_errors[1])))


def _fitted(fit: quasi_poisson.Fit | None, exposed: Sequence[Point], resolution: Resolution) -> tuple[Point, ...]:
    if fit is None:
        return ()
    origin = next(point.start for point in exposed if point.count is not None)
    expected = fit.expected(_design(exposed, resolution, origin), _exposures(exposed))
    return tuple(
        Point(point.start, float(count), point.exposure) for point, count in zip(exposed, expected, strict=True)
    )


def _events(points: Sequence[Point]) -> float:
    return float(sum(point.count for point in points if point.count is not None))


def _exposures(points: Sequence[Point]) -> FloatArray:
    return np.array([point.exposure for point in points], dtype=np.float64)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month
