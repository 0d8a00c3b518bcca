"""What every record has in common: its columns, the Dutch name of its fields, and what may stand in them."""

from __future__ import annotations

import dataclasses
import enum
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Enum, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column
from sqlalchemy.types import TypeDecorator

ERASED = "(geschoond)"

Value = str | int | float | date | list[str] | None


class Moment(TypeDecorator[datetime]):
    """A moment with its time zone, stored in UTC; SQLite keeps no zone of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC.

        Raises:
            ValueError: The moment has no time zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - fixed
        """From what the database gives, with UTC as its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False):
    """Base of all tables with what people decide."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it in this form
        str: Text(),
        datetime: Moment(),
        list[str]: JSON(),
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=False,
            length=60,
            values_callable=lambda kind: [one.value for one in kind],
        ),
    }


class Record(Base, kw_only=True, eq=False):
    """One record: what it says (the fields that its maker gives), and what is kept about it.

    Attributes:
        id: Number within its table; never used again.
        version: 1 when made, one more with every change.
        made_at: Moment it was made.
        changed_at: Moment of its last change.
        withdrawn_at: Moment it was withdrawn; it stays readable in the trail. None where it counts.
    """

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    version: Mapped[int] = mapped_column(init=False)
    made_at: Mapped[datetime] = mapped_column(init=False)
    changed_at: Mapped[datetime] = mapped_column(init=False)
    withdrawn_at: Mapped[datetime | None] = mapped_column(init=False)


@dataclass(frozen=True)
class FieldInfo:
    """What a column tells of itself.

    Attributes:
        label: Its Dutch name.
        pattern: The one form that a text in it has; None where there is no such form.
        at_most: How long a text may be that somebody types in it; None where nobody does.
    """

    label: str
    pattern: str | None = None
    at_most: int | None = None


_FIELD = "field"


def field(label: str) -> dict[Any, Any]:
    """A number, date or choice; its type says what may stand in it."""
    return {_FIELD: FieldInfo(label)}


def code(label: str, pattern: str) -> dict[Any, Any]:
    """A text of one fixed form, such as the code of a theme; for a list, the form of each of its texts."""
    return {_FIELD: FieldInfo(label, pattern=pattern)}


def free_text(label: str, at_most: int = 4000) -> dict[Any, Any]:
    """A text that somebody types; it passes the check on personal data."""
    return {_FIELD: FieldInfo(label, at_most=at_most)}


THEME = r"V\d\.\d"
INDICATOR = r"[a-z0-9_]{1,80}"
GEMEENTE = r"GM\d{4}"
AREA = r"GM\d{4}|WK\d{6}|BU\d{8}"
PAGE = r"[a-z/-]{1,60}"


def table_name(kind: type[Base]) -> str:
    """Name of the table of a kind of record: what the trail calls it."""
    return str(kind.__tablename__)


def content(record: Base) -> dict[str, Value]:
    """What the record says, by the name of the field: what its maker gave, without number, version and moments."""
    return {one.name: getattr(record, one.name) for one in dataclasses.fields(record) if one.init}


def field_info(kind: type[Base], name: str) -> FieldInfo:
    """What a column tells of itself."""
    found = kind.__table__.columns[name].info[_FIELD]
    assert isinstance(found, FieldInfo)
    return found


def free_text_fields(kind: type[Base]) -> tuple[str, ...]:
    """Names of the fields in which somebody types."""
    fields = (column.name for column in kind.__table__.columns if _FIELD in column.info)
    return tuple(name for name in fields if field_info(kind, name).at_most is not None)


def all_kinds() -> dict[str, type[Record]]:
    """Every kind of record by the name of its table; see `plan.records.tables` for knowing them all."""
    kinds = (mapper.class_ for mapper in Base.registry.mappers)
    return {table_name(kind): kind for kind in sorted(kinds, key=table_name) if issubclass(kind, Record)}
