"""Terms: the four years of Politiewet 38b, moments of the raad, measurements, reports and evaluations."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data.errors import RecordRefused
from plan.access import Action
from plan.records import saving
from plan.records.base import Record, field, free_text
from plan.records.database import Reading, Writing

GOALS_TERM_YEARS = 4


class DeadlineKind(StrEnum):
    """What a term is about."""

    GOALS = "doelen van de raad (Politiewet 2012, artikel 38b)"
    COUNCIL = "moment van de raad"
    MEASUREMENT = "meting"
    REPORT = "rapportage"
    EVALUATION = "evaluatie"


class Deadline(Record, kw_only=True, eq=False):
    """A day before which something must have happened.

    Attributes:
        plan_id: Plan it belongs to.
        priority_id: Priority it belongs to; None where it is about the whole plan.
        due: The last day.
        what: What must have happened.
        owner: Who sees to it: a role or an organisation.
        done_on: Day it happened; None while it is open.
    """

    __tablename__ = "deadlines"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), index=True, info=field("plan"))
    priority_id: Mapped[int | None] = mapped_column(
        ForeignKey("priorities.id"), index=True, info=field("prioriteit"), default=None
    )
    kind: Mapped[DeadlineKind] = mapped_column(info=field("soort termijn"))
    due: Mapped[date] = mapped_column(info=field("uiterlijk op"))
    what: Mapped[str] = mapped_column(info=free_text("wat er moet gebeuren", 500))
    owner: Mapped[str] = mapped_column(info=free_text("wie het doet", 200))
    done_on: Mapped[date | None] = mapped_column(info=field("gedaan op"), default=None)


def add(writing: Writing, deadline: Deadline, why: str) -> Deadline:
    """Save a new term; that of Politiewet 38b comes with adopting a plan.

    Raises:
        RecordRefused: It is a term of Politiewet 38b.
    """
    if deadline.kind is DeadlineKind.GOALS:
        raise RecordRefused("Deze termijn volgt uit het besluit van de raad, en is niet los te maken.")
    return saving.add(writing, Action.WRITE_DEADLINE, deadline, why)


def change(writing: Writing, known: Deadline, proposed: Deadline, why: str) -> Deadline:
    """Save another content of a term, such as the day it was done.

    Raises:
        RecordRefused: It is a term of Politiewet 38b: that follows from a decision.
    """
    if DeadlineKind.GOALS in (known.kind, proposed.kind):
        raise RecordRefused("Deze termijn volgt uit het besluit van de raad, en is niet los te wijzigen.")
    return saving.change(writing, Action.WRITE_DEADLINE, known, proposed, why)


def find_open(reading: Reading, until: date) -> Sequence[Deadline]:
    """Open terms that end on or before a day, the nearest first."""
    found = saving.find(reading, Action.READ_PLAN, Deadline, Deadline.done_on.is_(None), Deadline.due <= until)
    return sorted(found, key=lambda one: one.due)


def of_plan(reading: Reading, plan: int) -> Sequence[Deadline]:
    """All terms of a plan and its priorities, done or not."""
    return saving.find(reading, Action.READ_PLAN, Deadline, Deadline.plan_id == plan)


def start_goals_term(writing: Writing, plan: int, followed: Sequence[int], adopted_on: date, why: str) -> Deadline:
    """Let the four years begin, and close those of the plans that this one follows on, itself included.

    Args:
        writing: The transaction in which the plan is adopted.
        plan: Number of the adopted plan.
        followed: Numbers of the plans of the same gemeenten.
        adopted_on: Day of the decision.
        why: The reason, for the trail.
    """
    right = Action.DECIDE_PLAN
    running = saving.find(
        writing,
        right,
        Deadline,
        Deadline.kind == DeadlineKind.GOALS,
        Deadline.done_on.is_(None),
        Deadline.plan_id.in_(followed),
    )
    for one in running:
        saving.change(writing, right, one, dataclasses.replace(one, done_on=adopted_on), why)
    term = Deadline(
        plan_id=plan,
        kind=DeadlineKind.GOALS,
        due=years_after(adopted_on, GOALS_TERM_YEARS),
        what="De raad stelt opnieuw de doelen op het gebied van de veiligheid vast.",
        owner="gemeenteraad",
    )
    return saving.add(writing, right, term, why)


def years_after(day: date, years: int) -> date:
    """The same day some years later; 28 February where 29 February does not exist."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
