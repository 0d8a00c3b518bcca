"""What stands out, against statsmodels' multipletests and against figures in which nothing happens."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from metrics.comparison import MINIMUM_EVENTS, Comparison, hold_under_one_rate, overdispersion, stand_out
from metrics.uncertainty import rate_difference_p


def compare(count, baseline_count, subject="diefstal_fiets", area="BU00000101", dispersion=1.0, harm=1):
    return Comparison(subject, area, count, 1000.0, baseline_count, 3000.0, dispersion, harm)


PAIRS = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 200), st.floats(1, 3)), min_size=1, max_size=60)


@given(PAIRS, st.sampled_from([0.01, 0.05, 0.2]))
def test_what_is_found_equals_benjamini_and_hochberg_of_statsmodels(pairs, fdr):
    pairs = [pair for pair in pairs if pair[0] + pair[1] >= MINIMUM_EVENTS]
    comparisons = [compare(c, b, area=str(k), dispersion=d) for k, (c, b, d) in enumerate(pairs)]
    result = stand_out(comparisons, fdr=fdr, at_most=1000)
    p = [float(rate_difference_p(c, 1, b, 3, d)) for c, b, d in pairs]
    rejected, adjusted = multipletests(p, fdr, method="fdr_bh")[:2] if p else ([], [])
    assert {item.comparison.area_code for item in result.items} == {str(k) for k in np.flatnonzero(rejected)}
    for item in result.items:
        assert item.q == pytest.approx(adjusted[int(item.comparison.area_code)])
    assert result.found == sum(rejected)
    assert result.comparisons_made == len(pairs)


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_comparisons_does_not_matter(pairs, random):
    comparisons = [compare(c, b, area=str(k), dispersion=d, harm=k % 3) for k, (c, b, d) in enumerate(pairs)]
    shuffled = list(comparisons)
    random.shuffle(shuffled)
    assert stand_out(comparisons) == stand_out(shuffled)


def test_the_list_is_ordered_by_harm_and_then_by_evidence():
    result = stand_out(
        [
            compare(60, 60, area="licht", harm=1),
            compare(50, 60, area="zwaar", harm=5),
            compare(70, 60, area="zwaar en sterk", harm=5),
            compare(20, 60, area="niets", harm=5),
        ]
    )
    assert [item.comparison.area_code for item in result.items] == ["zwaar en sterk", "zwaar", "licht"]
    assert all(item.is_higher for item in result.items)
    assert [item.expected for item in result.items] == [20, 20, 20]


def test_no_more_than_five_are_shown_but_all_are_counted():
    result = stand_out([compare(60, 60, area=str(k)) for k in range(8)])
    assert (len(result.items), result.found, result.comparisons_made) == (5, 8, 8)


def test_less_than_expected_stands_out_too():
    item = stand_out([compare(5, 150)]).items[0]
    assert not item.is_higher
    assert (item.count, item.expected) == (5, 50)


def test_dull_comparisons_raise_the_bar():
    striking = compare(19, 27, area="opvallend")
    dull = [compare(10, 30, area=str(k)) for k in range(200)]
    assert stand_out([striking]).found == 1
    assert stand_out([striking, *dull]).found == 0


@pytest.mark.parametrize(
    ("comparison", "tested"),
    [
        (compare(4, 5), 0),
        (compare(4, 6), 1),
        (compare(4, 7), 1),
        (compare(10, 0), 1),
        (compare(None, 50), 0),
        (compare(50, None), 0),
        (Comparison("x", "a", 50, None, 50, 100.0, 1.0, 1), 0),
        (Comparison("x", "a", 50, 100.0, 50, None, 1.0, 1), 0),
        (Comparison("x", "a", 50, 0.0, 50, 100.0, 1.0, 1), 0),
    ],
)
def test_a_comparison_that_cannot_be_made_is_counted_apart(comparison, tested):
    result = stand_out([comparison])
    assert (result.comparisons_made, result.comparisons_skipped) == (tested, 1 - tested)


def test_nothing_to_compare_gives_an_empty_list():
    result = stand_out([])
    assert (result.items, result.found, result.comparisons_made) == ((), 0, 0)


@pytest.mark.parametrize("fdr", [0, 1, 5])
def test_an_impossible_rate_is_refused(fdr):
    with pytest.raises(ValueError, match="fdr"):
        stand_out([], fdr=fdr)


def bursts(rng, mean, dispersion):
    return rng.poisson(mean if dispersion == 1 else rng.gamma(mean / (dispersion - 1), dispersion - 1))


def quiet_town(rng, areas, dispersion, between_years):
    """Four years of months in which nothing happens but chance, bursts, seasons and good and bad years."""
    level = rng.gamma(1, 4, areas)[:, None] + 0.3
    season = 1 + 0.3 * np.sin(2 * np.pi * np.arange(48) / 12)
    years = np.repeat(np.exp(rng.normal(0, between_years, (areas, 4))), 12, axis=1)
    return bursts(rng, level * season * years, dispersion).astype(float)


@pytest.mark.parametrize(("dispersion", "between_years"), [(1, 0.0), (1.3, 0.06), (2, 0.0), (1.3, 0.15)])
def test_when_nothing_happens_something_stands_out_about_one_time_in_twenty(dispersion, between_years):
    rng, runs, false = np.random.default_rng(3), 3 * settings().max_examples, 0
    for _ in range(runs):
        months = quiet_town(rng, 120, dispersion, between_years)
        baseline, window = months[:, :36], months[:, 36:].sum(axis=1)
        spread = overdispersion(baseline)
        comparisons = [
            compare(float(window[k]), float(baseline[k].sum()), area=str(k), dispersion=float(spread[k]))
            for k in range(len(months))
        ]
        false += stand_out(comparisons).found > 0
    assert false / runs < 0.05 + 0.03 + 3 * np.sqrt(0.05 * 0.95 / runs)


def test_a_real_change_is_found_among_a_hundred_dull_ones():
    rng, found, runs = np.random.default_rng(4), 0, settings().max_examples
    for _ in range(runs):
        months = quiet_town(rng, 100, 1.2, 0.03)
        months[0] = bursts(rng, np.repeat([6.0, 12.0], [36, 12]), 1.2)
        spread = overdispersion(months[:, :36])
        result = stand_out(
            [
                compare(float(months[k, 36:].sum()), float(months[k, :36].sum()), area=str(k), dispersion=spread[k])
                for k in range(100)
            ]
        )
        found += any(item.comparison.area_code == "0" and item.is_higher for item in result.items)
    assert found / runs > 0.8


@pytest.mark.parametrize("dispersion", [1.0, 1.5, 3.0])
def test_overdispersion_is_found_back_in_spite_of_level_and_season(dispersion):
    months = quiet_town(np.random.default_rng(5), 600, dispersion, 0.0)
    # Per area the larger of own and pooled is taken, so the middle area lies just above the truth.
    assert dispersion <= np.median(overdispersion(months)) + 0.05
    assert np.median(overdispersion(months)) < dispersion * 1.15 + 0.1


def test_good_and_bad_years_weigh_more_in_large_areas():
    rng = np.random.default_rng(6)
    level = np.repeat([2.0, 50.0], 100)[:, None]
    years = np.repeat(np.exp(rng.normal(0, 0.15, (200, 5))), 12, axis=1)
    spread = overdispersion(rng.poisson(level * years))
    true_extra = 0.15**2 * 12 * np.array([2.0, 50.0])
    found = np.array([np.median(spread[:100]), np.median(spread[100:])]) - 1
    assert found[1] == pytest.approx(true_extra[1], rel=0.5)
    assert found[0] < found[1] / 5


def test_years_alone_will_do():
    rng = np.random.default_rng(8)
    years = bursts(rng, np.full((200, 8), 40.0), 2.5)
    assert np.median(overdispersion(years, per_year=1)) == pytest.approx(2.5, rel=0.25)


@given(
    st.lists(st.lists(st.none() | st.integers(0, 30), min_size=26, max_size=26), min_size=1, max_size=8),
    st.sampled_from([1, 12]),
)
def test_overdispersion_is_always_a_number_of_at_least_one(rows, per_year):
    spread = overdispersion(np.array(rows, dtype=float), per_year)
    assert spread.shape == (len(rows),)
    assert np.isfinite(spread).all()
    assert (spread >= 1).all()


@pytest.mark.parametrize("table", [np.zeros((3, 48)), np.full((3, 48), np.nan), np.zeros((3, 0)), np.ones((3, 7))])
def test_nothing_to_learn_from_means_one(table):
    assert list(overdispersion(table)) == [1, 1, 1]


def test_one_series_is_refused_because_areas_belong_together():
    with pytest.raises(ValueError, match="table"):
        overdispersion(np.ones(48))


@given(st.lists(st.floats(0, 1) | st.none(), max_size=60), st.sampled_from([0.01, 0.05, 0.2]))
def test_findings_held_under_one_rate_equal_those_of_statsmodels(p_values, fdr):
    held = hold_under_one_rate(p_values, fdr)
    tested = [p for p in p_values if p is not None]
    rejected = iter(multipletests(tested, fdr, method="fdr_bh")[0].tolist() if tested else [])
    assert held == [p is not None and next(rejected) for p in p_values]
