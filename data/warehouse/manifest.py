"""The manifest: which files are current, and how to tell whether they are whole."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import WarehouseDamaged
from data.schemas import TABLES

FORMAT = 1

GEMEENTE_CODE = re.compile(r"GM\d{4}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class StoredTable:
    """One Parquet file of the warehouse.

    Attributes:
        sha256: Hash of the whole file, in hex; its first sixteen digits are the file's name.
        rows: Number of rows.
        size: Size in bytes, so that a cut-off file is found without reading it.
    """

    sha256: str
    rows: int
    size: int


@dataclass(frozen=True)
class Manifest:
    """One version of the warehouse.

    Attributes:
        written_at: Moment of writing, ISO 8601.
        previous: Version that this one replaced; None for the first.
        tables: Stored tables, by gemeente and then by name of the table.
    """

    written_at: str
    previous: str | None
    tables: Mapping[str, Mapping[str, StoredTable]]

    def to_json(self) -> bytes:
        """The manifest as it is stored: sorted, so that the same content has the same hash."""
        content = {
            "format": FORMAT,
            "written_at": self.written_at,
            "previous": self.previous,
            "tables": {
                gemeente: {name: vars(stored) for name, stored in tables.items()}
                for gemeente, tables in self.tables.items()
            },
        }
        return json.dumps(content, indent=1, sort_keys=True).encode()


def version_of(content: bytes) -> str:
    """The data version that a manifest's content stands for: its sha256 in hex."""
    return hashlib.sha256(content).hexdigest()


def manifest_path(root: Path) -> Path:
    """Where the current manifest is."""
    return root / "manifest.json"


def earlier_manifest_path(root: Path, version: str) -> Path:
    """Where the manifest of a version is kept."""
    return root / "manifesten" / f"{version}.json"


def table_path(root: Path, name: str, gemeente: str, stored: StoredTable) -> Path:
    """Where the file of a table is."""
    return root / "tabellen" / name / gemeente / f"{stored.sha256[:16]}.parquet"


def parse_manifest(content: bytes) -> Manifest:
    """Read a manifest and trust nothing in it: paths are made from checked names only.

    Raises:
        WarehouseDamaged: It is no manifest that this version of the product wrote.
    """
    try:
        raw = json.loads(content)
        _matching(re.compile(str(FORMAT)), str(raw["format"]))
        return Manifest(
            written_at=str(raw["written_at"]),
            previous=None if raw["previous"] is None else _matching(_SHA256, raw["previous"]),
            tables={
                _matching(GEMEENTE_CODE, gemeente): {
                    _known_table(name): _stored_table(one) for name, one in tables.items()
                }
                for gemeente, tables in raw["tables"].items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise WarehouseDamaged(
            "De lijst van opgeslagen cijfers (manifest.json) is beschadigd."
            " Zet een back-up van het magazijn terug, of laad de bestanden opnieuw in een lege map."
        ) from problem


def _stored_table(raw: Any) -> StoredTable:  # noqa: ANN401 - parsed JSON can be anything
    rows, size = raw["rows"], raw["size"]
    if not (isinstance(rows, int) and isinstance(size, int) and rows >= 0 and size > 0):
        raise ValueError("rows or size")
    return StoredTable(sha256=_matching(_SHA256, raw["sha256"]), rows=rows, size=size)


def _matching(pattern: re.Pattern[str], text: object) -> str:
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise ValueError(pattern.pattern)
    return text


def _known_table(name: str) -> str:
    if name not in TABLES:
        raise ValueError(name)
    return name
