"""Two windows compared, against the exact test of statsmodels and the usual limits on the log of a ratio."""

import math
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.rates import confint_poisson_2indep
from statsmodels.stats.rates import test_poisson_2indep as poisson_2indep

from data.catalogue import Direction, MethodBreak, Registration
from data.schemas import Resolution
from metrics.periods import WindowCount, breaks_within, compare_windows, events_within
from metrics.trend import Lack, Point, Verdict, trend
from metrics.uncertainty import rate_difference_p

AANGIFTE, DOWN = Registration.AANGIFTE, Direction.DOWN


def compare(earlier, later, exposures=(1000.0, 1000.0), dispersion=1.0, registration=AANGIFTE):
    windows = (WindowCount(count, exposure) for count, exposure in zip((earlier, later), exposures, strict=True))
    return compare_windows(*windows, DOWN, registration, dispersion)


@given(st.integers(30, 400), st.integers(0, 400), st.floats(100, 5000), st.floats(100, 5000))
def test_at_each_limit_the_exact_test_of_statsmodels_leaves_half_the_doubt(earlier, later, before, after):
    change = compare(earlier, later, (before, after))
    assert change.change_pct == pytest.approx(100 * (later / after / (earlier / before) - 1), abs=1e-9)
    if later:
        low = poisson_2indep(later, after, earlier, before, 1 + change.lower / 100, "exact-cond", "ratio", "larger")
        assert low.pvalue == pytest.approx(0.025, rel=1e-5)
    else:
        assert change.lower == -100
    high = poisson_2indep(later, after, earlier, before, 1 + change.upper / 100, "exact-cond", "ratio", "smaller")
    assert high.pvalue == pytest.approx(0.025, rel=1e-5)


@pytest.mark.parametrize(("earlier", "later"), [(20_000, 21_000), (50_000, 44_000)])
@pytest.mark.parametrize("dispersion", [1.0, 2.5])
def test_large_counts_get_the_usual_limits_on_the_log_of_the_ratio(earlier, later, dispersion):
    change = compare(earlier, later, (1000.0, 1100.0), dispersion)
    error = 1.959964 * math.sqrt(dispersion * (1 / earlier + 1 / later))
    centre = math.log(later / 1100 / (earlier / 1000))
    expected = [100 * math.expm1(centre + shift) for shift in (-error, error)]
    assert (change.lower, change.upper) == pytest.approx(expected, abs=0.02)
    if dispersion == 1:
        wald = confint_poisson_2indep(later, 1100, earlier, 1000, method="wald-log")
        assert (change.lower, change.upper) == pytest.approx([100 * (one - 1) for one in wald], abs=0.02)


@given(st.integers(0, 300), st.integers(0, 300), st.floats(100, 5000), st.floats(1, 5))
def test_the_verdict_agrees_with_the_test_behind_what_stands_out(earlier, later, after, dispersion):
    change = compare(earlier, later, (1000.0, after), dispersion)
    if change.lack is None:
        p = float(rate_difference_p(later, after, earlier, 1000, dispersion))
        assert (change.verdict is Verdict.NO_CHANGE) == (p >= 0.05)


@given(st.integers(0, 90), st.integers(0, 90))
def test_too_few_events_have_no_verdict_and_a_small_start_no_percentage(earlier, later):
    change = compare(earlier, later)
    assert (change.lack is Lack.EVENTS) == (change.verdict is Verdict.TOO_LITTLE) == (earlier + later < 30)
    assert (change.change_pct is None) == (change.lower is None) == (change.upper is None) == (earlier < 30)
    assert (change.earlier, change.later) == (earlier, later)


@pytest.mark.parametrize(
    ("earlier", "later", "registration", "verdict"),
    [
        (100, 160, Registration.AANGIFTE, Verdict.WORSE),
        (160, 100, Registration.AANGIFTE, Verdict.BETTER),
        (100, 160, Registration.MELDING, Verdict.MORE),
        (160, 100, Registration.INZET, Verdict.FEWER),
        (100, 110, Registration.AANGIFTE, Verdict.NO_CHANGE),
        (0, 40, Registration.AANGIFTE, Verdict.WORSE),
        (40, 0, Registration.AANGIFTE, Verdict.BETTER),
        (14, 16, Registration.AANGIFTE, Verdict.NO_CHANGE),
        (14, 15, Registration.AANGIFTE, Verdict.TOO_LITTLE),
    ],
)
def test_a_change_is_called_as_everywhere_else(earlier, later, registration, verdict):
    assert compare(earlier, later, registration=registration).verdict is verdict


