"""The areas: which gemeenten, wijken and buurten there are, what they are called and how they nest."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from data.schemas import Level


@dataclass(frozen=True)
class Place:
    """One area."""

    code: str
    level: Level
    name: str
    parent_code: str | None


@dataclass(frozen=True)
class Places:
    """The areas of one gemeente, or of many, in the order of StatLine: a gemeente, then each wijk with its buurten.

    Attributes:
        all: The areas in that order.
        year: Year of the division that the newest of them belong to; None where no file told it.
    """

    all: tuple[Place, ...]
    year: int | None = None

    @classmethod
    def of(cls, places: Iterable[Place], year: int | None = None) -> Places:
        """Put areas in the order of StatLine."""
        return cls(tuple(sorted(places, key=lambda place: place.code[2:])), year)

    @property
    def gemeente(self) -> Place:
        """The gemeente itself, where these are the areas of one."""
        return self.all[0]

    def of_gemeente(self, code: str) -> Places:
        """The areas of one gemeente only."""
        return Places(self._by_gemeente.get(code, ()), self.year)

    @cached_property
    def by_code(self) -> dict[str, Place]:
        """The areas by code."""
        return {place.code: place for place in self.all}

    @cached_property
    def rank(self) -> dict[str, int]:
        """Where each code stands in the order of StatLine."""
        return {place.code: rank for rank, place in enumerate(self.all)}

    def at(self, level: Level) -> tuple[Place, ...]:
        """The areas of one level."""
        return tuple(place for place in self.all if place.level is level)

    def parts_of(self, code: str) -> tuple[Place, ...]:
        """The areas that lie directly in another."""
        return self._parts.get(code, ())

    def named(self, name: str, level: Level | None = None) -> tuple[Place, ...]:
        """The areas with a name, at one level or at all; case and blanks do not matter.

        Where no area has the name, those count whose name differs in blanks and signs only: publishers write
        'Burgemeester Tellegenbuurt-West' with and without its blank.
        """
        found = self._by_name.get(plain_name(name)) or self._by_letters.get(_letters(name), ())
        return tuple(place for place in found if level in (None, place.level))

    @cached_property
    def _by_letters(self) -> dict[str, tuple[Place, ...]]:
        named: dict[str, tuple[Place, ...]] = {}
        for place in self.all:
            named[_letters(place.name)] = (*named.get(_letters(place.name), ()), place)
        return named

    @cached_property
    def _by_gemeente(self) -> dict[str, tuple[Place, ...]]:
        return {f"GM{digits}": tuple(group) for digits, group in groupby(self.all, key=lambda place: place.code[2:6])}

    @cached_property
    def _parts(self) -> dict[str, tuple[Place, ...]]:
        parts: dict[str, tuple[Place, ...]] = {}
        for place in self.all:
            if place.parent_code:
                parts[place.parent_code] = (*parts.get(place.parent_code, ()), place)
        return parts

    @cached_property
    def _by_name(self) -> dict[str, tuple[Place, ...]]:
        named: dict[str, tuple[Place, ...]] = {}
        for place in self.all:
            name = plain_name(place.name)
            named[name] = (*named.get(name, ()), place)
        return named


def _letters(name: str) -> str:
    return "".join(letter for letter in plain_name(name) if letter.isalnum())


def parent_of(code: str) -> str | None:
    """The area that an area lies in, told from its code; None for a gemeente.

    Example:
        >>> parent_of("BU0363AA01"), parent_of("WK0363AA"), parent_of("GM0363")
        ('WK0363AA', 'GM0363', None)
    """
    if code.startswith("BU"):
        return f"WK{code[2:8]}"
    return f"GM{code[2:6]}" if code.startswith("WK") else None


def level_of(code: str) -> Level:
    """The level of an area, told from its code."""
    return {"GM": Level.GEMEENTE, "WK": Level.WIJK, "BU": Level.BUURT}[code[:2]]


def plain_name(name: str) -> str:
    """A name as it is compared: one way of writing accents, single blanks, no capitals."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()
