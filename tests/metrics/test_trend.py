"""Trends, against statsmodels, known trends and series that do not change at all."""

from datetime import date

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student

from data.catalogue import Direction, MethodBreak, Registration
from data.schemas import Resolution
from metrics.trend import Lack, Point, Verdict, rolling_sums, survey_verdict, trend, verdict
from metrics.uncertainty import Estimate

AANGIFTE, DOWN = Registration.AANGIFTE, Direction.DOWN


def monthly(counts, exposure=8000.0, first_year=2020):
    return [
        Point(date(first_year + k // 12, k % 12 + 1, 1), None if count is None else float(count), exposure)
        for k, count in enumerate(counts)
    ]


def yearly(counts, exposure=100_000.0):
    return [Point(date(2015 + k, 1, 1), None if c is None else float(c), exposure) for k, c in enumerate(counts)]


def simulated(seed, months=60, mean=30.0, change=1.0, dispersion=1.5, season=0.3):
    """Counts with a known factor per year, a yearly wave and bursts."""
    rng, number = np.random.default_rng(seed), np.arange(months)
    expected = mean * change ** (number / 12) * (1 + season * np.sin(2 * np.pi * number / 12))
    return monthly(rng.poisson(rng.gamma(expected / (dispersion - 1), dispersion - 1)))


@pytest.mark.parametrize("seed", range(4))
def test_a_monthly_trend_equals_that_of_statsmodels(seed):
    points = simulated(seed, change=0.9)
    counts = np.array([point.count for point in points])
    number = np.arange(len(points))
    waves = [wave(2 * np.pi * k * (number + 1) / 12) for k in (1, 2) for wave in (np.sin, np.cos)]
    design = sm.add_constant(np.column_stack([number / 12, *waves]))
    exposure = np.array([point.exposure for point in points])
    model = sm.GLM(counts, design, family=sm.families.Poisson(), offset=np.log(exposure)).fit(scale="X2", tol=1e-12)
    error = model.bse[1] * np.sqrt(max(1.0, model.scale) / model.scale)
    margin = student.ppf(0.975, len(points) - 6) * error
    result = trend(points, Resolution.MONTH)
    assert result.change_pct_per_year == pytest.approx(100 * np.expm1(model.params[1]), rel=1e-6)
    assert result.lower == pytest.approx(100 * np.expm1(model.params[1] - margin), rel=1e-6)
    assert result.upper == pytest.approx(100 * np.expm1(model.params[1] + margin), rel=1e-6)
    assert result.p == pytest.approx(2 * student.sf(abs(model.params[1]) / error, len(points) - 6), rel=1e-5)
    assert [point.count for point in result.fitted] == pytest.approx(model.fittedvalues, rel=1e-6)


def test_a_yearly_trend_equals_that_of_statsmodels():
    counts, exposure = np.array([210, 190, 205, 160, 150, 155, 120.0]), np.linspace(90_000, 96_000, 7)
    points = [Point(date(2015 + k, 1, 1), counts[k], exposure[k]) for k in range(7)]
    design = sm.add_constant(np.arange(7.0))
    model = sm.GLM(counts, design, family=sm.families.Poisson(), offset=np.log(exposure)).fit(scale="X2", tol=1e-12)
    margin = student.ppf(0.975, 5) * model.bse[1] * np.sqrt(max(1.0, model.scale) / model.scale)
    result = trend(points, Resolution.YEAR)
    found = (result.change_pct_per_year, result.lower, result.upper)
    expected = [100 * np.expm1(model.params[1] + shift) for shift in (0, -margin, margin)]
    assert found == pytest.approx(expected, rel=1e-6)
    assert (result.p < 0.05) is not (result.lower <= 0 <= result.upper)


def test_series_that_do_not_change_get_a_false_verdict_about_one_time_in_twenty():
    runs = 20 * settings().max_examples
    verdicts = [verdict(trend(simulated(seed), Resolution.MONTH), DOWN, AANGIFTE) for seed in range(runs)]
    false = np.mean([one is not Verdict.NO_CHANGE for one in verdicts])
    assert abs(false - 0.05) < 4 * np.sqrt(0.05 * 0.95 / runs) + 0.01


@pytest.mark.parametrize("change", [0.85, 1.2])
def test_a_known_trend_is_found_back(change):
    runs = 2 * settings().max_examples
    results = [trend(simulated(seed, change=change), Resolution.MONTH) for seed in range(runs)]
    found = np.array([result.change_pct_per_year for result in results])
    held = np.mean([result.lower <= 100 * (change - 1) <= result.upper for result in results])
    assert np.mean(found) == pytest.approx(100 * (change - 1), abs=1.5)
    assert held > 0.95 - 4 * np.sqrt(0.05 * 0.95 / runs)


def test_a_steep_fall_is_called_better_and_a_steep_rise_worse():
    fall, rise = (trend(simulated(1, change=change), Resolution.MONTH) for change in (0.7, 1.4))
    assert verdict(fall, DOWN, AANGIFTE) is Verdict.BETTER
    assert verdict(rise, DOWN, AANGIFTE) is Verdict.WORSE


def test_growth_of_the_town_alone_is_no_trend():
    counts = [round(20 * 1.1 ** (k / 12)) for k in range(60)]
    points = [Point(point.start, point.count, 1000 * 1.1 ** (k / 12)) for k, point in enumerate(monthly(counts))]
    assert abs(trend(points, Resolution.MONTH).change_pct_per_year) < 1


@given(st.permutations(range(48)))
def test_the_order_of_the_points_does_not_matter(order):
    points = simulated(3, months=48)
    assert trend([points[k] for k in order], Resolution.MONTH) == trend(points, Resolution.MONTH)


def test_unknown_months_are_left_out_and_counted():
    points = simulated(5, months=60)
    holes = [Point(p.start, None if k in (7, 30) else p.count, p.exposure) for k, p in enumerate(points)]
    result = trend(holes, Resolution.MONTH)
    assert (result.points_given, result.points_used) == (60, 58)
    absent = trend([point for k, point in enumerate(points) if k not in (7, 30)], Resolution.MONTH)
    assert result.change_pct_per_year == pytest.approx(absent.change_pct_per_year)
    assert len(result.fitted) == 60  # what was to be expected in an unknown month is known


def test_a_hole_is_not_a_zero():
    points = monthly([20] * 48)
    hole = [*points[:40], *(Point(p.start, None, p.exposure) for p in points[40:])]
    assert trend(hole, Resolution.MONTH).change_pct_per_year == pytest.approx(0, abs=1e-6)


def test_months_without_inhabitants_are_left_out():
    points = [Point(date(2019, 12, 1), 3.0, 0.0), *monthly([20] * 48), Point(date(2024, 1, 1), 3.0, float("nan"))]
    result = trend(points, Resolution.MONTH)
    assert (result.points_given, result.points_used) == (50, 48)
    assert (result.first, result.last) == (date(2020, 1, 1), date(2023, 12, 1))


@pytest.mark.parametrize(
    ("points", "resolution", "lack"),
    [
        (monthly([9] * 35), Resolution.MONTH, Lack.PERIODS),
        (monthly([9] * 36), Resolution.MONTH, None),
        (monthly([9] * 35 + [None] * 5), Resolution.MONTH, Lack.PERIODS),
        (yearly([90] * 4), Resolution.YEAR, Lack.PERIODS),
        (yearly([90] * 5), Resolution.YEAR, None),
        (monthly([1] * 29 + [0] * 11), Resolution.MONTH, Lack.EVENTS),
        (monthly([1, 0, 1, 1] * 10), Resolution.MONTH, None),
        (yearly([6, 6, 6, 6, 5]), Resolution.YEAR, Lack.EVENTS),
        (yearly([6, 6, 6, 6, 6]), Resolution.YEAR, None),
        (yearly([0, 0, 0, 0, 40]), Resolution.YEAR, Lack.PATTERN),
        ([], Resolution.MONTH, Lack.PERIODS),
    ],
)
def test_too_little_is_a_result_with_its_reason(points, resolution, lack):
    result = trend(points, resolution)
    assert result.lack is lack
    assert (result.change_pct_per_year is None) == (lack is not None)
    assert (verdict(result, DOWN, AANGIFTE) is Verdict.TOO_LITTLE) == (lack is not None)


def test_only_breaks_within_the_series_are_reported():
    days = [date(2019, 6, 1), date(2020, 1, 1), date(2022, 7, 1), date(2024, 12, 1), date(2025, 1, 1)]
    breaks = [MethodBreak(since=day, text="De telling is veranderd.", source="test") for day in days]
    result = trend(simulated(2), Resolution.MONTH, breaks)
    assert [one.since for one in result.breaks] == [date(2022, 7, 1), date(2024, 12, 1)]


def test_a_period_that_occurs_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        trend(monthly([5] * 40) + monthly([5]), Resolution.MONTH)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        trend(monthly([5] * 40 + [-1]), Resolution.MONTH)


@pytest.mark.parametrize("resolution", [Resolution.WEEK, Resolution.QUARTER, Resolution.TWO_YEARS])
def test_other_resolutions_are_refused(resolution):
    with pytest.raises(ValueError, match="months or on years"):
        trend(monthly([5] * 40), resolution)


@given(st.lists(st.none() | st.integers(0, 99), min_size=1, max_size=40), st.integers(1, 14))
def test_rolling_sums_equal_those_of_a_plain_loop(counts, window):
    sums = rolling_sums(monthly(counts, exposure=10.0), window)
    assert len(sums) == max(0, len(counts) - window + 1)
    for k, total in enumerate(sums):
        part = counts[k : k + window]
        assert total.start == monthly(counts)[k + window - 1].start
        assert total.exposure == pytest.approx(10 * window)
        assert total.count == (None if None in part else sum(part))


def test_an_absent_month_makes_rolling_sums_unknown():
    points = monthly([1] * 30)
    del points[15]
    unknown = [point.start for point in rolling_sums(points) if point.count is None]
    assert unknown[0] == date(2021, 5, 1)
    assert len(unknown) == 11


def test_rolling_sums_of_a_season_are_flat():
    wave = [50 + round(20 * np.sin(2 * np.pi * k / 12)) for k in range(36)]
    assert len({point.count for point in rolling_sums(monthly(wave))}) == 1


def test_there_are_no_rolling_sums_of_nothing():
    assert rolling_sums([]) == []


def test_the_fitted_series_can_be_rolled_up_too():
    result = trend(monthly([20] * 48), Resolution.MONTH)
    assert rolling_sums(result.fitted)[-1].count == pytest.approx(240)


@given(st.floats(1, 60), st.floats(1, 60), st.floats(0.5, 10), st.floats(0.5, 10))
def test_a_survey_change_needs_more_than_its_margin(earlier, later, margin, later_margin):
    change = survey_verdict(
        Estimate(earlier, earlier - margin, earlier + margin, "2021"),
        Estimate(later, later - later_margin, later + later_margin, "2021"),
        DOWN,
    )
    beyond = abs(later - earlier) > np.hypot(margin, later_margin)
    if not beyond:
        assert change.verdict is Verdict.NO_CHANGE
    else:
        assert change.verdict is (Verdict.WORSE if later > earlier else Verdict.BETTER)


def test_surveys_of_two_eras_are_never_compared():
    change = survey_verdict(Estimate(30, 29, 31, "2012"), Estimate(10, 9, 11, "2021"), DOWN)
    assert (change.verdict, change.lack, change.difference) == (Verdict.TOO_LITTLE, Lack.METHOD, None)
