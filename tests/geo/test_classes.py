"""Legend classes: properties that hold for any values."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.classes import MOST_CLASSES, UNKNOWN, class_of, quantile_borders

VALUES = st.lists(st.floats(0, 1e6, allow_subnormal=False).map(lambda value: round(value, 3)), min_size=1, max_size=80)


@given(values=VALUES, classes=st.integers(1, MOST_CLASSES))
def test_borders_rise_hold_every_value_and_leave_no_class_empty(values, classes):
    borders = quantile_borders(values, classes)
    assert list(borders) == sorted(set(borders))
    assert 2 <= len(borders) <= classes + 1
    assert borders[0] <= min(values)
    assert borders[-1] >= max(values)
    assert set(class_of(values, borders)) == set(range(len(borders) - 1))


@given(values=VALUES)
def test_a_higher_value_is_never_in_a_lower_class_and_ties_share_one(values):
    ordered = np.sort(np.array(values))
    numbers = class_of(ordered, quantile_borders(values))
    assert (np.diff(numbers) >= 0).all()
    assert all(numbers[i] == numbers[i + 1] for i in range(len(ordered) - 1) if ordered[i] == ordered[i + 1])


@given(st.lists(st.floats(0, 1000), min_size=5, max_size=60))
def test_each_value_lies_between_the_borders_of_its_class(values):
    borders = quantile_borders(values)
    for value, number in zip(values, class_of(values, borders), strict=True):
        last = number == len(borders) - 2
        assert borders[number] <= value
        assert value <= borders[number + 1] if last else value < borders[number + 1]


def test_quantile_classes_hold_about_as_many_areas_each():
    values = np.random.default_rng(1).lognormal(1, 0.6, 300)
    sizes = np.bincount(class_of(values, quantile_borders(values)))
    assert len(sizes) == 5
    assert sizes.max() - sizes.min() <= 30


def test_borders_are_rounded_to_what_the_values_need():
    values = [1.234, 2.345, 3.456, 4.567, 5.678, 6.789, 7.891, 8.912, 9.123, 250.0]
    assert quantile_borders(values) == (1.0, 3.0, 5.0, 7.0, 9.0, 250.0)


def test_a_class_that_no_area_would_have_is_joined_with_its_neighbour():
    assert quantile_borders([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 7.0]) == (0.0, 7.0)


def test_values_that_are_all_equal_make_one_class_with_some_width():
    borders = quantile_borders([4.0, 4.0, 4.0])
    assert len(borders) == 2
    assert borders[0] < borders[1]


def test_unknown_values_have_no_class_and_do_not_move_the_borders():
    known = [1.0, 4.0, 9.0, 16.0, 25.0]
    assert quantile_borders([*known, math.nan]) == quantile_borders(known)
    assert class_of([math.nan, 4.0], (0.0, 10.0)).tolist() == [UNKNOWN, 0]


def test_without_any_known_value_there_are_no_classes():
    assert quantile_borders([math.nan]) == ()
    assert quantile_borders([]) == ()
    assert class_of([1.0, 2.0], ()).tolist() == [UNKNOWN, UNKNOWN]


def test_a_value_outside_the_borders_has_no_class():
    assert class_of([-1.0, 0.0, 10.0, 11.0, math.inf], (0.0, 5.0, 10.0)).tolist() == [UNKNOWN, 0, 1, UNKNOWN, UNKNOWN]


@pytest.mark.parametrize("classes", [0, 6])
def test_a_legend_of_too_many_or_no_classes_is_refused(classes):
    with pytest.raises(ValueError, match="classes"):
        quantile_borders([1.0, 2.0], classes)
