"""Goals of a priority: what must change, from where to where, by when, and who answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from plan.access import Action
from plan.records import plans, priorities, saving
from plan.records.base import INDICATOR, Record, code, field, free_text
from plan.records.database import Reading, Writing


class GoalKind(StrEnum):
    """What a goal promises."""

    EFFECT = "maatschappelijk doel"
    PERFORMANCE = "prestatiedoel"


class Goal(Record, kw_only=True, eq=False):
    """One goal.

    Attributes:
        indicator: Id of the series that shows whether it is reached; None where words must do.
        baseline: Where the series stands, with the limits of its margin.
        target: Where it must come; in the unit of the indicator.
        target_on: By which day.
        owner: Who answers for it: a role or an organisation.
    """

    __tablename__ = "goals"

    priority_id: Mapped[int] = mapped_column(ForeignKey("priorities.id"), index=True, info=field("prioriteit"))
    kind: Mapped[GoalKind] = mapped_column(info=field("soort doel"))
    statement: Mapped[str] = mapped_column(info=free_text("doel", 1000))
    indicator: Mapped[str | None] = mapped_column(info=code("cijfer", INDICATOR), default=None)
    baseline: Mapped[float | None] = mapped_column(info=field("uitgangswaarde"), default=None)
    baseline_lower: Mapped[float | None] = mapped_column(info=field("ondergrens van de marge"), default=None)
    baseline_upper: Mapped[float | None] = mapped_column(info=field("bovengrens van de marge"), default=None)
    target: Mapped[float | None] = mapped_column(info=field("streefwaarde"), default=None)
    target_on: Mapped[date | None] = mapped_column(info=field("te bereiken op"), default=None)
    owner: Mapped[str | None] = mapped_column(info=free_text("wie ervoor staat", 200), default=None)


def add(writing: Writing, goal: Goal, why: str) -> Goal:
    """Save a new goal.

    Raises:
        RecordRefused: The plan is no draft.
    """
    _check_open(writing, goal.priority_id)
    return saving.add(writing, Action.WRITE_PLAN, goal, why)


def change(writing: Writing, known: Goal, proposed: Goal, why: str) -> Goal:
    """Save another content of a goal.

    Raises:
        RecordRefused: The plan is no draft.
    """
    _check_open(writing, known.priority_id)
    return saving.change(writing, Action.WRITE_PLAN, known, proposed, why)


def withdraw(writing: Writing, known: Goal, why: str) -> Goal:
    """Take a goal out of the plan.

    Raises:
        RecordRefused: The plan is no draft.
    """
    _check_open(writing, known.priority_id)
    return saving.withdraw(writing, Action.WRITE_PLAN, known, why)


def of_priority(reading: Reading, priority: int) -> Sequence[Goal]:
    """The goals of a priority."""
    return saving.find(reading, Action.READ_PLAN, Goal, Goal.priority_id == priority)


def _check_open(writing: Writing, priority: int) -> None:
    plans.hold_open(writing, priorities.get(writing, priority).plan_id)
