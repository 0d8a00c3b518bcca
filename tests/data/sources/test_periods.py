"""What publishers call a period."""

from datetime import date

import pytest

from data.schemas import Resolution
from data.sources.periods import Period, parse_period

CASES = [
    ("2022", 2022, 1, Resolution.YEAR, False),
    (" 2022 ", 2022, 1, Resolution.YEAR, False),
    ("2022*", 2022, 1, Resolution.YEAR, True),
    ("2022**", 2022, 1, Resolution.YEAR, True),
    ("2022JJ00", 2022, 1, Resolution.YEAR, False),
    ("2022 januari", 2022, 1, Resolution.MONTH, False),
    ("2022  december", 2022, 12, Resolution.MONTH, False),
    ("2022 December*", 2022, 12, Resolution.MONTH, True),
    ("2022MM05", 2022, 5, Resolution.MONTH, False),
]


@pytest.mark.parametrize(("label", "year", "month", "resolution", "provisional"), CASES)
def test_labels_and_codes_of_statline_are_understood(label, year, month, resolution, provisional):
    assert parse_period(label) == Period(date(year, month, 1), resolution, provisional)


@pytest.mark.parametrize(
    "label", ["", "22", "2022MM13", "2022MM00", "2022 january", "2022 1e kwartaal", "1899", "9999", "٢٠٢٢", "2022***"]
)
def test_anything_else_is_no_period(label):
    assert parse_period(label) is None
