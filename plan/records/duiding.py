"""Duiding: the story behind a figure or theme. Several may disagree, and all of them stand beside the figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from data.errors import RecordRefused
from plan.access import Action
from plan.records import saving
from plan.records.base import AREA, INDICATOR, THEME, Record, code, field, free_text
from plan.records.database import Reading, Writing


class Certainty(StrEnum):
    """How sure somebody is of a duiding."""

    SURE = "zeker"
    LIKELY = "waarschijnlijk"
    SUSPECTED = "vermoeden"


class Duiding(Record, kw_only=True, eq=False):
    """What somebody says that goes on.

    Attributes:
        theme: Id of the theme it is about.
        indicator: Id of the figure it is about; None where it is about the whole theme.
        area: Code of the area; None where it is about the whole gemeente.
        story: What goes on.
        since: Since when.
        said_as: As whom it is said: a role, never a name.
        organisation: For which organisation.
        certainty: How sure.
        disproved_by: What one would see if it were not so.
    """

    __tablename__ = "duidingen"

    theme: Mapped[str] = mapped_column(index=True, info=code("thema", THEME))
    indicator: Mapped[str | None] = mapped_column(info=code("cijfer", INDICATOR), default=None)
    area: Mapped[str | None] = mapped_column(info=code("gebied", AREA), default=None)
    story: Mapped[str] = mapped_column(info=free_text("wat er aan de hand is"))
    since: Mapped[date] = mapped_column(info=field("sinds"))
    said_as: Mapped[str] = mapped_column(info=free_text("wie het zegt (functie)", 200))
    organisation: Mapped[str] = mapped_column(info=free_text("van welke organisatie", 200))
    certainty: Mapped[Certainty] = mapped_column(info=field("hoe zeker"))
    disproved_by: Mapped[str] = mapped_column(info=free_text("waaraan u merkt dat het niet klopt"))


def add(writing: Writing, duiding: Duiding, why: str) -> Duiding:
    """Save a new duiding beside those that are there.

    Raises:
        RecordRefused: It does not say what goes on, or what would disprove it.
    """
    _check(duiding)
    return saving.add(writing, Action.WRITE_DUIDING, duiding, why)


def change(writing: Writing, known: Duiding, proposed: Duiding, why: str) -> Duiding:
    """Save another content of a duiding.

    Raises:
        RecordRefused: It does not say what goes on, or what would disprove it.
    """
    _check(proposed)
    return saving.change(writing, Action.WRITE_DUIDING, known, proposed, why)


def withdraw(writing: Writing, known: Duiding, why: str) -> Duiding:
    """Let a duiding stand no more."""
    return saving.withdraw(writing, Action.WRITE_DUIDING, known, why)


def of_theme(reading: Reading, theme: str) -> Sequence[Duiding]:
    """What is said of a theme and its figures, oldest first."""
    return saving.find(reading, Action.READ_PLAN, Duiding, Duiding.theme == theme)


def of_indicator(reading: Reading, indicator: str) -> Sequence[Duiding]:
    """What is said of one figure, oldest first."""
    return saving.find(reading, Action.READ_PLAN, Duiding, Duiding.indicator == indicator)


def _check(duiding: Duiding) -> None:
    if not duiding.story.strip() or not duiding.disproved_by.strip():
        raise RecordRefused(
            "Schrijf op wat er aan de hand is, en waaraan u zou merken dat het niet klopt. Er is niets opgeslagen."
        )
