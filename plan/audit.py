"""The trail: who did what, when and why, in lines that can be added and never changed.

Each line carries a digest of its payload (the content before and after, and the reason) and a digest of itself and the
line before it. Payloads are kept apart, each with a salt of its own: when a payload and its salt are erased, the chain
still holds, and the digest tells nobody what stood there.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from plan.access import Actor
from plan.records.base import Base, Value, all_kinds, content

START_OF_CHAIN = "0" * 64


class Deed(StrEnum):
    """What was done to a record."""

    ADDED = "toegevoegd"
    CHANGED = "gewijzigd"
    WITHDRAWN = "ingetrokken"
    ERASED = "geschoond"


class AuditLine(Base, kw_only=True, eq=False):
    """One line of the trail.

    Attributes:
        number: 1, 2, 3 and so on, without a gap; this and not the clock is the order of things.
        moment: When, by the clock of the server, in UTC.
        role: As whom.
        pseudonym: Which person.
        kind: Table of the record.
        record: Number of the record within its table.
        version: Version of the record after the deed.
        payload_digest: SHA-256 of salt and payload.
        chain: SHA-256 of this line and the chain of the line before it.
    """

    __tablename__ = "audit_lines"
    __table_args__ = (Index("ix_audit_lines_kind_record", "kind", "record"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    moment: Mapped[datetime]
    role: Mapped[str] = mapped_column(String(60))
    pseudonym: Mapped[str]
    deed: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str]
    record: Mapped[int]
    version: Mapped[int]
    payload_digest: Mapped[str]
    chain: Mapped[str]


class AuditPayload(Base, kw_only=True, eq=False):
    """What one line is about, kept apart so that it can go.

    Attributes:
        number: Number of its line.
        salt: Random text that the digest was made with; None once erased.
        payload: JSON with ``before``, ``after`` and ``why``; None once erased.
        erased_by: Number of the line that tells of the erasing and its reason.
    """

    __tablename__ = "audit_payloads"

    number: Mapped[int] = mapped_column(ForeignKey("audit_lines.number"), primary_key=True, autoincrement=False)
    salt: Mapped[str | None]
    payload: Mapped[str | None]
    erased_by: Mapped[int | None] = mapped_column(ForeignKey("audit_lines.number"), default=None)


@dataclass(frozen=True)
class Entry:
    """What a save tells the trail about one record."""

    deed: Deed
    kind: str
    record: int
    version: int
    before: Mapping[str, Value] | None
    after: Mapping[str, Value] | None
    why: str


def append(session: Session, entries: list[Entry], actor: Actor, now: datetime) -> int:
    """Add lines to the end of the trail, within the transaction of the save itself.

    Nobody else may append meanwhile: on SQLite the transaction is the only writer, on PostgreSQL the caller holds the
    lock of the trail.

    Returns:
        The number of the last line.
    """
    last = session.scalars(select(AuditLine).order_by(AuditLine.number.desc()).limit(1)).first()
    number, chain = (last.number, last.chain) if last else (0, START_OF_CHAIN)
    for entry in entries:
        payload, salt = (
            canonical({"before": entry.before, "after": entry.after, "why": entry.why}),
            secrets.token_hex(16),
        )
        number += 1
        line = AuditLine(
            number=number,
            moment=now.astimezone(UTC),
            role=actor.role,
            pseudonym=actor.pseudonym,
            deed=entry.deed,
            kind=entry.kind,
            record=entry.record,
            version=entry.version,
            payload_digest=payload_digest(salt, payload),
            chain="",
        )
        line.chain = chain = link(chain, line)
        session.add(line)
        session.flush()
        session.add(AuditPayload(number=number, salt=salt, payload=payload))
        session.flush()
        if entry.deed is Deed.ERASED:
            _forget(session, line)
    return number


def _forget(session: Session, erasing: AuditLine) -> None:
    """Erase what every earlier line said about the same record."""
    same = (AuditLine.kind == erasing.kind, AuditLine.record == erasing.record, AuditLine.number < erasing.number)
    session.execute(
        update(AuditPayload)
        .where(AuditPayload.number.in_(select(AuditLine.number).where(*same)), AuditPayload.payload.is_not(None))
        .values(salt=None, payload=None, erased_by=erasing.number)
    )


def link(previous: str, line: AuditLine) -> str:
    """The chain of a line: SHA-256 over the chain before it and everything the line says."""
    said = {
        "number": line.number,
        "moment": line.moment.isoformat(),
        "role": line.role,
        "pseudonym": line.pseudonym,
        "deed": line.deed,
        "kind": line.kind,
        "record": line.record,
        "version": line.version,
        "payload_digest": line.payload_digest,
    }
    return hashlib.sha256((previous + canonical(said)).encode()).hexdigest()


def payload_digest(salt: str, payload: str) -> str:
    """SHA-256 of a payload behind its salt: without the salt nobody can try out short texts."""
    return hashlib.sha256((salt + payload).encode()).hexdigest()


def canonical(content: Mapping[str, object]) -> str:
    """The one way of writing content as text: JSON with sorted names, without spaces, dates as ISO 8601."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_as_text)


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"the trail knows no {type(value).__name__}")


