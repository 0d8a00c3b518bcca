"""What is told of the Modelgemeente beside its figures: signals per theme, and events to mark on a line."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from data.catalogue.decoding import decode
from data.catalogue.entries import Event
from data.modelgemeente.places import GEMEENTE, GEMEENTE_NAME, code_of

_FOLDER = Path(__file__).parent

_Entry = TypeVar("_Entry")


class Sureness(StrEnum):
    """How sure somebody is of what they tell."""

    SURE = "zeker"
    LIKELY = "waarschijnlijk"
    UNSURE = "onzeker"


@dataclass(frozen=True, kw_only=True)
class Signal:
    """Something that people in the field hear or see, which no figure shows.

    Attributes:
        theme: Id of the theme.
        text: What is going on; Dutch, level B1.
        since: First day of it, as far as known.
        says: Who says so: a role and an organisation, never a person.
        disproved_by: What one would have to find to drop it.
    """

    theme: str
    text: str
    since: date
    says: str
    sure: Sureness
    disproved_by: str
    source: str


@dataclass(frozen=True, kw_only=True)
class LocalEvent(Event):
    """Something that happened in one place, to mark on the lines of that place.

    Attributes:
        area_name: Name of the gemeente, wijk or buurt.
        themes: Ids of the themes whose figures it may have moved.
    """

    area_name: str
    themes: tuple[str, ...]

    @property
    def area_code(self) -> str:
        """Code of the place."""
        return GEMEENTE if self.area_name == GEMEENTE_NAME else code_of(self.area_name)

    def concerns(self, area_code: str) -> bool:
        """Whether the event lies in an area, or the area in the place of the event.

        >>> camera = next(one for one in events() if one.id == "cameratoezicht-stationsplein")
        >>> [camera.concerns(code) for code in ("GM0000", "WK000001", "BU00000100", "BU00000101", "WK000002")]
        [True, True, True, False, False]
        """
        here, there = self.area_code[2:], area_code[2:]
        return here.startswith(there) or there.startswith(here)


@cache
def signals() -> tuple[Signal, ...]:
    """Every fictional signal, sorted by theme and date.

    Raises:
        CatalogueError: An entry does not fit.
    """
    return _entries("signals.toml", "signal", Signal)


@cache
def events() -> tuple[LocalEvent, ...]:
    """Every fictional event, sorted by id.

    Raises:
        CatalogueError: An entry does not fit.
    """
    return _entries("events.toml", "event", LocalEvent)


def _entries(file: str, table: str, shape: type[_Entry]) -> tuple[_Entry, ...]:
    content = tomllib.loads((_FOLDER / file).read_text(encoding="utf-8"))
    return tuple(decode(shape, raw, file) for raw in content[table])
