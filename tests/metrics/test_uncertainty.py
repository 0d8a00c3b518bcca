"""Garwood's limits and the tests of differences, against published values, exact sums and statsmodels."""

import math
from fractions import Fraction

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from metrics.uncertainty import Estimate, poisson_limits, rate_difference_p, survey_difference, survey_difference_p

PUBLISHED_95 = [  # F. Garwood (1936) and every table of exact Poisson limits since
    (0, 0.0, 3.689),
    (1, 0.025, 5.572),
    (2, 0.242, 7.225),
    (5, 1.623, 11.668),
    (10, 4.795, 18.390),
    (20, 12.217, 30.888),
    (50, 37.111, 65.919),
    (100, 81.364, 121.627),
]


def poisson_at_most(count, mean):
    term, total = math.exp(-mean), 0.0
    for number in range(count + 1):
        total += term
        term *= mean / (number + 1)
    return total


@pytest.mark.parametrize(("count", "lower", "upper"), PUBLISHED_95)
def test_limits_equal_the_published_table(count, lower, upper):
    assert [float(limit) for limit in poisson_limits(count)] == pytest.approx([lower, upper], abs=0.001)


@given(st.integers(1, 300))
def test_at_each_limit_the_poisson_tail_holds_half_the_doubt(count):
    lower, upper = (float(limit) for limit in poisson_limits(count))
    assert 1 - poisson_at_most(count - 1, lower) == pytest.approx(0.025, abs=1e-9)
    assert poisson_at_most(count, upper) == pytest.approx(0.025, abs=1e-9)


@given(st.floats(0.05, 60))
def test_limits_hold_the_true_mean_at_least_as_often_as_promised(mean):
    counts = np.arange(400)
    lower, upper = poisson_limits(counts)
    chance = np.exp(counts * np.log(mean) - mean - np.array([math.lgamma(count + 1) for count in counts]))
    assert chance[(lower <= mean) & (mean <= upper)].sum() >= 0.95 - 1e-12


def test_limits_of_an_unknown_count_are_unknown():
    lower, upper = poisson_limits([np.nan, 4])
    assert np.isnan(lower[0])
    assert np.isnan(upper[0])
    assert lower[1] < 4 < upper[1]


def test_surer_limits_are_wider():
    narrow, wide = poisson_limits(30, 0.8), poisson_limits(30, 0.998)
    assert wide[0] < narrow[0] < 30 < narrow[1] < wide[1]


@pytest.mark.parametrize("counts", [-1, [3, -0.5], np.inf])
def test_an_impossible_count_is_refused(counts):
    with pytest.raises(ValueError, match="counts must be"):
        poisson_limits(counts)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_an_impossible_confidence_is_refused(confidence):
    with pytest.raises(ValueError, match="confidence"):
        poisson_limits(3, confidence)


def exact_binomial_p(count, exposure, base_count, base_exposure):
    total, share = count + base_count, Fraction(exposure, exposure + base_exposure)
    chance = [math.comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(total + 1)]
    return float(min(Fraction(1), 2 * min(sum(chance[: count + 1]), sum(chance[count:]))))


COUNTS, EXPOSURES = st.integers(0, 40), st.integers(1, 60)


@given(COUNTS, EXPOSURES, COUNTS, EXPOSURES)
def test_p_equals_the_exact_binomial_sum(count, exposure, base_count, base_exposure):
    expected = exact_binomial_p(count, exposure, base_count, base_exposure)
    p = float(rate_difference_p(count, exposure, base_count, base_exposure))
    assert p == pytest.approx(expected, rel=1e-9, abs=1e-300)


@given(st.integers(1, 80), st.floats(0.02, 0.98), st.sampled_from([0.05, 0.01, 0.001]))
def test_the_exact_test_never_rejects_too_often(total, share, level):
    counts = np.arange(total + 1)
    p = rate_difference_p(counts, share, total - counts, 1 - share)
    chance = np.array([math.comb(total, int(k)) * share**k * (1 - share) ** (total - k) for k in counts])
    assert chance[p <= level].sum() <= level + 1e-12


@given(COUNTS, EXPOSURES, COUNTS, EXPOSURES, st.floats(1, 6))
def test_window_and_baseline_may_be_swapped(count, exposure, base_count, base_exposure, dispersion):
    one = rate_difference_p(count, exposure, base_count, base_exposure, dispersion)
    other = rate_difference_p(base_count, base_exposure, count, exposure, dispersion)
    assert float(one) == pytest.approx(float(other), rel=1e-9)


