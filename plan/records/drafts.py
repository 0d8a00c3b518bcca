"""Drafts: what somebody was typing, so that a lost connection costs nothing. Only its maker can read it.

A draft is no decision and leaves no line in the trail; it goes when it is sent, or after its term.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import JSON, delete
from sqlalchemy.orm import Mapped, mapped_column

from data.errors import RecordRefused
from plan.access import Action, require
from plan.personal_data import refuse_personal_data, tidy
from plan.records.base import Base, Moment
from plan.records.database import Reading, Writing

KEPT_DAYS = 30

_ABOUT = re.compile(r"[a-z_]{1,30}/[a-zA-Z0-9._/-]{1,80}")
_LONGEST = 20_000


class Draft(Base, kw_only=True, eq=False):
    """One unfinished form of one person.

    Attributes:
        pseudonym: Whose it is.
        about: Which form: a table and a record or a new one, such as ``goals/12`` or ``wishes/nieuw``.
        texts: What was typed, by the Dutch name of the field.
        based_on: Version of the record that the form was opened with; None for a new one.
        saved_at: Moment of saving.
    """

    __tablename__ = "drafts"

    pseudonym: Mapped[str] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    texts: Mapped[dict[str, str]] = mapped_column(JSON)
    based_on: Mapped[int | None]
    saved_at: Mapped[datetime] = mapped_column(Moment(), index=True)


def keep(writing: Writing, about: str, texts: Mapping[str, str], based_on: int | None = None) -> Draft:
    """Save a draft over the earlier one of the same form.

    Raises:
        PersonalDataRefused: A text holds personal data; the earlier draft stays.
        RecordRefused: The form has no such name, or the texts are too long together.
    """
    require(writing.actor, Action.KEEP_DRAFT)
    tidied = {field: tidy(text) for field, text in texts.items()}
    if not _ABOUT.fullmatch(about) or sum(map(len, tidied.values())) > _LONGEST:
        raise RecordRefused("Dit concept is te lang om te bewaren. Maak de tekst korter. Er is niets opgeslagen.")
    refuse_personal_data(tidied)
    draft = Draft(pseudonym=writing.actor.pseudonym, about=about, texts=tidied, based_on=based_on, saved_at=writing.now)
    return writing.session.merge(draft)


def find(reading: Reading, about: str) -> Draft | None:
    """The actor's own draft of a form; None where there is none."""
    require(reading.actor, Action.KEEP_DRAFT)
    return reading.session.get(Draft, (reading.actor.pseudonym, about))


def drop(writing: Writing, about: str) -> None:
    """Let the actor's own draft of a form go: it was sent, or is not wanted."""
    require(writing.actor, Action.KEEP_DRAFT)
    own = Draft.pseudonym == writing.actor.pseudonym
    writing.session.execute(delete(Draft).where(own, Draft.about == about))


def drop_expired(writing: Writing) -> int:
    """Let drafts go of which the term is over, whoever made them; nobody reads them for it. Gives how many."""
    oldest = writing.now.astimezone(UTC) - timedelta(days=KEPT_DAYS)
    expired = writing.session.scalars(delete(Draft).where(Draft.saved_at < oldest).returning(Draft.about))
    return len(expired.all())
