"""What the raad asks and wishes: from a question with a number to an answer that all see at the same moment."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from data.errors import RecordRefused
from plan.access import Action, Role
from plan.records import saving
from plan.records.base import INDICATOR, PAGE, THEME, Record, code, field, free_text
from plan.records.database import Lock, Reading, Writing, lock


class WishKind(StrEnum):
    """What it is, in the words of the raad."""

    WISH = "wens"
    MOTION = "motie"
    AMENDMENT = "amendement"
    PROMISE = "toezegging"
    QUESTION = "technische vraag"


class Outcome(StrEnum):
    """What became of a wish in the plan."""

    ADOPTED = "overgenomen"
    PARTLY = "deels overgenomen"
    NOT = "niet overgenomen"


class Wish(Record, kw_only=True, eq=False):
    """One question or wish.

    Attributes:
        number: Its number for people: 1, 2, 3 and so on, in the order in which they were made.
        made_as: Role of who made it; the person stands in the trail only, as a pseudonym.
        page: Page it was made from, as in its address.
        owner: Who answers: a role or an organisation.
        due: Day before which.
        answer: What all members read at the same moment.
        outcome: What became of it in the plan, with the reason.
    """

    __tablename__ = "wishes"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int] = mapped_column(info=field("nummer"), default=0)
    kind: Mapped[WishKind] = mapped_column(info=field("soort"))
    text: Mapped[str] = mapped_column(info=free_text("vraag of wens"))
    made_as: Mapped[Role] = mapped_column(info=field("gedaan als"))
    made_on: Mapped[date] = mapped_column(info=field("gedaan op"))
    page: Mapped[str | None] = mapped_column(info=code("pagina", PAGE), default=None)
    theme: Mapped[str | None] = mapped_column(info=code("thema", THEME), default=None)
    indicator: Mapped[str | None] = mapped_column(info=code("cijfer", INDICATOR), default=None)
    priority_id: Mapped[int | None] = mapped_column(
        ForeignKey("priorities.id"), index=True, info=field("prioriteit"), default=None
    )
    owner: Mapped[str | None] = mapped_column(info=free_text("wie antwoordt", 200), default=None)
    due: Mapped[date | None] = mapped_column(info=field("antwoord uiterlijk op"), default=None)
    answer: Mapped[str | None] = mapped_column(info=free_text("antwoord"), default=None)
    answered_on: Mapped[date | None] = mapped_column(info=field("beantwoord op"), default=None)
    outcome: Mapped[Outcome | None] = mapped_column(info=field("wat ermee is gedaan"), default=None)
    outcome_reason: Mapped[str | None] = mapped_column(info=free_text("waarom"), default=None)


def make(writing: Writing, wish: Wish, why: str) -> Wish:
    """Save a new question or wish, with the next number and the role of the actor.

    Raises:
        RecordRefused: It has an owner, answer or outcome already.
    """
    if wish.owner or wish.answer or wish.outcome:
        raise RecordRefused("Een nieuwe vraag of wens heeft nog geen antwoord. Er is niets opgeslagen.")
    lock(writing.session.connection(), Lock.WISH_NUMBER)
    wish.number = (writing.session.scalar(select(func.max(Wish.number))) or 0) + 1
    wish.made_as = writing.actor.role
    return saving.add(writing, Action.MAKE_WISH, wish, why)


def assign(writing: Writing, known: Wish, owner: str, due: date, why: str) -> Wish:
    """Say who answers, and before which day."""
    proposed = dataclasses.replace(known, owner=owner, due=due)
    return saving.change(writing, Action.ASSIGN_WISH, known, proposed, why)


def answer(writing: Writing, known: Wish, text: str, on: date, why: str) -> Wish:
    """Answer it, or answer it otherwise; all members see the answer at the same moment."""
    proposed = dataclasses.replace(known, answer=text, answered_on=on)
    return saving.change(writing, Action.ANSWER_WISH, known, proposed, why)


def settle(writing: Writing, known: Wish, outcome: Outcome, reason: str, why: str) -> Wish:
    """Say what became of it in the plan, and why.

    Raises:
        RecordRefused: It was not answered yet, or there is no reason.
    """
    if not known.answer:
        raise RecordRefused("Beantwoord de vraag of wens eerst. Er is niets opgeslagen.")
    if not reason.strip():
        raise RecordRefused("Schrijf op waarom: overgenomen, deels of niet. Er is niets opgeslagen.")
    proposed = dataclasses.replace(known, outcome=outcome, outcome_reason=reason)
    return saving.change(writing, Action.ANSWER_WISH, known, proposed, why)


def get(reading: Reading, number: int) -> Wish:
    """One question or wish, by the number of its record."""
    return saving.get(reading, Action.READ_WISHES, Wish, number)


def find_all(reading: Reading) -> Sequence[Wish]:
    """All questions and wishes, oldest first."""
    return saving.find(reading, Action.READ_WISHES, Wish)


def find_unanswered(reading: Reading) -> Sequence[Wish]:
    """Those without an answer, oldest first."""
    return saving.find(reading, Action.READ_WISHES, Wish, Wish.answer.is_(None))
