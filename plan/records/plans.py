"""The plan itself: its period, its gemeenten, and how far its decision is."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from data.errors import RecordNotFound, RecordRefused
from plan.access import Action
from plan.records import deadlines, saving
from plan.records.base import GEMEENTE, Record, code, field, free_text
from plan.records.database import Reading, Writing


class PlanState(StrEnum):
    """How far the decision about a plan is."""

    DRAFT = "concept"
    OFFERED = "aangeboden aan de raad"
    ADOPTED = "vastgesteld"
    ENDED = "afgelopen"


# From an adopted plan the way back to a draft is a revision: the raad adopts it again.
NEXT_STATES: Mapping[PlanState, frozenset[PlanState]] = {
    PlanState.DRAFT: frozenset({PlanState.OFFERED}),
    PlanState.OFFERED: frozenset({PlanState.DRAFT, PlanState.ADOPTED}),
    PlanState.ADOPTED: frozenset({PlanState.DRAFT, PlanState.ENDED}),
    PlanState.ENDED: frozenset(),
}


class Plan(Record, kw_only=True, eq=False):
    """An Integraal Veiligheidsplan.

    Attributes:
        gemeenten: CBS codes of the gemeenten that make it together, sorted.
        starts_on: First day of its period.
        ends_on: Last day of its period.
        adopted_on: Day the raad adopted it, the last time it did; for several raden the first of those days.
    """

    __tablename__ = "plans"

    title: Mapped[str] = mapped_column(info=free_text("titel", 200))
    gemeenten: Mapped[list[str]] = mapped_column(info=code("gemeenten", GEMEENTE))
    starts_on: Mapped[date] = mapped_column(info=field("eerste dag"))
    ends_on: Mapped[date] = mapped_column(info=field("laatste dag"))
    state: Mapped[PlanState] = mapped_column(info=field("stand"), default=PlanState.DRAFT)
    adopted_on: Mapped[date | None] = mapped_column(info=field("vastgesteld op"), default=None)


def add(writing: Writing, plan: Plan, why: str) -> Plan:
    """Save a new plan; it starts as a draft.

    Raises:
        RecordRefused: It starts as something else, or its period or gemeenten do not fit.
    """
    if plan.state is not PlanState.DRAFT or plan.adopted_on is not None:
        raise RecordRefused("Een nieuw plan begint als concept. Er is niets opgeslagen.")
    _check(plan)
    return saving.add(writing, Action.WRITE_PLAN, plan, why)


def change(writing: Writing, known: Plan, proposed: Plan, why: str) -> Plan:
    """Save another title, period or other gemeenten; the state changes with `decide` only.

    Raises:
        RecordRefused: The state differs, the plan is no draft, or its period or gemeenten do not fit.
    """
    if (proposed.state, proposed.adopted_on) != (known.state, known.adopted_on):
        raise RecordRefused("De stand van het plan verandert alleen met een besluit. Er is niets opgeslagen.")
    _check_draft(known)
    _check(proposed)
    return saving.change(writing, Action.WRITE_PLAN, known, proposed, why)


def decide(writing: Writing, known: Plan, state: PlanState, on: date, why: str) -> Plan:
    """Write down that the plan goes to its next state.

    Adopting it starts the term of Politiewet 2012, article 38b: four years later its goals must be set anew. It also
    meets that term of the plans it follows on.

    Args:
        writing: The transaction.
        known: The plan as it was read.
        state: Where it goes.
        on: Day of the decision.
        why: The reason, or which meeting.

    Raises:
        RecordRefused: The state does not follow on the present one.
    """
    if state not in NEXT_STATES[known.state]:
        raise RecordRefused(f"Een plan dat '{known.state}' is, kan niet '{state}' worden. Er is niets opgeslagen.")
    adopted_on = on if state is PlanState.ADOPTED else known.adopted_on
    proposed = dataclasses.replace(known, state=state, adopted_on=adopted_on)
    decided = saving.change(writing, Action.DECIDE_PLAN, known, proposed, why)
    if state is PlanState.ADOPTED:
        followed = [one.id for one in find_all(writing) if set(one.gemeenten) & set(decided.gemeenten)]
        deadlines.start_goals_term(writing, decided.id, followed, on, why)
    return decided


def get(reading: Reading, number: int) -> Plan:
    """One plan."""
    return saving.get(reading, Action.READ_PLAN, Plan, number)


def find_all(reading: Reading) -> Sequence[Plan]:
    """All plans, oldest first."""
    return saving.find(reading, Action.READ_PLAN, Plan)


def hold_open(writing: Writing, number: int) -> None:
    """See that what the raad sets (tiers, priorities, goals) may change now, and stays so until this save is done.

    Raises:
        RecordNotFound: There is no such plan.
        RecordRefused: The raad has the plan before it, or has adopted it.
    """
    plan = writing.session.get(Plan, number, with_for_update={"read": True}, populate_existing=True)
    if plan is None:
        raise RecordNotFound("Dit plan is er niet, of niet meer. Ververs de pagina.")
    _check_draft(plan)


def _check_draft(plan: Plan) -> None:
    if plan.state is not PlanState.DRAFT:
        raise RecordRefused(
            f"Dit plan is {plan.state}: prioriteiten en doelen liggen vast. Laat de griffier het plan eerst terugzetten"
            " naar concept; daarna besluit de raad opnieuw. Er is niets opgeslagen."
        )


def _check(plan: Plan) -> None:
    if plan.ends_on <= plan.starts_on:
        raise RecordRefused("De laatste dag van het plan ligt niet na de eerste. Er is niets opgeslagen.")
    plan.gemeenten = sorted(set(plan.gemeenten))
    if not plan.gemeenten:
        raise RecordRefused("Een plan hoort bij ten minste één gemeente. Er is niets opgeslagen.")
