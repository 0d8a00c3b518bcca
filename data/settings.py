"""What the installation decides: one frozen dataclass, the only reader of the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.errors import SettingsError

MODELGEMEENTE = "GM0000"

# The fictional municipality lives on a stated, fixed day, so that its figures and its terms never rot.
MODELGEMEENTE_TODAY = date(2026, 11, 2)

_GEMEENTE_CODE = re.compile(r"GM\d{4}")


@dataclass(frozen=True)
class Settings:
    """The installation's choices.

    Attributes:
        gemeente: CBS code of the own municipality, for example ``GM0758``; decisions belong to this one.
        home: Folder that holds warehouse, jobs and backups.
    """

    gemeente: str = MODELGEMEENTE
    home: Path = Path("var")

    @property
    def is_modelgemeente(self) -> bool:
        """Whether the own municipality is the fictional one."""
        return self.gemeente == MODELGEMEENTE

    @property
    def warehouse(self) -> Path:
        """Folder of the warehouse."""
        return self.home / "magazijn"

    def today(self, system_today: date) -> date:
        """The day the product lives on: the fixed day for the Modelgemeente, the real one elsewhere."""
        return MODELGEMEENTE_TODAY if self.is_modelgemeente else system_today


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    Args:
        environment: Variables by name; the process's own when left out.

    Raises:
        SettingsError: ``VK_GEMEENTE`` is no municipality code.
    """
    variables = os.environ if environment is None else environment
    gemeente = variables.get("VK_GEMEENTE", "").strip() or MODELGEMEENTE
    if not _GEMEENTE_CODE.fullmatch(gemeente):
        raise SettingsError(
            "VK_GEMEENTE is geen gemeentecode. Geef de code van het CBS: GM en vier cijfers, zoals GM0758 voor Breda."
        )
    return Settings(gemeente=gemeente, home=Path(variables.get("VK_HOME", "").strip() or "var"))
