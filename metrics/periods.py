"""Two windows of one series held against each other, and what else happened along a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

import numpy as np
from scipy import special

from data.catalogue import Direction, Registration
from metrics.trend import MINIMUM_EVENTS, Lack, Verdict, name_of_change
from metrics.uncertainty import CONFIDENCE


class Mark(Protocol):
    """What a line may mark: a method break, or an event."""

    @property
    def since(self) -> date:
        """The day from which it holds."""
        ...

    @property
    def text(self) -> str:
        """What happened, as a Dutch sentence."""
        ...


class Happening(Mark, Protocol):
    """An event, which may end."""

    @property
    def until(self) -> date | None:
        """The last day; None where it has not ended."""
        ...


_Mark = TypeVar("_Mark", bound=Mark)
_Happening = TypeVar("_Happening", bound=Happening)


@dataclass(frozen=True, slots=True)
class WindowCount:
    """What was counted in a window.

    Attributes:
        count: Events; None is unknown.
        exposure: Person-years, or another unit; None is unknown.
    """

    count: float | None
    exposure: float | None


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """The change of a rate between two windows.

    Attributes:
        verdict: What it may be called.
        earlier: Events in the earlier window.
        later: Events in the later window.
        change_pct: Change of the rate in percent; None where there is too little to say, and where the earlier window
            holds so few events that a percentage would mislead.
        lower: Lower limit of the change in percent, 95%; None as above.
        upper: Upper limit, 95%.
        lack: Why there is too little to say; None where there is enough.
    """

    verdict: Verdict
    earlier: float | None
    later: float | None
    change_pct: float | None = None
    lower: float | None = None
    upper: float | None = None
    lack: Lack | None = None


def compare_windows(
    earlier: WindowCount, later: WindowCount, direction: Direction, registration: Registration, dispersion: float = 1.0
) -> PeriodChange:
    """Compare the rates of two windows that do not overlap.

    The limits are exact for any count, so there is no border where one method gives way to another, and zero lies
    outside them exactly where `metrics.uncertainty.rate_difference_p` is below 0.05: this comparison and the list of
    what stands out never contradict each other. For large counts they become the usual limits on the log of the ratio.

    Args:
        earlier: The earlier window.
        later: The later window.
        direction: Which way is good news.
        registration: How the figure comes about.
        dispersion: Variance over mean of such counts, at least 1; see `metrics.comparison.overdispersion`.

    Returns:
        The change; "te weinig om te zeggen" with an unknown part or fewer than 30 events together.

    Raises:
        ValueError: A count or exposure is negative, or the dispersion is below 1.
    """
    if dispersion < 1:
        raise ValueError("counts do not vary less than chance")
    known = [one for one in (earlier.count, later.count, earlier.exposure, later.exposure) if one is not None]
    if any(amount < 0 for amount in known):
        raise ValueError("counts and exposures are never negative")
    if earlier.count is None or later.count is None or not earlier.exposure or not later.exposure:
        return PeriodChange(Verdict.TOO_LITTLE, earlier.count, later.count, lack=Lack.PERIODS)
    if earlier.count + later.count < MINIMUM_EVENTS:
        return PeriodChange(Verdict.TOO_LITTLE, earlier.count, later.count, lack=Lack.EVENTS)
    exposures = earlier.exposure / later.exposure
    ratios = [one * exposures for one in _count_ratio_limits(earlier.count / dispersion, later.count / dispersion)]
    lower, upper = (100 * (ratio - 1) for ratio in ratios)
    name = name_of_change(lower, upper, direction, registration)
    if earlier.count < MINIMUM_EVENTS:
        return PeriodChange(name, earlier.count, later.count)
    change = 100 * (later.count / earlier.count * exposures - 1)
    return PeriodChange(name, earlier.count, later.count, change, lower, upper)


def breaks_within(marks: Iterable[_Mark], first: date, last: date) -> tuple[_Mark, ...]:
    """The method breaks that part a line, in order: they begin after its first period, and not after its last.

    Args:
        marks: Method breaks.
        first: Start of the first period of the line.
        last: Start of the last period of the line.
    """
    return tuple(sorted((one for one in marks if first < one.since <= last), key=lambda one: one.since))


def events_within(events: Iterable[_Happening], first: date, last: date) -> tuple[_Happening, ...]:
    """The events that a line has known, in order: they begin before its last period and do not end before its first.

    Args:
        events: Events of which some may not have ended.
        first: Start of the first period of the line.
        last: Start of the last period of the line.
    """
    known = (one for one in events if one.since <= last and (one.until is None or one.until >= first))
    return tuple(sorted(known, key=lambda one: one.since))


def _count_ratio_limits(earlier: float, later: float) -> tuple[float, float]:
    """Exact limits of the ratio of two Poisson means: those of a binomial share (Clopper and Pearson, 1934)."""
    tail = (1 - CONFIDENCE) / 2
    lower = special.betaincinv(later, earlier + 1, tail) if later else 0.0
    upper = special.betaincinv(later + 1, earlier, 1 - tail) if earlier else 1.0
    return float(lower / (1 - lower)), float(upper / (1 - upper)) if upper < 1 else np.inf
