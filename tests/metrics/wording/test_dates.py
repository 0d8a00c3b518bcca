"""Dutch dates and periods."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.wording import day, month, period, short_month

NAMES = "januari februari maart april mei juni juli augustus september oktober november december"
MONTHS = NAMES.split()


@given(st.dates())
def test_a_day_can_be_read_back(when):
    number, name, year = day(when).split()
    assert date(int(year), MONTHS.index(name) + 1, int(number)) == when
    assert month(when) == f"{name} {year}"


@pytest.mark.parametrize("number", range(1, 13))
def test_a_short_month_is_the_start_of_its_name_but_for_march(number):
    short = short_month(date(2026, number, 5))
    assert short == ("mrt 2026" if number == 3 else f"{MONTHS[number - 1][:3]} 2026")


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2025, 10, 1), date(2026, 9, 30), "okt 2025 t/m sep 2026"),
        (date(2025, 10, 1), date(2026, 9, 1), "okt 2025 t/m sep 2026"),
        (date(2026, 9, 1), date(2026, 9, 30), "september 2026"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2020, 1, 1), date(2022, 12, 1), "2020 t/m 2022"),
        (date(2020, 2, 1), date(2022, 12, 1), "feb 2020 t/m dec 2022"),
        (date(2020, 1, 1), date(2022, 11, 1), "jan 2020 t/m nov 2022"),
    ],
)
def test_periods_as_a_dutch_reader_expects_them(start, end, text):
    assert period(start, end) == text


@given(st.dates(), st.dates())
def test_a_period_cannot_end_before_it_starts(start, end):
    if (end.year, end.month) < (start.year, start.month):
        with pytest.raises(ValueError, match="before it starts"):
            period(start, end)
    else:
        assert period(start, end.replace(day=calendar.monthrange(end.year, end.month)[1])) == period(start, end)
