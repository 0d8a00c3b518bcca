"""Dutch numbers, read back and compared with exact fractions."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.wording import interval, join_list, number, per_1000, percentage, quantity, short_number, signed

FLOATS = st.floats(allow_nan=False, allow_infinity=False)


def read_back(text):
    return Fraction(text.replace(".", "").replace(",", ".").replace("−", "-").replace("+", ""))


def rounded_as_at_school(value, decimals):
    exact = Fraction(repr(value)) * 10**decimals
    return (-1 if exact < 0 else 1) * Fraction(math.floor(abs(exact) + Fraction(1, 2)), 10**decimals)


@given(FLOATS, st.integers(0, 6))
def test_what_is_written_is_the_rounded_value(value, decimals):
    assert read_back(number(value, decimals)) == rounded_as_at_school(value, decimals)


@given(FLOATS, st.integers(0, 6))
def test_a_number_is_written_in_groups_of_three_with_one_comma(value, decimals):
    text = number(value, decimals).removeprefix("−")
    whole, _, behind = text.partition(",")
    assert len(behind) == decimals
    assert [len(group) for group in whole.split(".")[1:]] == [3] * whole.count(".")
    assert text.replace(".", "").replace(",", "").isdigit()


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (2.675, 2, "2,68"),
        (1234.5, 1, "1.234,5"),
        (-0.04, 1, "0,0"),
        (-0.0, 0, "0"),
        (999.95, 1, "1.000,0"),
        (17_942_942, 0, "17.942.942"),
        (np.float64(3.25), 1, "3,3"),
        (np.int64(12), 0, "12"),
        (None, 0, "onbekend"),
        (math.nan, 2, "onbekend"),
    ],
)
def test_numbers_as_a_dutch_reader_expects_them(value, decimals, text):
    assert number(value, decimals) == text


@given(FLOATS, st.integers(0, 3))
def test_a_change_has_a_sign_exactly_where_it_does_not_round_to_zero(value, decimals):
    text, rounded = signed(value, decimals), rounded_as_at_school(value, decimals)
    assert text[0] == ("+" if rounded > 0 else "−" if rounded < 0 else "0")
    assert read_back(text) == rounded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (percentage(16.45, 1), "16,5%"),
        (percentage(None), "onbekend"),
        (per_1000(4.46), "4,5 per 1.000"),
        (per_1000(None), "onbekend"),
        (signed(None), "onbekend"),
        (quantity(16.2, "% van de inwoners", 0), "16% van de inwoners"),
        (quantity(4.5, "per 1.000 inwoners"), "4,5 per 1.000 inwoners"),
        (quantity(math.nan, "per 1.000 inwoners"), "onbekend"),
        (interval(3.1, 4.8, 1), "tussen 3,1 en 4,8"),
        (interval(-3, 5, unit="%"), "tussen −3% en 5%"),
        (interval(2.01, 2.04, 1), "rond 2,0"),
        (interval(2.01, 2.04, 1, unit="%"), "rond 2,0%"),
        (interval(None, 4.8, 1), "onbekend"),
        (interval(3.1, math.nan, 1), "onbekend"),
        (short_number(9_999.4), "9.999"),
        (short_number(9_999.5), "10 duizend"),
        (short_number(999_499), "999 duizend"),
        (short_number(999_500), "1 miljoen"),
        (short_number(-1_250_000), "−1,3 miljoen"),
        (short_number(None), "onbekend"),
        (join_list([]), ""),
        (join_list(["a"]), "a"),
        (join_list(["a", "b"]), "a en b"),
        (join_list(["a", "b", "c"]), "a, b en c"),
    ],
)
def test_texts(text, expected):
    assert text == expected
