"""Ranks and ties, against Holm's correction in loops and in statsmodels, and towns whose true order is known."""

from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from metrics.ties import ranks_of_estimates, ranks_of_rates
from metrics.uncertainty import Estimate, rate_difference_p, survey_difference_p


def town(counts, exposures=None):
    codes = [f"WK0000{number:02}" for number in range(len(counts))]
    schema = {"area_code": pl.String, "count": pl.Float64, "exposure": pl.Float64}
    exposures = exposures or [1000.0] * len(counts)
    return pl.DataFrame({"area_code": codes, "count": counts, "exposure": exposures}, schema=schema, strict=False)


TOWNS = st.lists(st.tuples(st.integers(0, 400), st.floats(100, 9000)), min_size=2, max_size=8)


def by_holm(p):
    """Which p-values Holm (1979) leaves standing, step by step: the smallest first, until one is too large."""
    stands = [False] * len(p)
    for step, k in enumerate(sorted(range(len(p)), key=lambda k: p[k])):
        if p[k] > 0.05 / (len(p) - step):
            break
        stands[k] = True
    return stands


def told_apart(codes, values, p):
    """Pairs (higher, lower) that Holm's correction leaves standing."""
    pairs = [pair for pair, stands in zip(combinations(range(len(codes)), 2), by_holm(p), strict=True) if stands]
    return {(codes[a], codes[b]) if values[a] > values[b] else (codes[b], codes[a]) for a, b in pairs}


def check(ranking, codes, higher_lower):
    """Rank ranges and groups by plain loops."""
    for place in ranking.places:
        above = sum((other, place.area_code) in higher_lower for other in codes)
        below = sum((place.area_code, other) in higher_lower for other in codes)
        assert (place.best, place.worst) == (1 + above, len(codes) - below)
    assert sorted(code for group in ranking.groups for code in group) == sorted(codes)
    for group in ranking.groups:
        assert not any((a, b) in higher_lower for a in group for b in group)
    for earlier, later in zip(ranking.groups, ranking.groups[1:], strict=False):
        assert all(any((a, b) in higher_lower for a in earlier) for b in later)


@pytest.mark.parametrize("seed", range(4))
def test_the_pairs_told_apart_are_those_of_statsmodels(seed):
    rng = np.random.default_rng(seed)
    counts, exposures = rng.poisson(rng.gamma(2, 40, 9)), rng.uniform(500, 2000, 9)
    a, b = np.triu_indices(9, 1)
    rejected = multipletests(rate_difference_p(counts[a], exposures[a], counts[b], exposures[b]), method="holm")[0]
    assert ranks_of_rates(town(counts, exposures.tolist())).pairs_told_apart == rejected.sum() > 0


@given(TOWNS, st.floats(1, 4))
def test_ranges_and_groups_equal_those_of_loops_over_all_pairs(rows, dispersion):
    counts, exposures = (list(column) for column in zip(*rows, strict=True))
    frame = town(counts, exposures)
    ranking, codes = ranks_of_rates(frame, dispersion), frame["area_code"].to_list()
    p = [
        float(rate_difference_p(counts[a], exposures[a], counts[b], exposures[b], dispersion))
        for a, b in combinations(range(len(codes)), 2)
    ]
    pairs = told_apart(codes, [count / exposure for count, exposure in rows], p)
    check(ranking, codes, pairs)
    assert (ranking.pairs, ranking.pairs_told_apart) == (len(p), len(pairs))
    assert ranking.says_nothing == (not pairs)


@given(st.lists(st.tuples(st.floats(5, 60), st.floats(0.5, 5), st.floats(0.5, 5)), min_size=2, max_size=7))
def test_survey_figures_are_ranked_by_their_margins(rows):
    estimates = {f"WK{k:02}": Estimate(v, v - down, v + up, "2021") for k, (v, down, up) in enumerate(rows)}
    codes = list(estimates)
    p = [survey_difference_p(estimates[a], estimates[b]) for a, b in combinations(codes, 2)]
    check(ranks_of_estimates(estimates), codes, told_apart(codes, [row[0] for row in rows], p))


@given(TOWNS)
def test_every_area_can_have_the_rank_of_its_own_figure(rows):
    counts, exposures = (list(column) for column in zip(*rows, strict=True))
    places = ranks_of_rates(town(counts, exposures)).places
    assert all(place.best <= k + 1 <= place.worst for k, place in enumerate(places))
    assert [place.value for place in places] == sorted((place.value for place in places), reverse=True)


