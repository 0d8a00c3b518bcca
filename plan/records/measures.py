"""Measures of a priority: what is done, who decides it, and the hours and money it takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data.errors import RecordRefused
from plan.access import Action
from plan.records import saving
from plan.records.base import Record, field, free_text
from plan.records.database import Reading, Writing


class Measure(Record, kw_only=True, eq=False):
    """One measure. It may change while the plan runs: the college sees to execution.

    Attributes:
        decider: Who decides to do it: a role or an organisation.
        executor: Who does it.
        hours: Hours a year it takes.
        hours_source: Where that number comes from.
        euros: Whole euros a year it costs.
        budget_line: Where the budget has them.
    """

    __tablename__ = "measures"

    priority_id: Mapped[int] = mapped_column(ForeignKey("priorities.id"), index=True, info=field("prioriteit"))
    title: Mapped[str] = mapped_column(info=free_text("maatregel", 200))
    approach: Mapped[str | None] = mapped_column(info=free_text("hoe we het doen"), default=None)
    decider: Mapped[str | None] = mapped_column(info=free_text("wie beslist", 200), default=None)
    executor: Mapped[str | None] = mapped_column(info=free_text("wie het uitvoert", 200), default=None)
    hours: Mapped[int | None] = mapped_column(info=field("uren per jaar"), default=None)
    hours_source: Mapped[str | None] = mapped_column(info=free_text("bron van de uren", 500), default=None)
    euros: Mapped[int | None] = mapped_column(info=field("euro per jaar"), default=None)
    budget_line: Mapped[str | None] = mapped_column(info=free_text("plaats in de begroting", 200), default=None)
    starts_on: Mapped[date | None] = mapped_column(info=field("begint op"), default=None)
    ends_on: Mapped[date | None] = mapped_column(info=field("eindigt op"), default=None)


def add(writing: Writing, measure: Measure, why: str) -> Measure:
    """Save a new measure.

    Raises:
        RecordRefused: Hours or euros are below zero, or it ends before it begins.
    """
    _check(measure)
    return saving.add(writing, Action.WRITE_PLAN, measure, why)


def change(writing: Writing, known: Measure, proposed: Measure, why: str) -> Measure:
    """Save another content of a measure.

    Raises:
        RecordRefused: Hours or euros are below zero, or it ends before it begins.
    """
    _check(proposed)
    return saving.change(writing, Action.WRITE_PLAN, known, proposed, why)


def withdraw(writing: Writing, known: Measure, why: str) -> Measure:
    """Stop with a measure."""
    return saving.withdraw(writing, Action.WRITE_PLAN, known, why)


def of_priority(reading: Reading, priority: int) -> Sequence[Measure]:
    """The measures of a priority."""
    return saving.find(reading, Action.READ_PLAN, Measure, Measure.priority_id == priority)


def _check(measure: Measure) -> None:
    if (measure.hours or 0) < 0 or (measure.euros or 0) < 0:
        raise RecordRefused("Uren en euro's kunnen niet onder nul liggen. Er is niets opgeslagen.")
    if measure.starts_on and measure.ends_on and measure.ends_on < measure.starts_on:
        raise RecordRefused("De maatregel eindigt voordat hij begint. Er is niets opgeslagen.")
