"""What is registered beside what people feel: two figures that need not agree, and neither of them is the real one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.catalogue import Direction
from metrics.uncertainty import Estimate, survey_difference


class Side(StrEnum):
    """Where a wijk lies beside the whole gemeente."""

    HIGHER = "hoger"
    LOWER = "lager"
    SAME = "niet te onderscheiden"
    UNKNOWN = "onbekend"


class Quadrant(StrEnum):
    """Register and beleving of a wijk, both beside the whole gemeente."""

    BOTH = "meer geregistreerd, minder veilig gevoel"
    REGISTER = "meer geregistreerd, veiliger gevoel"
    PERCEPTION = "minder geregistreerd, minder veilig gevoel"
    NEITHER = "minder geregistreerd, veiliger gevoel"
    SAME = "niet te onderscheiden"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Standing:
    """A wijk in the quadrants.

    Attributes:
        register: Whether more or less is registered than in the whole gemeente.
        feels_safe: Whether people feel safer (HIGHER) or less safe (LOWER) than in the whole gemeente.
        quadrant: Named only where both differ by more than their margins.
    """

    register: Side
    feels_safe: Side
    quadrant: Quadrant


_QUADRANTS = {
    (Side.HIGHER, Side.LOWER): Quadrant.BOTH,
    (Side.HIGHER, Side.HIGHER): Quadrant.REGISTER,
    (Side.LOWER, Side.LOWER): Quadrant.PERCEPTION,
    (Side.LOWER, Side.HIGHER): Quadrant.NEITHER,
}
_OPPOSITE = {Side.HIGHER: Side.LOWER, Side.LOWER: Side.HIGHER}


def side(here: Estimate | None, whole: Estimate | None) -> Side:
    """Whether a figure of a wijk differs from that of the gemeente by more than the margins of both.

    The wijk is part of the gemeente, so the two are not independent; taking them so makes the margin wider than
    needed, never narrower.

    Args:
        here: Figure of the wijk with its 95% interval; None is unknown.
        whole: The same figure of the gemeente, in the same unit.

    Returns:
        UNKNOWN where a figure is missing or the two come from different method eras.

    Raises:
        ValueError: An interval does not hold its figure.

    Source:
        `metrics.uncertainty.survey_difference`; for two rates with exact limits the same method is that of
        H. Q. Li, M. L. Tang and W. K. Wong (2014), Computational Statistics 29, 869-889.
    """
    if here is None or whole is None or here.method_era != whole.method_era:
        return Side.UNKNOWN
    _, lower, upper = survey_difference(whole, here)
    if lower > 0:
        return Side.HIGHER
    return Side.LOWER if upper < 0 else Side.SAME


def standing(register: Side, perception: Side, direction: Direction) -> Standing:
    """Place a wijk in the quadrants.

    Args:
        register: Side of the registered figure, where more is not good news.
        perception: Side of the survey figure.
        direction: Which way the survey figure is good news: DOWN for the share that feels unsafe, UP for a
            rapportcijfer.

    Raises:
        ValueError: The survey figure has no direction.
    """
    if direction is Direction.CONTEXT:
        raise ValueError("a survey figure without direction says nothing about feeling safe")
    feels_safe = perception if direction is Direction.UP else _OPPOSITE.get(perception, perception)
    if Side.UNKNOWN in (register, feels_safe):
        return Standing(register, feels_safe, Quadrant.UNKNOWN)
    return Standing(register, feels_safe, _QUADRANTS.get((register, feels_safe), Quadrant.SAME))
