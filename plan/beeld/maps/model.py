"""The shape that every map has, whatever it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.schemas import Level
from plan.figures import Area

TOO_LITTLE = "te weinig om te zeggen"


@dataclass(frozen=True, slots=True)
class MapRow:
    """One area.

    Attributes:
        step: Class it belongs to, 0 for the lowest; None where too little is known.
        words: What is shown of it, for who points at it.
        cells: The same in the columns of the list.
        order: What the list is sorted by; None comes last.
    """

    area: Area
    step: int | None
    words: str
    cells: Mapping[str, str]
    order: float | None


@dataclass(frozen=True, slots=True)
class MapView:
    """A map and the list that holds the same.

    Attributes:
        sentence: The answer to "where?".
        reason: Why the areas are larger than was asked for; None where they are not.
        unit: What the classes are in, Dutch.
        classes: The legend, from low to high.
        numbers: Columns that hold numbers.
        caution: What the map may not be read as.
    """

    sentence: str
    reason: str | None
    level: Level
    unit: str
    classes: tuple[str, ...]
    numbers: tuple[str, ...]
    caution: str
    rows: tuple[MapRow, ...]