@given(TOWNS, st.randoms(use_true_random=False))
def test_the_order_in_which_areas_are_given_does_not_matter(rows, random):
    frame = town(*(list(column) for column in zip(*rows, strict=True)))
    order = list(range(len(rows)))
    random.shuffle(order)
    assert ranks_of_rates(frame[order]) == ranks_of_rates(frame)


@given(st.integers(0, 5000), st.integers(2, 20))
def test_equal_areas_tie_whatever_their_size(count, areas):
    ranking = ranks_of_rates(town([count] * areas))
    assert all((place.best, place.worst) == (1, areas) for place in ranking.places)
    assert ranking.groups == (tuple(place.area_code for place in ranking.places),)
    assert ranking.says_nothing


def test_areas_that_differ_very_much_have_one_rank_each():
    ranking = ranks_of_rates(town([10, 1000, 100]))
    assert [(place.value, place.best, place.worst) for place in ranking.places] == [
        (1, 1, 1),
        (0.1, 2, 2),
        (0.01, 3, 3),
    ]
    assert all(place.is_settled for place in ranking.places)
    assert [len(group) for group in ranking.groups] == [1, 1, 1]


def test_a_small_area_between_two_others_ties_with_both():
    ranking = ranks_of_rates(town([300, 3, 100], [1000.0, 15.0, 1000.0]))
    ranges = {place.area_code[-1]: (place.best, place.worst) for place in ranking.places}
    assert ranges == {"0": (1, 2), "1": (1, 3), "2": (2, 3)}
    assert ranking.groups == (("WK000000", "WK000001"), ("WK000002",))


@pytest.mark.parametrize("spread", [0.0, 0.1, 0.5])
def test_all_true_ranks_lie_in_their_ranges_at_least_nineteen_times_in_twenty(spread):
    rng, runs, held = np.random.default_rng(5), 5 * settings().max_examples, 0
    for _ in range(runs):
        rates = 0.05 * np.exp(rng.normal(0, spread, 12)) if spread else np.full(12, 0.05)
        exposures = rng.uniform(500, 8000, 12)
        ranking = ranks_of_rates(town(rng.poisson(rates * exposures).astype(float), exposures.tolist()))
        true = {f"WK0000{k:02}": rates[k] for k in range(12)}
        held += all(
            place.best <= 1 + sum(other > true[place.area_code] for other in true.values())
            and place.worst >= 12 - sum(other < true[place.area_code] for other in true.values())
            for place in ranking.places
        )
    assert held / runs > 0.95 - 3 * np.sqrt(0.05 * 0.95 / runs)


def test_more_spread_in_the_counts_tells_fewer_apart():
    frame = town([40, 80, 120, 160])
    assert ranks_of_rates(frame, 4.0).pairs_told_apart < ranks_of_rates(frame).pairs_told_apart
    only_one = ranks_of_rates(frame, [1.0, 1.0, 1.0, 50.0])
    assert {place.area_code[-1]: place.best for place in only_one.places}["0"] == 3


def test_unknown_figures_are_named_and_have_no_rank():
    ranking = ranks_of_rates(town([10, None, float("nan"), 30, 5], [100.0, 100.0, 100.0, 0.0, 100.0]))
    assert [place.area_code[-1] for place in ranking.places] == ["0", "4"]
    assert [code[-1] for code in ranking.unknown] == ["1", "2", "3"]
    survey = ranks_of_estimates({"WK02": None, "WK01": Estimate(30, 25, 35), "WK03": Estimate(31, 26, 36)})
    assert (survey.unknown, [place.area_code for place in survey.places]) == (("WK02",), ["WK03", "WK01"])


@pytest.mark.parametrize("counts", [[], [12]])
def test_fewer_than_two_areas_have_nothing_to_compare(counts):
    ranking = ranks_of_rates(town(counts))
    assert (ranking.pairs, len(ranking.places), ranking.says_nothing) == (0, len(counts), True)
    assert len(ranks_of_estimates({str(k): Estimate(1, 0, 2) for k, _ in enumerate(counts)}).places) == len(counts)


def test_figures_of_two_method_eras_are_never_ranked():
    with pytest.raises(ValueError, match="eras"):
        ranks_of_estimates({"a": Estimate(30, 25, 35, "2012"), "b": Estimate(50, 45, 55, "2021")})


def test_an_area_that_occurs_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        ranks_of_rates(pl.concat([town([3, 4])] * 2))
