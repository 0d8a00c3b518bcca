"""Erasing text for good: one person proposes it with a reason, another one does it, and the trail still holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.orm import Mapped, mapped_column

from data.errors import NotAllowed, RecordRefused
from plan.access import Action
from plan.records import saving
from plan.records.base import Record, all_kinds, code, field, free_text, free_text_fields, table_name
from plan.records.database import Reading, Writing
from plan.records.drafts import Draft
from plan.records.wishes import Wish

_PSEUDONYM = r"[a-z0-9-]{1,64}"


class Erasure(Record, kw_only=True, eq=False):
    """A proposal to erase the texts of one record, and whether it was done.

    Attributes:
        kind: Table of the record.
        record: Its number within that table.
        reason: Why it must go; says nothing of what stands there.
        proposed_by: Pseudonym of who proposed it.
        done_by: Pseudonym of who did it; None while it waits.
    """

    __tablename__ = "erasures"

    kind: Mapped[str] = mapped_column(info=code("soort", "[a-z_]{1,40}"))
    record: Mapped[int] = mapped_column(info=field("nummer"))
    reason: Mapped[str] = mapped_column(info=free_text("reden", 1000))
    proposed_by: Mapped[str] = mapped_column(info=code("voorgesteld door", _PSEUDONYM))
    done_by: Mapped[str | None] = mapped_column(info=code("gedaan door", _PSEUDONYM), default=None)


def propose(writing: Writing, target: Record, reason: str) -> Erasure:
    """Ask for the texts of a record to be erased, its whole history included.

    Raises:
        NotAllowed: The actor may not ask this.
        RecordRefused: An erasure cannot be erased, and what has no text has nothing to erase.
    """
    kind = type(target)
    if kind is Erasure or not free_text_fields(kind):
        raise RecordRefused("Hier is geen tekst om te schonen.")
    proposal = Erasure(kind=table_name(kind), record=target.id, reason=reason, proposed_by=writing.actor.pseudonym)
    return saving.add(writing, Action.PROPOSE_ERASURE, proposal, reason)


def carry_out(writing: Writing, known: Erasure) -> Erasure:
    """Erase: every text of the record becomes "(geschoond)", and every payload about it goes, with its salt.

    Lines of the trail stay, with their digests: `plan.audit.verify` still holds. One line tells what was done and why.

    Raises:
        EditConflict: The proposal was changed after it was read.
        NotAllowed: The actor may not do this, or proposed it.
        RecordRefused: It was done already.
    """
    if known.done_by is not None:
        raise RecordRefused("Dit is al geschoond.")
    if writing.actor.pseudonym == known.proposed_by:
        raise NotAllowed("U hebt dit zelf voorgesteld. Schonen doen twee mensen: laat een ander het uitvoeren.")
    kind = all_kinds()[known.kind]
    right = Action.ERASE_WISH if kind is Wish else Action.ERASE_PLAN
    saving.erase(writing, right, kind, known.record, known.reason)
    writing.session.execute(delete(Draft).where(Draft.about == f"{known.kind}/{known.record}"))
    done = dataclasses.replace(known, done_by=writing.actor.pseudonym)
    return saving.change(writing, right, known, done, known.reason)


def find_waiting(reading: Reading) -> Sequence[Erasure]:
    """Proposals that wait for a second person."""
    return saving.find(reading, Action.PROPOSE_ERASURE, Erasure, Erasure.done_by.is_(None))
