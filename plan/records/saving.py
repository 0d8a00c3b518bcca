"""Reading, adding, changing and withdrawing a record: with the rights, the checks and the line in the trail."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, select

from data.errors import EditConflict, RecordNotFound, RecordRefused
from plan.access import Action, require
from plan.audit import Deed, Entry
from plan.personal_data import refuse_personal_data, tidy
from plan.records.base import ERASED, Record, Value, content, field_info, free_text_fields, table_name
from plan.records.database import Reading, Writing

R = TypeVar("R", bound=Record)

_WHY = "reden"
_LONGEST_REASON = 1000
_LARGEST = 2**31 - 1  # what both databases hold in a whole number


def get(reading: Reading, right: Action, kind: type[R], number: int) -> R:
    """One record, also when it was withdrawn.

    Raises:
        NotAllowed: The actor does not have the right.
        RecordNotFound: There is none with this number.
    """
    require(reading.actor, right)
    found = reading.session.get(kind, number)
    if found is None:
        raise RecordNotFound("Dit is er niet, of niet meer. Ververs de pagina.")
    return found


def find(reading: Reading, right: Action, kind: type[R], *conditions: ColumnElement[bool]) -> Sequence[R]:
    """The records that count and fit the conditions, in the order in which they were made.

    Raises:
        NotAllowed: The actor does not have the right.
    """
    require(reading.actor, right)
    wanted = select(kind).where(kind.withdrawn_at.is_(None), *conditions).order_by(kind.id)
    return reading.session.scalars(wanted).all()


def add(writing: Writing, right: Action, record: R, why: str) -> R:
    """Save a new record.

    Args:
        writing: The transaction.
        right: What the actor must be allowed to do.
        record: Made for this; it gets its number here.
        why: The reason, for the trail.

    Raises:
        NotAllowed: The actor does not have the right.
        PersonalDataRefused: A text holds personal data.
        RecordRefused: A value does not fit its field.
    """
    require(writing.actor, right)
    why = _checked(record, why)
    record.version = 1
    record.made_at = record.changed_at = writing.now
    record.withdrawn_at = None
    writing.session.add(record)
    writing.session.flush()
    note(writing, Deed.ADDED, record, None, content(record), why)
    return record


def change(writing: Writing, right: Action, known: R, proposed: R, why: str) -> R:
    """Save another content for a record, unless somebody else changed it in between.

    Args:
        writing: The transaction.
        right: What the actor must be allowed to do.
        known: The record as the actor read it.
        proposed: The content it must get, for example ``dataclasses.replace(known, title="...")``.
        why: The reason, for the trail.

    Returns:
        The record as it is now; untouched where nothing would change.

    Raises:
        EditConflict: It has another version than the one that was read; carries both texts.
        NotAllowed: The actor does not have the right.
        PersonalDataRefused: A text holds personal data.
        RecordNotFound: It was withdrawn, or is not there.
        RecordRefused: A value does not fit its field.
    """
    require(writing.actor, right)
    number, version = known.id, known.version
    why = _checked(proposed, why)
    current = _current(writing, type(known), number)
    before, after = content(current), content(proposed)
    if current.version != version:
        raise conflict(current, before, after)
    if before == after:
        return current
    for name, value in after.items():
        setattr(current, name, value)
    _advance(writing, current)
    note(writing, Deed.CHANGED, current, before, after, why)
    return current


def withdraw(writing: Writing, right: Action, known: R, why: str) -> R:
    """Let a record count no more; it stays readable in the trail.

    Raises:
        EditConflict: It was changed after it was read.
        NotAllowed: The actor does not have the right.
        PersonalDataRefused: The reason holds personal data.
        RecordNotFound: It was withdrawn already, or is not there.
    """
    require(writing.actor, right)
    number, version, read = known.id, known.version, content(known)
    why = _checked_reason(why)
    current = _current(writing, type(known), number)
    said = content(current)
    if current.version != version:
        raise conflict(current, said, read)
    current.withdrawn_at = writing.now
    _advance(writing, current)
    note(writing, Deed.WITHDRAWN, current, said, said, why)
    return current


def erase(writing: Writing, right: Action, kind: type[Record], number: int, why: str) -> None:
    """Put "(geschoond)" in place of every text of a record, withdrawn or not, and let the trail forget what it said.

    Raises:
        NotAllowed: The actor does not have the right.
        RecordNotFound: It is not there.
    """
    require(writing.actor, right)
    current = writing.session.get(kind, number, with_for_update=True, populate_existing=True)
    if current is None:
        raise RecordNotFound("Wat geschoond moet worden, is er niet meer. Ververs de pagina.")
    for name in free_text_fields(kind):
        if getattr(current, name):
            setattr(current, name, ERASED)
    _advance(writing, current)
    note(writing, Deed.ERASED, current, None, content(current), why)


def note(
    writing: Writing,
    deed: Deed,
    record: Record,
    before: Mapping[str, Value] | None,
    after: Mapping[str, Value] | None,
    why: str,
) -> None:
    """Tell the trail, at the end of the transaction, what was done to a record."""
    writing.entries.append(Entry(deed, table_name(type(record)), record.id, record.version, before, after, why))


def conflict(current: Record, theirs: Mapping[str, Value], mine: Mapping[str, Value]) -> EditConflict:
    """The error of a second change, with the fields that differ, in words."""
    kind = type(current)
    differ = [name for name in mine if mine[name] != theirs[name]]
    labels = {name: field_info(kind, name).label for name in differ}
    return EditConflict(
        "Iemand anders heeft dit gewijzigd terwijl u bezig was. Er is niets van u opgeslagen en niets kwijt: kies uw"
        " tekst, de andere tekst, of schrijf een tekst met allebei.",
        mine={labels[name]: as_text(mine[name]) for name in differ},
        theirs={labels[name]: as_text(theirs[name]) for name in differ},
        version=current.version,
    )


def as_text(value: Value) -> str:
    """A value as somebody reads it who must choose between two texts."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _current(writing: Writing, kind: type[R], number: int) -> R:
    current = writing.session.get(kind, number, with_for_update=True, populate_existing=True)
    if current is None or current.withdrawn_at is not None:
        raise RecordNotFound(
            "Dit is intussen ingetrokken. Uw tekst is niet opgeslagen: bewaar die, en ververs de pagina."
        )
    return current


