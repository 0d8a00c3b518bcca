"""Bringing the tables to the version of this program: all steps in one transaction, or none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from data.errors import RecordsOutdated
from plan.records.database import Lock, begin_immediate, connect, lock
from plan.records.failures import told_in_dutch


@dataclass(frozen=True)
class Migrated:
    """What migrating did.

    Attributes:
        before: Version of the tables before it; None where there were none.
        after: Their version now.
    """

    before: str | None
    after: str


def migrate(url: str) -> Migrated:
    """Bring the tables to the newest version; make them where there are none. Two at once wait for each other.

    Args:
        url: As `data.settings.Settings.records` gives it.

    Raises:
        RecordsError: It did not succeed; the tables are as they were.
        RecordsOutdated: The tables are of a newer version than this program.
    """
    engine = connect(url, create=True)
    try:
        with told_in_dutch(), begin_immediate(engine).begin() as connection:
            lock(connection, Lock.MIGRATION)
            before = MigrationContext.configure(connection).get_current_revision()
            _upgrade(connection)
            after = MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
    return Migrated(before, after or "")


def newest_revision() -> str | None:
    """Name of the last step there is."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as problem:
        raise RecordsOutdated(
            "De tabellen zijn van een nieuwere versie dan dit programma. Er is niets veranderd. Zet het nieuwere"
            " programma terug, of een kopie van de gegevens van voor die tijd."
        ) from problem


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
