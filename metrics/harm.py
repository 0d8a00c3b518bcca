"""Exploratory: counts weighed by harm, under two sets of weights, and whether the order depends on which set one takes.

No set of weights is right: there is no official Dutch index of harm. So a total is never shown alone, and what lies in
no set (overlast, beleving) stays outside instead of counting as nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import polars as pl
from scipy import special

from metrics.uncertainty import CONFIDENCE, FloatArray

LABEL = "verkennend"


@dataclass(frozen=True, slots=True)
class HarmTotal:
    """The weighted sum of one theme or area.

    Attributes:
        group: The theme or area.
        total: Weighted sum, in the unit of the weights; None where one of its counts is unknown.
        lower: Lower limit, 95%.
        upper: Upper limit, 95%.
        events: How many events were weighed; None where one of the counts is unknown.
    """

    group: str
    total: float | None
    lower: float | None
    upper: float | None
    events: float | None


@dataclass(frozen=True)
class HarmView:
    """Weighted sums under one set of weights.

    Attributes:
        totals: The groups, the largest first, the unknown last; equal totals by name.
        unweighted: Indicators that have no weight and stayed outside.
        empty: Groups of which no indicator has a weight: nothing is said about them.
    """

    totals: tuple[HarmTotal, ...]
    unweighted: tuple[str, ...]
    empty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Swap:
    """Two groups whose order turns round with the weights.

    Attributes:
        above: The larger under the first set.
        below: The larger under the second set.
        beyond_margins: Whether their intervals lie apart under both sets, so that it is not chance.
    """

    above: str
    below: str
    beyond_margins: bool


@dataclass(frozen=True, slots=True)
class OrderChange:
    """Whether the order depends on the set of weights.

    Attributes:
        tau: Kendall's tau-b between the two orders: 1 is the same order, -1 the reverse; None where it has no value.
        swaps: The pairs that turn round.
        pairs: How many pairs were compared.
    """

    tau: float | None
    swaps: tuple[Swap, ...]
    pairs: int

    @property
    def is_same_order(self) -> bool:
        """Whether no pair turns round."""
        return not self.swaps


def weigh(counts: pl.DataFrame, weights: Mapping[str, float]) -> HarmView:
    """Add up counts by their weight, per group.

    Args:
        counts: ``group``, ``indicator_id`` and ``count`` (null is unknown), a row per group and indicator.
        weights: Weight of one event per indicator, above zero.

    Returns:
        The totals. Counts are taken as independent and Poisson; events that come in bursts make the real margins wider.

    Raises:
        ValueError: A weight is not above zero, a count is negative, or an indicator occurs twice in a group.

    Source:
        See `weighted_limits`.
    """
    if not all(weight > 0 and np.isfinite(weight) for weight in weights.values()):
        raise ValueError("a weight must be above zero and finite")
    if counts.select("group", "indicator_id").is_duplicated().any():
        raise ValueError("an indicator occurs twice in a group")
    has_weight = pl.col("indicator_id").is_in(list(weights))
    weighed = counts.filter(has_weight)
    totals = [_total(str(key[0]), rows, weights) for key, rows in weighed.group_by("group")]
    totals.sort(key=lambda one: (one.total is None, -(one.total or 0), one.group))
    return HarmView(
        totals=tuple(totals),
        unweighted=tuple(counts.filter(~has_weight)["indicator_id"].unique().sort()),
        empty=tuple(sorted(set(counts["group"]) - set(weighed["group"]))),
    )


def weighted_limits(counts: FloatArray, weights: FloatArray) -> tuple[float, float]:
    """Approximate 95% limits of a weighted sum of Poisson counts.

    Args:
        counts: Known counts, not negative.
        weights: Their weights, above zero.

    Returns:
        Lower and upper limit. With one count they are its exact limits times the weight. Simulation shows that they
        hold the true sum at least as often as promised.

    Raises:
        ValueError: A count is negative.

    Source:
        M. P. Fay and E. J. Feuer (1997), Confidence intervals for directly standardized rates: a method based on the
        gamma distribution, Statistics in Medicine 16, 791-801.
    """
    if np.any(counts < 0):
        raise ValueError("a count is negative")
    total, variance = float(counts @ weights), float(counts @ weights**2)
    heaviest, tail = float(weights.max()), (1 - CONFIDENCE) / 2
    lower = variance / total * special.gammaincinv(total**2 / variance, tail) if total else 0.0
    more, wider = total + heaviest, variance + heaviest**2
    return float(lower), float(wider / more * special.gammaincinv(more**2 / wider, 1 - tail))


def compare_orders(first: HarmView, second: HarmView) -> OrderChange:
    """Compare the order of the groups under two sets of weights; groups that are unknown under either do not count.

    Source:
        M. G. Kendall (1945), The treatment of ties in ranking problems, Biometrika 33, 239-251 (tau-b).
    """
    one, other = ({total.group: total for total in view.totals if total.total is not None} for view in (first, second))
    groups = sorted(one.keys() & other.keys(), key=lambda group: (-(one[group].total or 0), group))
    swaps, concordant, untied = [], 0, [0, 0]
    for above, below in combinations(groups, 2):
        signs = _sign(one[above], one[below]), _sign(other[above], other[below])
        untied = [total + abs(sign) for total, sign in zip(untied, signs, strict=True)]
        concordant += signs[0] * signs[1]
        if signs[0] * signs[1] < 0:
            apart = _apart(one[above], one[below]) and _apart(other[above], other[below])
            swaps.append(Swap(above, below, beyond_margins=apart))
    tau = concordant / float(np.sqrt(untied[0] * untied[1])) if all(untied) else None
    return OrderChange(tau, tuple(swaps), len(groups) * (len(groups) - 1) // 2)


def _total(group: str, rows: pl.DataFrame, weights: Mapping[str, float]) -> HarmTotal:
    if rows["count"].null_count():
        return HarmTotal(group, None, None, None, None)
    rows = rows.sort("indicator_id")
    counts = rows["count"].cast(pl.Float64).to_numpy()
    per_event = np.array([weights[name] for name in rows["indicator_id"]], dtype=np.float64)
    return HarmTotal(group, float(counts @ per_event), *weighted_limits(counts, per_event), float(counts.sum()))


def _sign(first: HarmTotal, second: HarmTotal) -> int:
    return int(np.sign((first.total or 0) - (second.total or 0)))


def _apart(first: HarmTotal, second: HarmTotal) -> bool:
    low, high = sorted((first, second), key=lambda one: one.total or 0)
    return (low.upper or 0) < (high.lower or 0)