@pytest.mark.parametrize("dispersion", [1.5, 2.0, 4.0])
@pytest.mark.parametrize(("count", "base_count"), [(400, 1100), (430, 1150), (500, 1200), (300, 1100)])
def test_p_of_large_counts_is_near_that_of_a_quasi_poisson_model(count, base_count, dispersion):
    in_window = np.repeat([1.0, 0.0], [4, 12])
    counts = np.where(in_window == 1, count / 4, base_count / 12) + np.tile([1, -1], 8)
    model = sm.GLM(counts, sm.add_constant(in_window), family=sm.families.Poisson()).fit(scale=dispersion)
    p = float(rate_difference_p(count, 1, base_count, 3, dispersion))
    # The divided counts keep the caution of the exact test, so p is a little higher than by the normal curve.
    assert model.pvalues[1] * 0.95 <= p <= model.pvalues[1] * 1.15 + 0.03


def test_more_dispersion_makes_us_less_sure_without_a_jump_at_one():
    p = rate_difference_p(60, 1, 30, 1, [0.5, 1.0, 1.000001, 1.5, 3.0])
    assert p[0] == p[1]
    assert p[2] == pytest.approx(p[1], rel=1e-4)
    assert p[2] < p[3] < p[4]


def test_p_rejects_about_as_often_as_it_should_when_counts_come_in_bursts():
    rng, mean, dispersion = np.random.default_rng(7), 60.0, 2.5
    bursts = rng.gamma(mean / (dispersion - 1), dispersion - 1, size=(4, 20_000))
    window, *baseline = rng.poisson(bursts)
    share = np.mean(rate_difference_p(window, 1, sum(baseline), 3, dispersion) < 0.05)
    assert 0.02 < share < 0.055
    assert np.mean(rate_difference_p(window, 1, sum(baseline), 3) < 0.05) > 0.15  # without it: false alarms


@pytest.mark.parametrize(
    "case", [(np.nan, 1, 2, 1), (2, 1, np.nan, 1), (2, 0, 2, 1), (2, 1, 2, 0), (0, np.nan, 2, 1), (0, 1, np.nan, 1)]
)
def test_p_is_unknown_where_something_is_unknown(case):
    assert np.isnan(rate_difference_p(*case))


def test_no_events_at_all_is_no_difference():
    assert rate_difference_p(0, 1, 0, 3) == 1


@pytest.mark.parametrize("case", [(-1, 1, 2, 1), (1, -1, 2, 1), (1, 1, 2, 1, -1), (1, 1, np.inf, 1)])
def test_impossible_input_of_a_difference_is_refused(case):
    with pytest.raises(ValueError, match="finite and not negative"):
        rate_difference_p(*case)


def wilson(successes, asked):
    lower, upper = proportion_confint(successes, asked, method="wilson")
    share = successes / asked
    return Estimate(share, min(share, float(lower)), max(share, float(upper)))  # 0.9999999999999999 means 1


@given(st.integers(20, 900), st.integers(20, 900), st.floats(0.02, 0.98), st.floats(0.02, 0.98))
def test_the_difference_of_two_surveys_equals_newcombes_interval(asked, asked_later, share, later_share):
    successes, later_successes = round(asked * share), round(asked_later * later_share)
    difference, lower, upper = survey_difference(wilson(successes, asked), wilson(later_successes, asked_later))
    oracle = confint_proportions_2indep(later_successes, asked_later, successes, asked, method="newcomb")
    assert difference == pytest.approx(later_successes / asked_later - successes / asked)
    assert (lower, upper) == pytest.approx(oracle, abs=1e-9)


@given(st.integers(20, 900), st.integers(20, 900), st.floats(0.02, 0.98), st.floats(0.02, 0.98))
def test_p_of_two_surveys_agrees_with_their_interval(asked, asked_later, share, later_share):
    earlier, later = wilson(round(asked * share), asked), wilson(round(asked_later * later_share), asked_later)
    _, lower, upper = survey_difference(earlier, later)
    assume(min(abs(lower), abs(upper)) > 1e-9)
    assert (survey_difference_p(earlier, later) < 0.05) == (lower > 0 or upper < 0)


def test_p_of_surveys_without_any_margin():
    assert survey_difference_p(Estimate(5, 5, 5), Estimate(5, 5, 5)) == 1
    assert survey_difference_p(Estimate(5, 5, 5), Estimate(6, 6, 6)) == 0


def test_an_interval_that_misses_its_estimate_is_refused():
    with pytest.raises(ValueError, match="must hold its estimate"):
        survey_difference(Estimate(5, 6, 7), Estimate(5, 4, 7))
    with pytest.raises(ValueError, match="must hold its estimate"):
        survey_difference_p(Estimate(5, 4, 7), Estimate(math.nan, 4, 7))
