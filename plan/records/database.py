"""The database with what people decide: SQLite in the home folder, or PostgreSQL.

Reading sees one moment of the whole database. Writing is one transaction with its lines in the trail: all of it is
saved, or nothing. Writers of SQLite say so when they begin (BEGIN IMMEDIATE): a transaction that reads first and writes
later would be refused as soon as another has written in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from data.errors import RecordsOutdated, RecordsUnreachable
from plan import audit
from plan.access import Actor
from plan.records.failures import told_in_dutch

# Newest step of the migrations; a test holds it against the folder of steps.
REVISION = "v0001"

_PATIENCE_MS = 10_000
_BEGIN = "records_begin"


class Lock(IntEnum):
    """What one transaction at a time may do on PostgreSQL; the numbers are ours, within one database."""

    TRAIL = 81_001
    WISH_NUMBER = 81_002
    MIGRATION = 81_003


@dataclass(frozen=True)
class Reading:
    """Somebody reads: one moment of the database, for one actor."""

    session: Session
    actor: Actor


@dataclass(frozen=True)
class Writing(Reading):
    """Somebody writes: one transaction of one actor.

    Attributes:
        now: Moment of the save, in UTC.
        entries: What the trail will be told.
    """

    now: datetime
    entries: list[audit.Entry] = field(default_factory=list)


class Records:
    """The open database.

    Args:
        engine: As `connect` makes it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        if engine.dialect.name == "sqlite":
            self._readers = engine
            self._writers = begin_immediate(engine)
        else:
            self._readers = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            self._writers = engine

    @contextmanager
    def reading(self, actor: Actor) -> Iterator[Reading]:
        """Read one moment of the database.

        Raises:
            RecordsError: It cannot be read now; see `told_in_dutch`.
        """
        with told_in_dutch(), Session(self._readers, expire_on_commit=False) as session:
            yield Reading(session, actor)

    @contextmanager
    def writing(self, actor: Actor, *, now: datetime) -> Iterator[Writing]:
        """Save everything that is done within, and its lines in the trail, or nothing of it.

        Args:
            actor: Who saves.
            now: Moment of the save, with its time zone.

        Raises:
            RecordsError: It could not be saved; see `told_in_dutch`.
        """
        with Session(self._writers, expire_on_commit=False) as session:
            writing = Writing(session, actor, now.astimezone(UTC))
            with told_in_dutch():
                session.connection()
                yield writing
                session.flush()
                if writing.entries:
                    lock(session.connection(), Lock.TRAIL)
                    audit.append(session, writing.entries, actor, writing.now)
            with told_in_dutch(committing=True):
                session.commit()
        if any(entry.deed is audit.Deed.ERASED for entry in writing.entries):
            self._wipe()

    def verify(self, known_head: tuple[int, str] | None = None) -> audit.Verification:
        """Walk along the trail; see `plan.audit.verify`. Shows no content, so it asks for no right.

        Raises:
            RecordsError: It cannot be read now.
        """
        from plan.records import tables  # noqa: F401, PLC0415 - makes every kind known; each of them needs this module

        with told_in_dutch(), Session(self._readers) as session:
            return audit.verify(session, known_head)

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    def _wipe(self) -> None:
        """Let the journal of SQLite forget what was erased; PostgreSQL clears it away by itself (autovacuum)."""
        if self._engine.dialect.name == "sqlite":
            with told_in_dutch(), self._engine.connect().execution_options(**{_BEGIN: ""}) as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def open_records(url: str) -> Records:
    """Open the database, and see that its tables are those of this version.

    Args:
        url: As `data.settings.Settings.records` gives it.

    Raises:
        RecordsOutdated: There are no tables, or tables of another version.
        RecordsUnreachable: The database does not answer.
    """
    engine = connect(url)
    try:
        with told_in_dutch(), engine.connect() as connection:
            _check_version(connection.scalar(text("SELECT version_num FROM alembic_version")))
    except BaseException:
        engine.dispose()
        raise
    return Records(engine)


def _check_version(found: str | None) -> None:
    if found != REVISION:
        raise RecordsOutdated(
            f"De tabellen zijn van versie {found} en dit programma van versie {REVISION}. Is het programma nieuwer,"
            " voer dan uit: python -m plan migrate. Is het ouder, zet dan het nieuwe programma terug."
        )


def connect(url: str, *, create: bool = False) -> Engine:
    """An engine for the address; it does not connect yet.

    Args:
        url: Address of the database.
        create: Whether a SQLite file may be made where there is none.

    Raises:
        RecordsUnreachable: A SQLite file is not there and may not be made, or its folder cannot be.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address, create=create)
    return create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": 5,
            "options": f"-c timezone=UTC -c lock_timeout={_PATIENCE_MS} -c statement_timeout=60000",
        },
    )


def begin_immediate(engine: Engine) -> Engine:
    """The same engine for whoever will write: on SQLite it takes its turn when it begins."""
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def lock(connection: Connection, what: Lock) -> None:
    """Wait until nobody else does this; until the end of the transaction. SQLite has one writer already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:what)"), {"what": int(what)})


def _sqlite(address: URL, *, create: bool) -> Engine:
    path = Path(address.database or "")
    if create:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise RecordsUnreachable(
                f"De map voor de gegevens kan niet worden gemaakt: {problem.strerror}. Kies een andere map met VK_HOME."
            ) from problem
    elif not path.is_file():
        raise RecordsOutdated("Er is nog geen database. Voer uit: python -m plan migrate.")
    engine = create_engine(address, hide_parameters=True, connect_args={"timeout": _PATIENCE_MS / 1000})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver of Python begins transactions by itself, and not around a CREATE TABLE: we begin them ourselves.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # a save that was reported survives a power cut
        "foreign_keys = ON",
        "secure_delete = ON",  # what is erased is overwritten in the file
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if statement:
        connection.exec_driver_sql(statement)
