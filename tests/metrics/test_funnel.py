"""The funnel, against formulas written out again, exact sums of probabilities and simulated towns."""

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from metrics.funnel import MINIMUM_AREAS, Position, Spread, curve, funnel, lines


def town(counts, exposures):
    codes = [f"BU0000{number:04}" for number in range(len(counts))]
    schema = {"area_code": pl.String, "count": pl.Float64, "exposure": pl.Float64}
    return pl.DataFrame({"area_code": codes, "count": counts, "exposure": exposures}, schema=schema, strict=False)


def positions(found):
    return [place.position for place in found.places]


def differing_town(rng, areas=60, mean=0.01, dispersion=1.0, between=0.0):
    """Areas without anything special: chance, bursts (dispersion) and ordinary differences (between, relative)."""
    exposure = rng.lognormal(7.3, 0.8, areas)
    expected = mean * exposure
    if between:
        expected = expected * rng.gamma(1 / between**2, between**2, areas)
    if dispersion > 1:
        expected = rng.gamma(expected / (dispersion - 1), dispersion - 1)
    return town(rng.poisson(expected).astype(float), exposure)


TOWNS = st.lists(st.tuples(st.integers(0, 80), st.floats(20, 20_000)), min_size=MINIMUM_AREAS, max_size=40).filter(
    lambda rows: any(count for count, _ in rows)
)
SPREADS = st.sampled_from(list(Spread))


def written_out_again(counts, exposures):
    """Spiegelhalter (2005) with plain loops: winsorised z-scores, their spread, and the variance between areas."""
    mean = sum(counts) / sum(exposures)
    z = [(y - mean * e) / math.sqrt(mean * e) for y, e in zip(counts, exposures, strict=True)]
    ordered, areas = sorted(z), len(z)

    def quantile(share):
        place = share * (areas - 1)
        low = min(int(place), areas - 2)
        return ordered[low] + (place - low) * (ordered[low + 1] - ordered[low])

    low, high = quantile(0.1), quantile(0.9)
    squares = sum(min(max(one, low), high) ** 2 for one in z)
    bound = stats.norm.ppf(0.9)
    normal = integrate.quad(
        lambda x: min(max(x, -bound), bound) ** 2 * stats.norm.pdf(x), -9, 9, points=[-bound, bound]
    )
    dispersion = max(1.0, squares / (areas - 1) / normal[0])
    weights = [e / mean for e in exposures]
    between = (dispersion - 1) * (areas - 1) / (sum(weights) - sum(w * w for w in weights) / sum(weights))
    return mean, dispersion, between


@given(TOWNS)
def test_mean_dispersion_and_variance_equal_the_formulas_written_out_again(rows):
    counts, exposures = zip(*rows, strict=True)
    mean, dispersion, between = written_out_again(counts, exposures)
    found = funnel(town(counts, exposures))
    assert (found.mean, found.dispersion) == pytest.approx((mean, dispersion), rel=1e-6)
    assert found.between == pytest.approx(between, rel=1e-5, abs=1e-15)
    assert funnel(town(counts, exposures), Spread.MULTIPLICATIVE).dispersion == found.dispersion
    assert funnel(town(counts, exposures), Spread.CHANCE).dispersion == 1


@given(TOWNS, SPREADS)
def test_p_values_equal_the_tails_of_the_poisson_or_negative_binomial_of_scipy(rows, spread):
    found = funnel(town(*zip(*rows, strict=True)), spread)
    for place in found.places:
        mean = found.mean * place.exposure
        extra = {
            Spread.CHANCE: 0.0,
            Spread.MULTIPLICATIVE: (found.dispersion - 1) * mean,
            Spread.ADDITIVE: found.between * place.exposure**2,
        }[spread]
        law = stats.poisson(mean) if extra == 0 else stats.nbinom(mean**2 / extra, mean / (mean + extra))
        high, low = law.sf(place.count - 1), law.cdf(place.count)
        assert place.expected == pytest.approx(mean)
        assert place.p == pytest.approx(min(1, 2 * min(high, low)), rel=1e-5, abs=1e-12)
        assert place.position.is_outside == (min(high, low) < 0.025)
        assert (place.position in (Position.FAR_ABOVE, Position.FAR_BELOW)) == (min(high, low) < 0.001)
        assert (place.position in (Position.FAR_ABOVE, Position.ABOVE)) == (high < 0.025)


@given(TOWNS, SPREADS)
def test_an_area_lies_beyond_a_drawn_line_exactly_where_its_position_says_so(rows, spread):
    found = funnel(town(*zip(*rows, strict=True)), spread)
    drawn = lines(found, [place.exposure for place in found.places])
    for k, place in enumerate(found.places):
        assert (place.rate > drawn.outer_upper[k]) == (place.position is Position.FAR_ABOVE)
        assert (place.rate > drawn.inner_upper[k]) == (place.position in (Position.ABOVE, Position.FAR_ABOVE))
        assert (place.rate < drawn.outer_lower[k]) == (place.position is Position.FAR_BELOW)
        assert (place.rate < drawn.inner_lower[k]) == (place.position in (Position.BELOW, Position.FAR_BELOW))


@given(TOWNS, SPREADS)
def test_the_lines_lie_in_order_around_the_mean(rows, spread):
    found = funnel(town(*zip(*rows, strict=True)), spread)
    drawn = curve(found)
    assert (drawn.outer_lower <= drawn.inner_lower).all()
    assert (drawn.inner_lower <= found.mean).all()
    assert (drawn.inner_upper <= drawn.outer_upper).all()
    assert (drawn.outer_lower >= 0).all()


