"""The shapes of the catalogue's entries: frozen, and checked when they are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.schemas import Kind, Level, Resolution


class Direction(StrEnum):
    """Which way is good news."""

    DOWN = "down"
    UP = "up"
    CONTEXT = "context"


class Registration(StrEnum):
    """How a figure comes about, and so what a change of it can mean."""

    AANGIFTE = "aangifte"
    INZET = "inzet"
    MELDING = "melding"
    ENQUETE = "enquete"
    REGISTER = "register"

    @property
    def tells_better_or_worse(self) -> bool:
        """Whether a change may be called beter or slechter; elsewhere it is meer or minder geregistreerd."""
        return self in (Registration.AANGIFTE, Registration.ENQUETE)


class Subject(StrEnum):
    """What a figure sticks to: a place, people, or something too grave to name below the gemeente."""

    PLACE = "place"
    PERSON = "person"
    GRAVE = "grave"


@dataclass(frozen=True)
class Field:
    """A veiligheidsveld: one of the five parts of the safety domain."""

    id: str
    name: str
    source: str


@dataclass(frozen=True)
class Theme:
    """A theme within a veld, such as V1.3."""

    id: str
    name: str
    content: str
    source: str

    @property
    def field_id(self) -> str:
        """The veld it belongs to."""
        return self.id.partition(".")[0]


@dataclass(frozen=True)
class Leadership:
    """Who leads a part of local safety, and what the raad can do about it; a signpost, not legal advice."""

    id: str
    task: str
    decides: str
    council: str
    basis: str
    source: str


@dataclass(frozen=True)
class Term:
    """A word that readers meet, explained in B1."""

    id: str
    term: str
    meaning: str
    source: str


@dataclass(frozen=True)
class MethodBreak:
    """A date from which a series is counted or asked otherwise."""

    since: date
    text: str
    source: str


@dataclass(frozen=True)
class Indicator:
    """One figure of the product: what it is, where it comes from, and what it may not be used for.

    Attributes:
        unit: Unit of the shown value, in Dutch.
        denominators: Columns of the areas table that a rate may be divided by; the first is the usual one.
        lowest_level: The smallest areas at which the figure may be shown at all.
        public_at_source: Whether anyone can look the figure up at its publisher.
        harm: Exploratory weight 1-5 of one event, for ordering a list; never summed or shown as a score.
        caution: What the figure cannot say, in one or two sentences.
    """

    id: str
    name: str
    short_name: str
    theme: str
    kind: Kind
    unit: str
    denominators: tuple[str, ...]
    direction: Direction
    registration: Registration
    levels: tuple[Level, ...]
    lowest_level: Level
    subject: Subject
    frequency: Resolution
    sensitivity: str
    public_at_source: bool
    source_table: str
    source_key: str
    harm: int
    harm_source: str
    definition: str
    caution: str
    source: str
    method_breaks: tuple[MethodBreak, ...] = ()

    @property
    def is_survey(self) -> bool:
        """Whether the figure is an estimate from a survey rather than a count."""
        return self.registration is Registration.ENQUETE


@dataclass(frozen=True)
class Catalogue:
    """Everything the product knows by heart, by id and in the order of the files."""

    fields: Mapping[str, Field]
    themes: Mapping[str, Theme]
    indicators: Mapping[str, Indicator]
    roles: Mapping[str, Leadership]
    glossary: Mapping[str, Term]

    def indicator_of_key(self, source_table: str, source_key: str) -> Indicator | None:
        """The indicator that a publisher's key stands for, or None where we do not use it.

        Months and years of police crime share their keys (47022NED and 47018NED), so both table numbers find it.
        """
        table = "47022NED" if source_table == "47018NED" else source_table
        for indicator in self.indicators.values():
            if indicator.source_table == table and indicator.source_key == source_key.strip():
                return indicator
        return None

    def indicators_of_theme(self, theme_id: str) -> tuple[Indicator, ...]:
        """The indicators of a theme, in the order of the catalogue."""
        return tuple(one for one in self.indicators.values() if one.theme == theme_id)