def test_windows_that_do_not_differ_get_a_false_verdict_at_most_one_time_in_twenty():
    rng, runs, dispersion = np.random.default_rng(8), 50 * settings().max_examples, 1.8
    counts = rng.poisson(rng.gamma(60 / (dispersion - 1), dispersion - 1, (runs, 2)))
    wrong = np.mean(
        [compare(*map(float, pair), dispersion=dispersion).verdict is not Verdict.NO_CHANGE for pair in counts]
    )
    assert wrong < 0.05 + 3 * math.sqrt(0.05 * 0.95 / runs)


@pytest.mark.parametrize(
    ("counts", "exposures"),
    [((None, 50), (9.0, 9.0)), ((50, None), (9.0, 9.0)), ((50, 50), (None, 9.0)), ((50, 50), (9.0, 0.0))],
)
def test_an_unknown_part_leaves_too_little_to_say(counts, exposures):
    change = compare(*counts, exposures)
    assert (change.verdict, change.lack, change.change_pct) == (Verdict.TOO_LITTLE, Lack.PERIODS, None)
    assert (change.earlier, change.later) == counts


@pytest.mark.parametrize(("counts", "exposures"), [((-1, 50), (9.0, 9.0)), ((50, 50), (9.0, -9.0))])
def test_an_impossible_amount_is_refused(counts, exposures):
    with pytest.raises(ValueError, match="negative"):
        compare(*counts, exposures)


def test_counts_that_vary_less_than_chance_are_refused():
    with pytest.raises(ValueError, match="chance"):
        compare(50, 50, dispersion=0.5)


def test_breaks_begin_within_the_line_and_come_in_order():
    days = [date(2025, 1, 1), date(2019, 6, 1), date(2024, 12, 1), date(2020, 1, 1), date(2022, 7, 1)]
    marks = [MethodBreak(since=day, text="De telling is veranderd.", source="test") for day in days]
    found = breaks_within(marks, date(2020, 1, 1), date(2024, 12, 1))
    assert [one.since for one in found] == [date(2022, 7, 1), date(2024, 12, 1)]
    assert breaks_within([], date(2020, 1, 1), date(2024, 12, 1)) == ()


@given(st.lists(st.dates(date(2010, 1, 1), date(2030, 1, 1)), max_size=8))
def test_a_line_has_the_same_breaks_as_its_trend(days):
    marks = [MethodBreak(since=day, text="De telling is veranderd.", source="test") for day in sorted(days)]
    points = [Point(date(year, 1, 1), 50.0, 1000.0) for year in range(2015, 2025)]
    assert trend(points, Resolution.YEAR, marks).breaks == breaks_within(marks, points[0].start, points[-1].start)


@pytest.mark.parametrize(
    ("since", "until", "known"),
    [
        (date(2015, 1, 1), date(2019, 12, 31), False),
        (date(2015, 1, 1), date(2020, 1, 1), True),
        (date(2015, 1, 1), None, True),
        (date(2020, 3, 15), date(2022, 2, 25), True),
        (date(2024, 12, 1), None, True),
        (date(2024, 12, 2), None, False),
    ],
)
def test_a_line_knows_an_event_from_its_first_day_to_its_last(since, until, known):
    event = SimpleNamespace(since=since, until=until, text="Er gebeurde iets.")
    assert events_within([event], date(2020, 1, 1), date(2024, 12, 1)) == ((event,) if known else ())


def test_events_come_in_order():
    events = [SimpleNamespace(since=date(year, 1, 1), until=None) for year in (2022, 2020, 2021)]
    assert [one.since.year for one in events_within(events, date(2020, 1, 1), date(2024, 1, 1))] == [2020, 2021, 2022]