def test_the_curve_runs_from_the_smallest_to_the_largest_area():
    drawn = curve(funnel(town([3, 5, 8, 2, 9], [100, 5000, 300, 50, 900])), points=7)
    assert (drawn.exposure[0], drawn.exposure[-1], len(drawn.exposure)) == (pytest.approx(50), pytest.approx(5000), 7)


def test_the_lines_of_large_areas_are_those_of_a_normal_distribution():
    found = funnel(town([1e6, 1.0005e6, 1.001e6, 0.999e6, 1e6], [1e8] * 5), Spread.CHANCE)
    error = math.sqrt(found.mean * 1e8)
    drawn = lines(found, [1e8])
    for line, z in ((drawn.inner_upper, 1.95996), (drawn.outer_upper, 3.09023)):
        assert line[0] * 1e8 == pytest.approx(found.mean * 1e8 + z * error, abs=0.01 * error)


@given(st.lists(st.integers(0, 200), min_size=5, max_size=30).filter(any), st.randoms(use_true_random=False))
def test_the_order_of_the_areas_does_not_matter(counts, random):
    rows = town(counts, [1000.0 + 10 * k for k in range(len(counts))])
    order = list(range(len(counts)))
    random.shuffle(order)
    assert funnel(rows) == funnel(rows[order])


@pytest.mark.parametrize("spread", list(Spread))
@pytest.mark.parametrize("mean", [0.0005, 0.004, 0.03])
def test_among_areas_that_differ_by_chance_only_at_most_one_in_twenty_falls_outside(spread, mean):
    rng, runs = np.random.default_rng(1), settings().max_examples
    found = [funnel(differing_town(rng, mean=mean), spread) for _ in range(runs)]
    places = [place for one in found if one for place in one.places]
    assert np.mean([place.position.is_outside for place in places]) < 0.055
    far = np.mean([place.position in (Position.FAR_ABOVE, Position.FAR_BELOW) for place in places])
    assert far < 0.002 + 4 * math.sqrt(0.002 / len(places))


@pytest.mark.parametrize(
    ("spread", "extra"),
    [
        (Spread.MULTIPLICATIVE, {"dispersion": 2.0}),
        (Spread.MULTIPLICATIVE, {"dispersion": 4.0}),
        (Spread.ADDITIVE, {"between": 0.2}),
        (Spread.ADDITIVE, {"between": 0.5}),
    ],
)
def test_ordinary_differences_do_not_stand_out_once_they_are_accounted_for(spread, extra):
    rng, runs = np.random.default_rng(2), settings().max_examples
    rows = [differing_town(rng, mean=0.02, **extra) for _ in range(runs)]
    naive, aware = (
        np.mean([place.position.is_outside for one in rows for place in funnel(one, assumed).places])
        for assumed in (Spread.CHANCE, spread)
    )
    assert naive > 0.1
    assert 0.02 < aware < 0.09


@pytest.mark.parametrize("spread", list(Spread))
def test_a_centre_with_six_times_as_much_is_found_and_does_not_hide_itself(spread):
    rng, found = np.random.default_rng(3), 0
    for _ in range(settings().max_examples):
        rows = differing_town(rng, areas=40, between=0.3).to_dict(as_series=False)
        rows["count"][7], rows["exposure"][7] = float(rng.poisson(6 * 0.01 * 3000)), 3000.0
        found += funnel(town(rows["count"], rows["exposure"]), spread).places[7].position is Position.FAR_ABOVE
    assert found > 0.9 * settings().max_examples


def test_what_lies_outside_is_listed_with_the_least_likely_first():
    found = funnel(town([100, 30, 0, 10, 10, 11, 9, 10], [1000.0] * 8), Spread.CHANCE)
    assert [place.count for place in found.at(Position.FAR_ABOVE, Position.ABOVE)] == [100]
    assert [place.count for place in found.at(*Position)][:2] == [100, 0]
    assert found.outside_by_chance == pytest.approx(0.4)


def test_unknown_counts_and_empty_areas_are_named_and_do_not_count():
    rows = town([4, None, 5, 6, math.nan, 3, 4, 9], [900, 800, 700, 1100, 950, 1000, 0, None])
    found = funnel(pl.concat([rows, town([5], [1000]).with_columns(area_code=pl.lit("BU00009999"))]))
    assert [place.count for place in found.places] == [4, 5, 6, 3, 5]
    assert [code[-1] for code in found.unknown] == ["1", "4", "6", "7"]


@pytest.mark.parametrize(
    ("counts", "exposures"),
    [([], []), ([3] * 4, [100] * 4), ([0] * 9, [100] * 9), ([3] * 9, [100] * 4 + [0] * 5), ([None] * 9, [100] * 9)],
)
def test_too_few_areas_or_events_make_no_funnel(counts, exposures):
    assert funnel(town(counts, exposures)) is None


@pytest.mark.parametrize(("counts", "exposures"), [([-1] + [3] * 5, [100] * 6), ([3] * 6, [100] * 5 + [-1])])
def test_an_impossible_amount_is_refused(counts, exposures):
    with pytest.raises(ValueError, match="negative"):
        funnel(town(counts, exposures))


def test_an_area_that_occurs_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        funnel(pl.concat([town([3] * 6, [100] * 6)] * 2))
