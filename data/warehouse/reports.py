"""What a load tells: which files were recognised, what was stored, and what was left out and why.

The report is kept beside the version of the warehouse that the load made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from data.errors import WarehouseDamaged

# Of a national file only the first gemeenten are named.
_GEMEENTEN_SHOWN = 5


@dataclass(frozen=True)
class FileReport:
    """One file: what it was, and what a reader must know of it."""

    name: str
    shape: str
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class SeriesReport:
    """The rows of one indicator, by level."""

    indicator: str
    rows: Mapping[str, int]
    first_year: int
    last_year: int

    def line(self) -> str:
        """One line of Dutch text."""
        rows = ", ".join(f"{level} {whole_number(count)}" for level, count in self.rows.items())
        is_one_year = self.first_year == self.last_year
        years = str(self.first_year) if is_one_year else f"{self.first_year}-{self.last_year}"
        return f"{self.indicator}: {years}, rijen per niveau: {rows}"


@dataclass(frozen=True)
class LoadReport:
    """Everything there is to tell about one load.

    Attributes:
        gemeenten: Names of the gemeenten that were loaded, by code.
        files: One per file, in the order of reading.
        series: One per indicator.
        notes: What holds for the load as a whole.
    """

    gemeenten: Mapping[str, str]
    files: Sequence[FileReport]
    series: Sequence[SeriesReport]
    notes: Sequence[str]

    def lines(self) -> list[str]:
        """The report as lines of Dutch text."""
        lines = [self._title(), "", "Gelezen:"]
        for file in self.files:
            lines.append(f"  {file.name}: {file.shape}")
            lines += [f"    - {note}" for note in file.notes]
        if self.series:
            lines += ["", "Cijfers:"]
        lines += [f"  {series.line()}" for series in self.series]
        if self.notes:
            lines += ["", "Let op:", *(f"  - {note}" for note in self.notes)]
        return lines

    def to_json(self) -> bytes:
        """The report as it is stored."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()

    def _title(self) -> str:
        shown = ", ".join(f"{name} ({code})" for code, name in [*self.gemeenten.items()][:_GEMEENTEN_SHOWN])
        if len(self.gemeenten) == 1:
            return f"Gemeente {shown}"
        more = " en meer" if len(self.gemeenten) > _GEMEENTEN_SHOWN else ""
        return f"{whole_number(len(self.gemeenten))} gemeenten: {shown}{more}"


def parse_report(content: bytes) -> LoadReport:
    """Read a stored report.

    Raises:
        WarehouseDamaged: It is no report that this version of the product wrote.
    """
    try:
        raw = json.loads(content)
        return LoadReport(
            gemeenten={_text(code): _text(name) for code, name in raw["gemeenten"].items()},
            files=tuple(
                FileReport(_text(one["name"]), _text(one["shape"]), _texts(one["notes"])) for one in raw["files"]
            ),
            series=tuple(_series(one) for one in raw["series"]),
            notes=_texts(raw["notes"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise WarehouseDamaged(
            "Het verslag van het laden is beschadigd. De cijfers zelf zijn er nog; laad de bestanden opnieuw voor een"
            " nieuw verslag."
        ) from problem


def report_path(root: Path, version: str) -> Path:
    """Where the report of a version is kept."""
    return root / "verslagen" / f"{version}.json"


def whole_number(value: int) -> str:
    """A whole number with a point between thousands."""
    return f"{value:,}".replace(",", ".")


def _series(raw: Mapping[str, Any]) -> SeriesReport:
    rows = {_text(level): int(count) for level, count in raw["rows"].items()}
    return SeriesReport(_text(raw["indicator"]), rows, int(raw["first_year"]), int(raw["last_year"]))


def _texts(raw: Any) -> tuple[str, ...]:  # noqa: ANN401 - parsed JSON can be anything
    return tuple(_text(one) for one in raw)


def _text(raw: Any) -> str:  # noqa: ANN401 - parsed JSON can be anything
    if not isinstance(raw, str):
        raise TypeError("no text")
    return raw