def _advance(writing: Writing, record: Record) -> None:
    record.version += 1
    record.changed_at = writing.now
    writing.session.flush()


def _checked(record: Record, why: str) -> str:
    """See that every value fits its field, tidy the texts in place, and give the tidied reason."""
    kind = type(record)
    for name, value in content(record).items():
        info = field_info(kind, name)
        if info.at_most is not None and isinstance(value, str):
            setattr(record, name, _tidied(info.label, value, info.at_most))
        elif info.pattern is not None and value is not None:
            _check_codes(info.label, info.pattern, value)
        elif isinstance(value, int | float) and not abs(value) <= _LARGEST:
            raise RecordRefused(f"Het getal in het veld '{info.label}' kan niet zo groot zijn. Er is niets opgeslagen.")
    texts = {field_info(kind, name).label: getattr(record, name) or "" for name in free_text_fields(kind)}
    refuse_personal_data(texts)
    return _checked_reason(why)


def _checked_reason(why: str) -> str:
    tidied = _tidied(_WHY, why, _LONGEST_REASON)
    if not tidied.strip():
        raise RecordRefused("Vul een reden in: bij elke wijziging hoort waarom. Er is niets opgeslagen.")
    refuse_personal_data({_WHY: tidied})
    return tidied


def _tidied(label: str, text: str, at_most: int) -> str:
    tidied = tidy(text)
    if len(tidied) > at_most:
        raise RecordRefused(
            f"De tekst in het veld '{label}' is te lang: {len(tidied)} tekens, en er passen er {at_most}. Maak hem"
            " korter. Er is niets opgeslagen."
        )
    return tidied


def _check_codes(label: str, pattern: str, value: Value) -> None:
    codes = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) and re.fullmatch(pattern, one) for one in codes):
        raise RecordRefused(f"Wat in het veld '{label}' staat, is geen code die wij kennen. Er is niets opgeslagen.")
