"""Register beside beleving: a side is only named where the margins allow it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue import Direction
from metrics.perception import Quadrant, Side, side, standing
from metrics.uncertainty import Estimate

FIGURES = st.tuples(st.floats(0, 100), st.floats(0, 20), st.floats(0, 20))


def figure(value, down, up, era="2021"):
    return Estimate(value, value - down, value + up, era)


@given(FIGURES, FIGURES)
def test_a_side_is_named_exactly_where_the_difference_exceeds_the_squared_margins(here, whole):
    (value, down, up), (base, base_down, base_up) = here, whole
    found = side(figure(*here), figure(*whole))
    if value - base > math.hypot(down, base_up) + 1e-9:
        assert found is Side.HIGHER
    elif base - value > math.hypot(up, base_down) + 1e-9:
        assert found is Side.LOWER
    elif abs(value - base) < min(math.hypot(down, base_up), math.hypot(up, base_down)) - 1e-9:
        assert found is Side.SAME


@given(FIGURES, FIGURES)
def test_seen_from_the_other_side_it_is_the_other_way_round(here, whole):
    opposite = {Side.HIGHER: Side.LOWER, Side.LOWER: Side.HIGHER}
    found = side(figure(*here), figure(*whole))
    assert side(figure(*whole), figure(*here)) is opposite.get(found, found)


@given(FIGURES)
def test_a_wijk_that_equals_the_gemeente_cannot_be_told_apart(here):
    assert side(figure(*here), figure(*here)) is Side.SAME


@pytest.mark.parametrize(
    ("here", "whole"),
    [(None, figure(3, 1, 1)), (figure(3, 1, 1), None), (figure(3, 1, 1, "2012"), figure(30, 1, 1))],
)
def test_without_two_figures_of_one_method_nothing_is_said(here, whole):
    assert side(here, whole) is Side.UNKNOWN


@pytest.mark.parametrize("register", list(Side))
@pytest.mark.parametrize("perception", list(Side))
def test_turning_the_direction_and_the_figure_gives_the_same_quadrant(register, perception):
    opposite = {Side.HIGHER: Side.LOWER, Side.LOWER: Side.HIGHER}.get(perception, perception)
    assert standing(register, perception, Direction.DOWN) == standing(register, opposite, Direction.UP)


def test_every_quadrant_can_be_reached():
    reached = {standing(one, other, Direction.UP).quadrant for one in Side for other in Side}
    assert reached == set(Quadrant)


def test_a_survey_figure_without_direction_is_refused():
    with pytest.raises(ValueError, match="direction"):
        standing(Side.HIGHER, Side.HIGHER, Direction.CONTEXT)
