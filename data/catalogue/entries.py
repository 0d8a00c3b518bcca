"""The shapes of the catalogue's entries: frozen, and checked when they are read."""

from __future__ import annotations

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


class CrimeGroup(StrEnum):
    """A group of crime types, for a filter; the total is a group of its own."""

    TOTAL = "totaal"
    PROPERTY = "vermogen"
    VIOLENCE = "geweld"
    DAMAGE_AND_ORDER = "vernieling en openbare orde"
    TRAFFIC = "verkeer"
    DRUGS = "drugs"
    WEAPONS = "wapens"
    ENVIRONMENT = "milieu"
    FRAUD_AND_DIGITAL = "fraude en digitaal"
    OTHER = "overig"


class Sensitivity(StrEnum):
    """Who may see a figure at all; the rule itself is that of `metrics.gate`."""

    OPEN = "open"
    INTERNAL = "intern"
    SENSITIVE = "gevoelig"


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


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One figure of the product: what it is, where it comes from, and what it may not be used for.

    Attributes:
        theme: Id of its theme; None for background figures (context), which belong to no theme.
        kind: A count; a share of a whole in percent; or a value as its publisher gives it (a mark, a class, a rate).
        unit: Unit of the shown value, in Dutch.
        denominators: Columns of the areas table that a rate may be divided by; the first is the usual one.
        levels: The levels at which it is published.
        lowest_level: The smallest areas at which the figure may be shown at all.
        public_at_source: Whether anyone can look the figure up at its publisher.
        frequency: How long one period of the series lasts.
        is_bbv: Whether it is a mandatory policy indicator of the municipal budget: a series of CBS or another
            publisher, never a sum of police types.
        is_criterion: Whether it may weigh in a choice between priorities; background figures never do.
        source_table: Number of the table at the publisher; None where there is no table.
        source_key: Key within that table; None where the whole table or column is meant or the key is not known.
        sum_of: The series that it is the sum of; empty where it is a series itself.
        harm: Exploratory weight 1-5 of one event, for ordering a list; never summed or shown as a score. None where
            nothing that does harm is counted.
        caution: What the figure cannot say, in one or two sentences.
    """

    id: str
    name: str
    short_name: str
    theme: str | None = None
    kind: Kind
    unit: str
    denominators: tuple[str, ...]
    direction: Direction
    registration: Registration
    levels: tuple[Level, ...]
    lowest_level: Level
    subject: Subject
    frequency: Resolution
    sensitivity: Sensitivity
    public_at_source: bool
    is_bbv: bool = False
    is_criterion: bool = True
    source_table: str | None = None
    source_key: str | None = None
    sum_of: tuple[str, ...] = ()
    harm: int | None = None
    harm_source: str | None = None
    definition: str
    caution: str
    source: str
    method_breaks: tuple[MethodBreak, ...] = ()

    @property
    def is_survey(self) -> bool:
        """Whether the figure is an estimate from a survey rather than a count."""
        return self.registration is Registration.ENQUETE


@dataclass(frozen=True)
class CrimeType:
    """One type of the police tables of crime.

    Attributes:
        key: The key of the police, without its trailing blanks.
        title: What the police call it; titles change and can mislead.
        year_only: Whether it is published per year and not per month.
        series: Id under which its counts are stored: that of its indicator where there is one.
    """

    key: str
    title: str
    theme: str
    group: CrimeGroup
    year_only: bool
    series: str
    source: str


@dataclass(frozen=True)
class NuisanceType:
    """One type of the police table of nuisance.

    Attributes:
        key: Our own key; the export of the police has labels only.
        title: The label of the police.
        series: Id under which its counts are stored: that of its indicator where there is one.
    """

    key: str
    title: str
    theme: str
    series: str
    source: str


@dataclass(frozen=True)
class HarmWeight:
    """What one event weighs.

    Attributes:
        basis: Why so much: the article, in Dutch.
    """

    indicator: str
    weight: float
    basis: str
    source: str


@dataclass(frozen=True)
class WeightSet:
    """One way to weigh events by harm; never the only one, and always exploratory.

    Attributes:
        basis: What the weights rest on and what they leave out, in Dutch.
        weights: One per indicator; left out of the file where they are the field ``harm`` of the indicators.
    """

    id: str
    name: str
    unit: str
    basis: str
    source: str
    weights: tuple[HarmWeight, ...] = ()


@dataclass(frozen=True)
class Event:
    """Something that happened in the whole country and that a line may mark.

    Attributes:
        since: First day.
        until: Last day; None where it has not ended.
    """

    id: str
    name: str
    since: date
    text: str
    source: str
    until: date | None = None


@dataclass(frozen=True)
class Unknown:
    """What figures do not tell of a theme.

    Attributes:
        id: Id of the theme.
        text: What we do not know, in one or two sentences.
        signals: Where there is something to hear or read outside the figures.
    """

    id: str
    text: str
    signals: tuple[str, ...]
    source: str
