"""A priority and its six links: beeld, keuze, doel, middelen, volgen, rol van de raad."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from plan.access import Action
from plan.records import plans, saving
from plan.records.base import INDICATOR, THEME, Record, code, field, free_text
from plan.records.database import Reading, Writing


class Priority(Record, kw_only=True, eq=False):
    """What the plan puts first, and why.

    The links doel and middelen are records of their own (`Goal`, `Measure`); the moments of the raad are of kind
    `Deadline`, and what it asks for of kind `Wish`. The fields below come in the order of the links.

    Attributes:
        indicators: Beeld: ids of the series it rests on.
        one_registration: Beeld: why the series all come from one type of registration, where they do.
        chosen_on: Keuze: day of the session or meeting.
        chosen_in: Keuze: which session or meeting.
        alternatives: Keuze: what else lay on the table; kept.
        not_done: Keuze: what is then not done.
        departure: Keuze: why the choice departs from the weighing, where it does.
        next_measurement: Volgen: day of the next measurement.
        reported_in: Volgen: at which moment of the planning-and-control calendar it is reported.
        followed_by: Volgen: who does that.
        council_handle: Rol van de raad: with what the raad itself can steer.
    """

    __tablename__ = "priorities"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), index=True, info=field("plan"))
    theme: Mapped[str] = mapped_column(info=code("thema", THEME))
    title: Mapped[str] = mapped_column(info=free_text("naam van de prioriteit", 200))

    picture: Mapped[str | None] = mapped_column(info=free_text("beeld"), default=None)
    indicators: Mapped[list[str]] = mapped_column(info=code("cijfers", INDICATOR), default_factory=list)
    one_registration: Mapped[str | None] = mapped_column(info=free_text("waarom één soort registratie"), default=None)

    chosen_on: Mapped[date | None] = mapped_column(info=field("gekozen op"), default=None)
    chosen_in: Mapped[str | None] = mapped_column(info=free_text("gekozen in", 200), default=None)
    alternatives: Mapped[str | None] = mapped_column(info=free_text("alternatieven"), default=None)
    not_done: Mapped[str | None] = mapped_column(info=free_text("wat we dan niet doen"), default=None)
    departure: Mapped[str | None] = mapped_column(info=free_text("waarom anders dan de weging"), default=None)

    next_measurement: Mapped[date | None] = mapped_column(info=field("volgende meting"), default=None)
    reported_in: Mapped[str | None] = mapped_column(info=free_text("moment van rapporteren", 200), default=None)
    followed_by: Mapped[str | None] = mapped_column(info=free_text("wie het volgt", 200), default=None)

    council_handle: Mapped[str | None] = mapped_column(info=free_text("waarmee de raad stuurt"), default=None)


def add(writing: Writing, priority: Priority, why: str) -> Priority:
    """Save a new priority.

    Raises:
        RecordRefused: The plan is no draft.
    """
    plans.hold_open(writing, priority.plan_id)
    return saving.add(writing, Action.WRITE_PLAN, priority, why)


def change(writing: Writing, known: Priority, proposed: Priority, why: str) -> Priority:
    """Save another content of a priority.

    Raises:
        RecordRefused: The plan is no draft.
    """
    plans.hold_open(writing, known.plan_id)
    return saving.change(writing, Action.WRITE_PLAN, known, proposed, why)


def withdraw(writing: Writing, known: Priority, why: str) -> Priority:
    """Take a priority out of the plan.

    Raises:
        RecordRefused: The plan is no draft.
    """
    plans.hold_open(writing, known.plan_id)
    return saving.withdraw(writing, Action.WRITE_PLAN, known, why)


def get(reading: Reading, number: int) -> Priority:
    """One priority."""
    return saving.get(reading, Action.READ_PLAN, Priority, number)


def of_plan(reading: Reading, plan: int) -> Sequence[Priority]:
    """The priorities of a plan."""
    return saving.find(reading, Action.READ_PLAN, Priority, Priority.plan_id == plan)
