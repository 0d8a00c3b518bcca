"""How sure we are of a count, a rate and a difference: exact where it can be, never surer than the figures allow."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

FloatArray = npt.NDArray[np.float64]

CONFIDENCE = 0.95


class Estimate(NamedTuple):
    """A published survey figure with its 95% interval; the three in the same unit.

    Attributes:
        method_era: Which questionnaire and method it came from; figures of two eras are never compared.
    """

    value: float
    lower: float
    upper: float
    method_era: str = ""


def poisson_limits(counts: npt.ArrayLike, confidence: float = CONFIDENCE) -> tuple[FloatArray, FloatArray]:
    """Exact limits for the mean of a Poisson count.

    Args:
        counts: Counts of any shape; NaN is unknown and stays NaN.
        confidence: Between 0 and 1, both excluded.

    Returns:
        Lower and upper limits in the shape of ``counts``. A count of 0 has 0 as its lower limit.

    Raises:
        ValueError: A count is negative or infinite, or the confidence is not between 0 and 1.

    Source:
        F. Garwood (1936), Fiducial limits for the Poisson distribution, Biometrika 28, 437-442. The chi-square
        quantiles are written as gamma quantiles.

    >>> [float(limit.round(3)) for limit in poisson_limits(10)]
    [4.795, 18.39]
    """
    if not 0 < confidence < 1:
        raise ValueError("confidence must lie between 0 and 1")
    known = _amounts(counts, "counts")
    tail = (1 - confidence) / 2
    # Counts repeat, above all the small ones of many areas: each is worked out once.
    count, place = np.unique(known, return_inverse=True)
    lower = np.where(count == 0, 0.0, special.gammaincinv(np.where(count == 0, 1.0, count), tail))
    upper = special.gammaincinv(count + 1, 1 - tail)
    return lower[place].reshape(known.shape), upper[place].reshape(known.shape)


def rate_difference_p(
    count: npt.ArrayLike,
    exposure: npt.ArrayLike,
    base_count: npt.ArrayLike,
    base_exposure: npt.ArrayLike,
    dispersion: npt.ArrayLike = 1.0,
) -> FloatArray:
    """Two-sided p-value for "the two rates are the same".

    Given the total, the first count is binomial with the first share of the exposure; p is twice the smaller tail,
    which never rejects too often. Where counts vary more than Poisson (quasi-Poisson, variance = dispersion x mean),
    both counts are divided by the dispersion first: such a count has mean and variance equal again, so the same tail
    holds by approximation. That keeps the answer continuous at dispersion 1 and defined at a count of 0, where the
    usual test on the log of the rates has no value.

    Args:
        count: Events in the window, of any shape.
        exposure: Exposure of the window, in person-years or any unit that is the same on both sides.
        base_count: Events in the baseline.
        base_exposure: Exposure of the baseline.
        dispersion: Variance over mean; below 1 counts as 1.

    Returns:
        p-values in the broadcast shape; NaN where a count or exposure is unknown or an exposure is zero.

    Raises:
        ValueError: A count, exposure or dispersion is negative or infinite.

    Source:
        J. Przyborowski and H. Wilenski (1940), Biometrika 31, 313-323; the central version as in M. P. Fay (2010),
        R Journal 2(1), 53-58.

    >>> float(rate_difference_p(8, 1, 2, 1).round(4))
    0.1094
    """
    spread = np.maximum(_amounts(dispersion, "dispersion"), 1.0)
    events = _amounts(count, "count") / spread
    base_events = _amounts(base_count, "base_count") / spread
    first, second = _amounts(exposure, "exposure"), _amounts(base_exposure, "base_exposure")
    events, base_events, first, second = np.broadcast_arrays(events, base_events, first, second)
    usable = (first > 0) & (second > 0)
    share = np.divide(first, first + second, out=np.full(first.shape, np.nan), where=usable)
    # The binomial tails as incomplete beta functions, because divided counts are no whole numbers.
    at_least = np.where(events == 0, np.where(usable, 1.0, np.nan), _beta(events, base_events + 1, share))
    at_most = np.where(base_events == 0, np.where(usable, 1.0, np.nan), _beta(base_events, events + 1, 1 - share))
    p: FloatArray = np.minimum(1.0, 2 * np.minimum(at_least, at_most))
    return p


def survey_difference(earlier: Estimate, later: Estimate) -> tuple[float, float, float]:
    """Difference later - earlier of two independent estimates, with its 95% interval.

    The published limits are squared and added, per side, so that skewed intervals stay skewed.

    Returns:
        Difference, lower and upper limit, in the unit of the estimates.

    Raises:
        ValueError: An interval does not hold its estimate.

    Source:
        G. Y. Zou and A. Donner (2008), Construction of confidence limits about effect measures, Statistics in Medicine
        27, 1693-1702 (MOVER); R. G. Newcombe (1998) for shares.
    """
    _check(earlier)
    _check(later)
    difference = later.value - earlier.value
    down = float(np.hypot(later.value - later.lower, earlier.upper - earlier.value))
    up = float(np.hypot(later.upper - later.value, earlier.value - earlier.lower))
    return difference, difference - down, difference + up


def survey_difference_p(earlier: Estimate, later: Estimate) -> float:
    """Two-sided p-value for "the two estimates are of the same value", from their published 95% intervals.

    The half-widths that face each other are used, so that p < 0.05 exactly where the interval of `survey_difference`
    leaves out zero.

    Raises:
        ValueError: An interval does not hold its estimate.
    """
    difference, lower, upper = survey_difference(earlier, later)
    facing = difference - lower if difference > 0 else upper - difference
    if facing == 0:
        return 1.0 if difference == 0 else 0.0
    normal_quantile = float(special.ndtri(0.5 + CONFIDENCE / 2))
    return float(2 * special.ndtr(-abs(difference) / facing * normal_quantile))


def _beta(first: FloatArray, second: FloatArray, share: FloatArray) -> FloatArray:
    return np.asarray(special.betainc(np.where(first == 0, 1.0, first), second, share), dtype=np.float64)


def _amounts(values: npt.ArrayLike, name: str) -> FloatArray:
    amounts = np.asarray(values, dtype=np.float64)
    if np.any(amounts < 0) or np.any(np.isinf(amounts)):
        raise ValueError(f"{name} must be finite and not negative")
    return amounts


def _check(estimate: Estimate) -> None:
    if not estimate.lower <= estimate.value <= estimate.upper:
        raise ValueError("a survey interval must hold its estimate")
