"""What stands out among very many figures, without crying wolf: one false-discovery rate over all comparisons made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from metrics.uncertainty import FloatArray, rate_difference_p

FALSE_DISCOVERY_RATE = 0.05
AT_MOST = 5
# With fewer events in window and baseline together hardly any difference can be shown. The total says nothing about
# which of the two is higher, so leaving such a pair out does not colour the test.
MINIMUM_EVENTS = 10


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure set against its baseline.

    Attributes:
        subject: Id of the indicator.
        area_code: Where.
        count: Events in the window; None is unknown.
        exposure: Exposure of the window; None is unknown.
        baseline_count: Events in the baseline, which does not overlap the window; None is unknown.
        baseline_exposure: Exposure of the baseline, in the same unit; None is unknown.
        dispersion: Variance over mean of such counts, see `overdispersion`.
        harm: Exploratory weight 1-5 of one event; orders the list and is not shown as a score.
    """

    subject: str
    area_code: str
    count: float | None
    exposure: float | None
    baseline_count: float | None
    baseline_exposure: float | None
    dispersion: float
    harm: int


@dataclass(frozen=True, slots=True)
class StandOut:
    """A comparison that differs from its baseline by more than chance.

    Attributes:
        comparison: The comparison.
        count: Events in the window.
        expected: Events that the baseline rate would give in the window.
        p: Two-sided p-value, before correction.
        q: p-value after the correction of Benjamini and Hochberg.
    """

    comparison: Comparison
    count: float
    expected: float
    p: float
    q: float

    @property
    def is_higher(self) -> bool:
        """Whether there was more than expected."""
        return self.count > self.expected


@dataclass(frozen=True, slots=True)
class StandsOut:
    """What stands out, and out of how much.

    Attributes:
        items: At most the number asked, the most harmful first, then the strongest evidence.
        found: How many stood out, also those beyond the number asked.
        comparisons_made: How many comparisons were tested.
        comparisons_skipped: How many could not be tested: unknown, or too few events.
        false_discovery_rate: Share of the list that may be chance.
    """

    items: tuple[StandOut, ...]
    found: int
    comparisons_made: int
    comparisons_skipped: int
    false_discovery_rate: float


def stand_out(
    comparisons: Sequence[Comparison], fdr: float = FALSE_DISCOVERY_RATE, at_most: int = AT_MOST
) -> StandsOut:
    """Find what differs from its baseline, over all comparisons together.

    Args:
        comparisons: Every comparison that was looked at, also the dull ones: they set the bar.
        fdr: Share of the list that may be chance.
        at_most: How many to return.

    Raises:
        ValueError: A count or exposure is negative, or ``fdr`` is not between 0 and 1.

    Source:
        Y. Benjamini and Y. Hochberg (1995), Controlling the false discovery rate, J. R. Statist. Soc. B 57, 289-300.
    """
    if not 0 < fdr < 1:
        raise ValueError("fdr must lie between 0 and 1")
    tested = [one for one in comparisons if _can_be_tested(one)]
    found = [item for item in _tested(tested) if item.q <= fdr]
    found.sort(key=lambda item: (-item.comparison.harm, item.p, item.comparison.subject, item.comparison.area_code))
    return StandsOut(
        items=tuple(found[:at_most]),
        found=len(found),
        comparisons_made=len(tested),
        comparisons_skipped=len(comparisons) - len(tested),
        false_discovery_rate=fdr,
    )


def hold_under_one_rate(p_values: Sequence[float | None], fdr: float = FALSE_DISCOVERY_RATE) -> list[bool]:
    """Which findings stand when all that were looked for are held under one false-discovery rate.

    Args:
        p_values: One per finding that was looked for; None where nothing could be tested.
        fdr: Share of the findings that may be chance.

    Source:
        Y. Benjamini and Y. Hochberg (1995), as in `stand_out`.

    >>> hold_under_one_rate([0.001, 0.04, None, 0.9])
    [True, False, False, False]
    """
    tested = [p for p in p_values if p is not None]
    if not tested:
        return [False] * len(p_values)
    q_values = iter(stats.false_discovery_control(tested, method="bh").tolist())
    return [p is not None and next(q_values) <= fdr for p in p_values]


def overdispersion(counts: npt.ArrayLike, per_year: int = 12) -> FloatArray:
    """Variance over mean of the counts of whole years, per area, for a fair `Comparison`.

    Two things make counts vary more than chance. Events come in bursts: each month is set against the same calendar
    month of other years, and the larger is taken of what the area shows and what all areas together show. And years
    differ: that grows with the size of the count and is estimated from all areas together. So give ALL areas of an
    indicator in one call; one area alone has too few years to learn from.

    Args:
        counts: Areas by consecutive periods of the baseline; NaN is unknown.
        per_year: Periods in a year: 12 for months, 1 for years.

    Returns:
        One value per area, at least 1; exactly 1 where nothing can be estimated.

    Raises:
        ValueError: The counts are not a table of areas by periods.

    Source:
        Moment estimates of variance = dispersion x mean + between years x mean squared; P. McCullagh and J. A. Nelder
        (1989), section 6.2, and N. E. Breslow (1984), Extra-Poisson variation in log-linear models.
    """
    table = np.asarray(counts, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError("counts must be a table of areas by periods")
    seasons = [_chi_square(table[:, number::per_year]) for number in range(min(per_year, table.shape[1]))]
    chi_square = sum((part[0] for part in seasons), np.zeros(len(table)))
    freedom = sum((part[1] for part in seasons), np.zeros(len(table)))
    pooled = max(1.0, _ratio(chi_square.sum(), freedom.sum()))
    own = np.divide(chi_square, freedom, out=np.ones(len(table)), where=freedom > 0)
    whole_years = table.shape[1] // per_year
    years = table[:, : whole_years * per_year].reshape(len(table), whole_years, per_year).sum(axis=2)
    chi_square, freedom, means = _chi_square(years)
    between_years = max(0.0, _ratio((chi_square - pooled * freedom).sum(), (freedom * means).sum()))
    return np.maximum(own, pooled) + between_years * means


def _chi_square(table: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Per row: Pearson's chi-square around the row's own mean, its degrees of freedom, and that mean (0 if unknown)."""
    known = np.isfinite(table).sum(axis=1)
    means = np.divide(np.nansum(table, axis=1), known, out=np.zeros(len(table)), where=known > 0)
    squares = np.nansum((table - means[:, None]) ** 2, axis=1)
    chi_square = np.divide(squares, means, out=np.zeros(len(table)), where=means > 0)
    return chi_square, np.where(means > 0, np.maximum(known - 1, 0), 0).astype(np.float64), means


def _ratio(above: float, below: float) -> float:
    return float(above / below) if below > 0 else 0.0


def _can_be_tested(one: Comparison) -> bool:
    if one.count is None or one.baseline_count is None or not one.exposure or not one.baseline_exposure:
        return False
    return one.count + one.baseline_count >= MINIMUM_EVENTS


def _tested(comparisons: Sequence[Comparison]) -> list[StandOut]:
    if not comparisons:
        return []
    columns = [
        (one.count, one.exposure, one.baseline_count, one.baseline_exposure, one.dispersion) for one in comparisons
    ]
    table = np.array(columns, dtype=np.float64).T
    p = rate_difference_p(*table)
    q = stats.false_discovery_control(p, method="bh")
    expected = table[2] / table[3] * table[1]
    return [
        StandOut(one, float(count), float(by_baseline), float(own_p), float(own_q))
        for one, count, by_baseline, own_p, own_q in zip(comparisons, table[0], expected, p, q, strict=True)
    ]
