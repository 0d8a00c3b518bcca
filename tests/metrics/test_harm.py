"""Harm-weighted sums, against exact limits, simulation and scipy's Kendall tau."""

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, kendalltau

from metrics.harm import HarmTotal, HarmView, compare_orders, weigh, weighted_limits
from metrics.uncertainty import poisson_limits


def table(**groups):
    rows = [(group, name, count) for group, counts in groups.items() for name, count in counts.items()]
    return pl.DataFrame(rows, schema={"group": pl.String, "indicator_id": pl.String, "count": pl.Float64}, orient="row")


def view(**totals):
    """A view with these totals, and intervals of a tenth."""
    rows = [HarmTotal(group, total, total * 0.9, total * 1.1, 10) for group, total in totals.items()]
    return HarmView(tuple(rows), (), ())


COUNTS = st.lists(st.tuples(st.integers(0, 500), st.floats(0.1, 30)), min_size=1, max_size=8)


@given(COUNTS)
def test_limits_equal_the_formula_of_fay_and_feuer_with_chi_square(rows):
    counts, weights = np.array(rows, dtype=float).T
    total, variance, heaviest = sum(counts * weights), sum(counts * weights**2), max(weights)
    low = variance / (2 * total) * chi2.ppf(0.025, 2 * total**2 / variance) if total else 0
    more, wider = total + heaviest, variance + heaviest**2
    high = wider / (2 * more) * chi2.ppf(0.975, 2 * more**2 / wider)
    assert weighted_limits(counts, weights) == pytest.approx((low, high), rel=1e-6, abs=1e-9)
    assert low <= total <= high


@given(st.integers(0, 1000), st.floats(0.1, 50), st.integers(1, 4))
def test_with_equal_weights_they_are_the_exact_limits_of_the_sum_times_the_weight(count, weight, parts):
    counts = np.array([count, *[0] * (parts - 1)], dtype=float)
    exact = [weight * float(limit) for limit in poisson_limits(count)]
    assert weighted_limits(counts, np.full(parts, weight)) == pytest.approx(exact)


@pytest.mark.parametrize("mean", [0.5, 3, 30])
def test_the_true_sum_lies_within_the_limits_at_least_nineteen_times_in_twenty(mean):
    rng, runs = np.random.default_rng(7), 100 * settings().max_examples
    means, weights = mean * np.array([10, 3, 1, 0.2]), np.array([1.0, 2, 8, 30])
    limits = [weighted_limits(counts, weights) for counts in rng.poisson(means, (runs, 4)).astype(float)]
    held = np.mean([lower <= means @ weights <= upper for lower, upper in limits])
    assert held > 0.95 - 3 * math.sqrt(0.05 * 0.95 / runs)


@given(st.dictionaries(st.sampled_from("abcde"), st.dictionaries(st.sampled_from("uvwxyz"), st.integers(0, 99))))
def test_totals_equal_plain_loops(groups):
    weights = {"u": 1.0, "v": 2.5, "w": 9.0}
    found = weigh(table(**groups), weights)
    expected = {
        group: sum(weights[name] * count for name, count in counts.items() if name in weights)
        for group, counts in groups.items()
        if any(name in weights for name in counts)
    }
    assert {one.group: one.total for one in found.totals} == pytest.approx(expected)
    assert [one.total for one in found.totals] == sorted((one.total for one in found.totals), reverse=True)
    assert found.unweighted == tuple(sorted({name for counts in groups.values() for name in counts} - set(weights)))
    assert found.empty == tuple(sorted(group for group, counts in groups.items() if counts and group not in expected))


def test_a_group_with_an_unknown_count_is_unknown_and_comes_last():
    found = weigh(table(a={"u": 3, "v": None}, b={"u": 1}, c={"u": 5, "overlast": None}), {"u": 2.0, "v": 1.0})
    assert [(one.group, one.total, one.events) for one in found.totals] == [
        ("c", 10, 5),
        ("b", 2, 1),
        ("a", None, None),
    ]


def test_the_order_of_the_rows_does_not_matter():
    rows, weights = table(a={"u": 3, "v": 4}, b={"u": 1, "v": 9}, c={"v": 2}), {"u": 0.1, "v": 0.7}
    assert weigh(rows.reverse(), weights) == weigh(rows, weights)


TOTALS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=9)


@given(TOTALS)
def test_tau_and_the_pairs_that_turn_equal_scipy_and_loops(rows):
    names = "abcdefghi"[: len(rows)]
    first, second = (view(**dict(zip(names, column, strict=True))) for column in zip(*rows, strict=True))
    change = compare_orders(first, second)
    tau = kendalltau(*zip(*rows, strict=True)).statistic
    assert change.tau is None if math.isnan(tau) else change.tau == pytest.approx(tau)
    named = list(zip(names, rows, strict=True))
    turned = {(a, b) for a, x in named for b, y in named if x[0] > y[0] and x[1] < y[1]}
    assert {(one.above, one.below) for one in change.swaps} == turned
    assert len(change.swaps) == len(turned)
    assert change.is_same_order == (not turned)
    assert change.pairs == len(rows) * (len(rows) - 1) // 2


def test_a_swap_names_the_larger_of_the_first_set_first_and_tells_whether_it_is_beyond_the_margins():
    order = compare_orders(view(a=100, b=50, c=49), view(a=10, b=90, c=100))
    found = {(one.above, one.below): one.beyond_margins for one in order.swaps}
    assert found == {("a", "b"): True, ("a", "c"): True, ("b", "c"): False}


def test_two_equal_sets_of_weights_change_nothing():
    rows = table(a={"u": 3, "v": 4}, b={"u": 1, "v": 9}, c={"v": 2})
    change = compare_orders(weigh(rows, {"u": 1.0, "v": 2.0}), weigh(rows, {"u": 10.0, "v": 20.0}))
    assert (change.tau, change.swaps) == (1, ())


def test_unknown_groups_are_not_compared():
    known = weigh(table(a={"u": 3}, b={"u": None}, c={"u": 4}), {"u": 1.0})
    assert compare_orders(known, known).pairs == 1
    assert compare_orders(known, HarmView((), (), ())).tau is None


@pytest.mark.parametrize("weight", [0, -1, math.nan, math.inf])
def test_an_impossible_weight_is_refused(weight):
    with pytest.raises(ValueError, match="weight"):
        weigh(table(a={"u": 3}), {"u": weight})


def test_a_negative_count_or_a_double_row_is_refused():
    with pytest.raises(ValueError, match="negative"):
        weigh(table(a={"u": -3}), {"u": 1})
    with pytest.raises(ValueError, match="twice"):
        weigh(pl.concat([table(a={"u": 3})] * 2), {"u": 1})
