"""What the door hands out: areas, figures and pictures. All of it has passed the gate."""

from __future__ import annotations

from dataclasses import dataclass

from data.catalogue import Indicator
from data.schemas import Kind, Level
from metrics.gate import Answer
from plan.figures.window import Window


@dataclass(frozen=True, slots=True)
class Area:
    """A place, as it is now.

    Attributes:
        label: The name, with the code behind it where another area of the same level has the same name.
        parent: Code of the area it lies in; None for the gemeente.
        inhabitants: On 1 January of the newest year we have; None where unknown.
        marks: What makes a rate per inhabitant misleading here, in Dutch ("station", "uitgaansgebied", ...).
    """

    code: str
    name: str
    label: str
    level: Level
    parent: str | None
    inhabitants: int | None
    marks: tuple[str, ...] = ()

    @property
    def is_gemeente(self) -> bool:
        """Whether it is the whole municipality."""
        return self.level is Level.GEMEENTE


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one area: what was found, how sure it is, and what the gate said.

    Attributes:
        unit: Unit of the value, Dutch; another than the indicator's where the reader divides by something else.
        window: The stretch that the value covers; three years where it had to be pooled.
        period_label: How a reader calls the period, in Dutch.
        answer: What the gate said, with its sentence.
        exposure: What the count was divided by, added up over the years of the window (inhabitants a year, ...); None
            where nothing is divided or the gate keeps the figure back.
        count: How many were registered; None for a survey, where unknown, or where the gate keeps it back.
        value: The rate, share or score in the unit; None where it may not or cannot be shown.
        lower: Lower limit of the 95% interval of the value.
        upper: Upper limit.
        smoothed: The rate pulled towards the mean of all areas, the more so the smaller the area; None for surveys.
        respondents: How many people answered; None for counts.
    """

    indicator: Indicator
    area: Area
    unit: str
    window: Window
    period_label: str
    answer: Answer
    exposure: float | None = None
    count: int | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    smoothed: float | None = None
    smoothed_lower: float | None = None
    smoothed_upper: float | None = None
    respondents: int | None = None
    provisional: bool = False

    @property
    def decimals(self) -> int:
        """Digits after the comma that the value deserves: none for a plain count."""
        return 0 if self.indicator.kind is Kind.COUNT and self.exposure is None and self.is_shown else 1

    @property
    def is_shown(self) -> bool:
        """Whether there is a value to show."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Picture:
    """One figure for all areas of a level.

    Attributes:
        unit: Unit of the values, Dutch; another than the indicator's where the reader divides by something else.
        level: The level shown; coarser than the one asked for where the indicator's own rule says so.
        reason: Why it is coarser, in Dutch; None where it is not.
        figures: One per area, in the order of the area codes.
    """

    indicator: Indicator
    level: Level
    unit: str
    reason: str | None
    figures: tuple[Figure, ...]

    @property
    def is_comparable(self) -> bool:
        """Whether areas of different size can be set beside each other: a rate or an estimate, with a margin."""
        return self.indicator.is_survey or bool(self.indicator.denominators)
