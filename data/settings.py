"""What the installation decides: one frozen dataclass, the only reader of the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data.errors import SettingsError

MODELGEMEENTE = "GM0000"

# The fictional municipality lives on a stated, fixed day, so that its figures and its terms never rot.
MODELGEMEENTE_TODAY = date(2026, 11, 2)

LOCAL_HOSTS = ("localhost", "127.0.0.1")

_GEMEENTE_CODE = re.compile(r"GM\d{4}")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_POSTGRESQL = ("postgresql://", "postgresql+psycopg://")


@dataclass(frozen=True)
class Settings:
    """The installation's choices.

    Attributes:
        gemeente: CBS code of the own municipality, for example ``GM0758``; decisions belong to this one.
        home: Folder that holds warehouse, jobs and backups.
        hosts: Names under which the dashboard may be asked for; any other name is refused (DNS rebinding).
        database_url: Address of the PostgreSQL database with what people decide; None for SQLite in ``home``. It may
            hold a password: it is never shown.
    """

    gemeente: str = MODELGEMEENTE
    home: Path = Path("var")
    hosts: tuple[str, ...] = LOCAL_HOSTS
    database_url: str | None = field(default=None, repr=False)

    @property
    def is_modelgemeente(self) -> bool:
        """Whether the own municipality is the fictional one."""
        return self.gemeente == MODELGEMEENTE

    @property
    def warehouse(self) -> Path:
        """Folder of the warehouse."""
        return self.home / "magazijn"

    @property
    def records(self) -> str:
        """Address of the database with what people decide."""
        return self.database_url or f"sqlite:///{self.home / 'besluiten.sqlite'}"

    def today(self, system_today: date) -> date:
        """The day the product lives on: the fixed day for the Modelgemeente, the real one elsewhere."""
        return MODELGEMEENTE_TODAY if self.is_modelgemeente else system_today


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    Args:
        environment: Variables by name; the process's own when left out.

    Raises:
        SettingsError: ``VK_GEMEENTE`` is no municipality code, ``VK_HOSTS`` holds something else than names, or
            ``VK_DATABASE_URL`` is no address of a PostgreSQL database.
    """
    variables = os.environ if environment is None else environment
    gemeente = variables.get("VK_GEMEENTE", "").strip() or MODELGEMEENTE
    if not _GEMEENTE_CODE.fullmatch(gemeente):
        raise SettingsError(
            "VK_GEMEENTE is geen gemeentecode. Geef de code van het CBS: GM en vier cijfers, zoals GM0758 voor Breda."
        )
    return Settings(
        gemeente=gemeente,
        home=Path(variables.get("VK_HOME", "").strip() or "var"),
        hosts=(*LOCAL_HOSTS, *_hosts(variables.get("VK_HOSTS", ""))),
        database_url=_database_url(variables.get("VK_DATABASE_URL", "").strip()),
    )


def _hosts(listed: str) -> tuple[str, ...]:
    hosts = tuple(host.strip().lower() for host in listed.split(",") if host.strip())
    if not all(_HOST.fullmatch(host) for host in hosts):
        raise SettingsError(
            "VK_HOSTS noemt een naam die niet kan. Geef namen met een komma ertussen, zonder https:// en zonder"
            " sterretje: kompas.voorbeeld.nl."
        )
    return hosts


def _database_url(given: str) -> str | None:
    if given and not given.startswith(_POSTGRESQL):
        raise SettingsError(
            "VK_DATABASE_URL is geen adres van een PostgreSQL-database. Geef het als"
            " postgresql://gebruiker:wachtwoord@server/database, of laat het weg voor SQLite."
        )
    return given or None