@dataclass(frozen=True)
class Verification:
    """What a walk along the whole trail found.

    Attributes:
        lines: How many lines there are.
        erased: How many of them had their payload erased.
        head: Chain of the last line: noted elsewhere, it proves later that no line at the end has gone.
        faults: What is wrong, in Dutch; empty where the trail holds.
        remarks: What is odd but no fault, in Dutch.
    """

    lines: int
    erased: int
    head: str
    faults: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, removed or added outside the product."""
        return not self.faults


def verify(session: Session, known_head: tuple[int, str] | None = None) -> Verification:
    """Walk along the trail from its start, and hold every record against the last line about it.

    Args:
        session: Reads one moment of the database.
        known_head: Number and chain of a last line that was noted earlier.
    """
    walk = _Walk()
    rows = select(AuditLine, AuditPayload).outerjoin(AuditPayload, AuditPayload.number == AuditLine.number)
    try:
        for line, payload in session.execute(rows.order_by(AuditLine.number).execution_options(yield_per=500)):
            walk.take(line, payload)
            if known_head and known_head[0] == line.number and known_head[1] != line.chain:
                walk.faults.append(f"Regel {line.number} is niet de regel die eerder is genoteerd.")
    except _UNREADABLE:
        walk.faults.append(f"Na regel {walk.number} staat iets wat niet te lezen is.")
    if known_head and known_head[0] > walk.number:
        walk.faults.append(f"Eerder had het spoor {known_head[0]} regels, nu {walk.number}: er zijn regels verdwenen.")
    walk.hold_against_records(session)
    return Verification(walk.number, walk.erased, walk.chain, tuple(walk.faults), tuple(walk.remarks))


# What a value that was put in by hand does to whoever reads it: a choice that does not exist, a moment that is none.
_UNREADABLE = (LookupError, ValueError, TypeError)


class _Walk:
    """How far a verification is."""

    def __init__(self) -> None:
        self.number = 0
        self.erased = 0
        self.chain = START_OF_CHAIN
        self.moment: datetime | None = None
        self.faults: list[str] = []
        self.remarks: list[str] = []
        self.told: dict[tuple[str, int], tuple[int, str | None]] = {}
        self.erasing: dict[int, tuple[str, int]] = {}
        self.waiting: dict[int, tuple[int, tuple[str, int]]] = {}

    def take(self, line: AuditLine, payload: AuditPayload | None) -> None:
        """One more line, in the order of their numbers."""
        if line.number != self.number + 1:
            self.faults.append(f"Na regel {self.number} komt regel {line.number}: ertussen ontbreekt iets.")
        if link(self.chain, line) != line.chain:
            self.faults.append(f"Regel {line.number} is gewijzigd, of er is iets voor weggehaald.")
        if self.moment and line.moment < self.moment:
            self.remarks.append(f"Bij regel {line.number} liep de klok achter op de regel ervoor.")
        self.number, self.chain, self.moment = line.number, line.chain, line.moment
        about = (line.kind, line.record)
        if line.deed == Deed.ERASED:
            self.erasing[line.number] = about
        self.told[about] = (line.version, self._after(line, payload, about))

    def _after(self, line: AuditLine, payload: AuditPayload | None, about: tuple[str, int]) -> str | None:
        """The content that a line left behind, as text; None where nobody can tell any more."""
        if payload is None:
            self.faults.append(f"De inhoud van regel {line.number} ontbreekt.")
            return None
        if payload.payload is None or payload.salt is None:
            self.erased += 1
            self.waiting[line.number] = (payload.erased_by or 0, about)
            return None
        if payload_digest(payload.salt, payload.payload) != line.payload_digest:
            self.faults.append(f"De inhoud van regel {line.number} is gewijzigd.")
            return None
        return canonical(json.loads(payload.payload)["after"])

    def hold_against_records(self, session: Session) -> None:
        """Every erased payload has a line that says so, and every record is what its last line says."""
        for number, (erased_by, about) in self.waiting.items():
            if self.erasing.get(erased_by) != about:
                self.faults.append(f"De inhoud van regel {number} is weg zonder dat iemand die heeft geschoond.")
        untold = dict(self.told)
        for name, kind in all_kinds().items():
            try:
                for row in session.scalars(select(kind).execution_options(yield_per=500)):
                    version, after = untold.pop((name, row.id), (0, None))
                    if version != row.version or (after is not None and after != canonical(content(row))):
                        self.faults.append(f"Record {row.id} van {name} is niet wat het spoor zegt.")
            except _UNREADABLE:
                self.faults.append(f"In {name} staat iets wat niet te lezen is.")
        self.faults += [f"Record {record} van {name} is verdwenen." for name, record in untold]
