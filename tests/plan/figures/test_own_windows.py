"""Series that are counted per quarter, half year or year: which whole periods a window of twelve months stands for."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.settings import Settings
from data.warehouse import Delivery, store
from metrics.gate import Audience
from plan.figures import Window, open_figures
from plan.figures.window import last_whole_period
from tests.data.small_tables import GEMEENTE, NOW, areas, boundaries, observations, provenance
from tests.plan.conftest import compute_each_time
from tests.plan.counting import last_whole

LENGTHS = {"quarter": 3, "half_year": 6, "year": 12}
MONTHS = st.dates(date(1996, 1, 1), date(2090, 12, 1)).map(lambda day: day.replace(day=1))


@pytest.fixture(scope="module", params=LENGTHS)
def counted(request, tmp_path_factory):
    """A town with four years of burglaries in periods of one length; the values count up from 1."""
    length = LENGTHS[request.param]
    starts = [date(2015 + month // 12, month % 12 + 1, 1) for month in range(0, 48, length)]
    values = {start: float(number) for number, start in enumerate(starts, start=1)}
    rows = observations(dict.fromkeys(range(len(starts)), 1)).with_columns(
        pl.Series("period_start", starts),
        pl.Series("value", list(values.values())),
        resolution=pl.lit(request.param),
    )
    tables = {
        "areas": areas(inhabitants=2000, vintage=2015),
        "boundaries": boundaries(),
        "observations": rows,
        "provenance": provenance(),
    }
    settings = replace(Settings(home=tmp_path_factory.mktemp(request.param)), gemeente=GEMEENTE)
    store(settings.warehouse, [Delivery(GEMEENTE, tables)], now=NOW)
    figures = open_figures(settings, audience=Audience.PUBLIC, today=date(2026, 9, 1), memo=compute_each_time)
    return figures, values, length


@pytest.mark.parametrize("month", range(1, 13))
def test_a_window_stands_for_the_last_whole_periods_in_it(counted, month):
    figures, values, length = counted
    (burglary,) = figures.indicators()
    figure = figures.figure(burglary, figures.area(GEMEENTE), Window(date(2017, month, 1)))
    end = last_whole(date(2017, month, 1), length)
    first = date(end.year - (end.month < 12), end.month % 12 + 1, 1)
    assert figure.window == Window(end)
    assert figure.window.start == first
    assert figure.count == sum(value for start, value in values.items() if first <= start <= end)
    assert figure.value == pytest.approx(1000 * figure.count / 2000)
    assert figure.period_label == Window(end).label


def test_a_period_that_is_not_there_yet_gives_no_figure(counted):
    figures, *_ = counted
    (burglary,) = figures.indicators()
    figure = figures.figure(burglary, figures.area(GEMEENTE), Window(date(2019, 12, 1)))
    assert (figure.count, figure.value) == (None, None)


@given(month=MONTHS, length=st.sampled_from([3, 6, 12]))
def test_the_last_whole_period_ends_as_a_plain_loop_says(month: date, length: int) -> None:
    assert last_whole_period(month, length) == last_whole(month, length)
