"""The history of one record, as the trail tells it: for who has to account for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from plan.access import Action, require
from plan.audit import AuditLine, AuditPayload
from plan.records.base import Record, table_name
from plan.records.database import Reading


@dataclass(frozen=True)
class Change:
    """One line of the trail about one record.

    Attributes:
        number: Number of the line.
        moment: When, in UTC.
        role: As whom.
        pseudonym: Which person.
        deed: What was done.
        version: Version of the record after it.
        before: Content before it, by field; None for a new record, or where it was erased.
        after: Content after it; None where it was erased.
        why: The reason; None where it was erased.
    """

    number: int
    moment: datetime
    role: str
    pseudonym: str
    deed: str
    version: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    why: str | None


def of_record(reading: Reading, record: Record) -> Sequence[Change]:
    """Everything that was done to a record, oldest first.

    Raises:
        NotAllowed: The actor may not read the trail.
    """
    require(reading.actor, Action.READ_TRAIL)
    about = (AuditLine.kind == table_name(type(record)), AuditLine.record == record.id)
    lines = select(AuditLine, AuditPayload).join(AuditPayload, AuditPayload.number == AuditLine.number).where(*about)
    return [_change(line, payload) for line, payload in reading.session.execute(lines.order_by(AuditLine.number))]


def _change(line: AuditLine, payload: AuditPayload) -> Change:
    said = json.loads(payload.payload) if payload.payload else {}
    return Change(
        number=line.number,
        moment=line.moment,
        role=line.role,
        pseudonym=line.pseudonym,
        deed=line.deed,
        version=line.version,
        before=said.get("before"),
        after=said.get("after"),
        why=said.get("why"),
    )
