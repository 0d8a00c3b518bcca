from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.figures.window import Window, windows_up_to

MONTHS = st.dates(date(1996, 1, 1), date(2090, 12, 1)).map(lambda day: day.replace(day=1))


def test_twelve_months_up_to_september_start_in_october() -> None:
    assert Window(date(2026, 9, 1)).start == date(2025, 10, 1)


def test_a_calendar_year_is_called_by_its_year() -> None:
    assert Window(date(2025, 12, 1)).label == "2025"


def test_other_windows_are_called_by_their_first_and_last_month() -> None:
    assert Window(date(2026, 9, 1)).label == "okt 2025 t/m sep 2026"


@given(end=MONTHS, months=st.integers(1, 120))
def test_a_window_holds_exactly_its_number_of_months(end: date, months: int) -> None:
    start = Window(end, months).start
    assert (end.year - start.year) * 12 + end.month - start.month + 1 == months


def test_the_latest_months_come_first_and_then_whole_years() -> None:
    offered = windows_up_to(date(2026, 9, 1), date(2023, 1, 1))
    assert [one.label for one in offered] == ["okt 2025 t/m sep 2026", "2025", "2024", "2023"]


def test_a_december_is_not_offered_twice() -> None:
    offered = windows_up_to(date(2025, 12, 1), date(2024, 1, 1))
    assert [one.label for one in offered] == ["2025", "2024"]


@pytest.mark.parametrize("first", [date(2026, 1, 1), date(2026, 9, 1)])
def test_a_series_shorter_than_a_year_offers_nothing(first: date) -> None:
    assert windows_up_to(date(2026, 9, 1), first) == ()


@given(last=MONTHS, first=MONTHS)
def test_no_window_reaches_before_the_first_month_or_past_the_last(last: date, first: date) -> None:
    for window in windows_up_to(last, first):
        assert window.start >= first
        assert window.end <= last
