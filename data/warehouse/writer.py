"""Writing to the warehouse: all of a delivery or nothing, by one writer at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from data.errors import NothingLoaded, WarehouseDamaged
from data.schemas import TABLES
from data.warehouse.checks import check_belongs, check_outlines, validated_each
from data.warehouse.disk import only_writer, write
from data.warehouse.frames import empty_table, from_parquet, merge, plain_geometry, to_parquet
from data.warehouse.manifest import (
    GEMEENTE_CODE,
    Manifest,
    StoredTable,
    earlier_manifest_path,
    manifest_path,
    parse_manifest,
    table_path,
    version_of,
)
from data.warehouse.reports import LoadReport, report_path
from data.warehouse.snapshot import Snapshot, open_snapshot, read_verified

# Enough to go back a month of nightly refreshes.
KEPT_VERSIONS = 31


@dataclass(frozen=True)
class Delivery:
    """What one load brings in, for one gemeente.

    Attributes:
        gemeente: Code of the gemeente, such as ``GM0758``.
        tables: Rows by name of the table; boundaries with their geometry as well-known binary in EPSG:28992.
    """

    gemeente: str
    tables: Mapping[str, pl.DataFrame]


def store(root: Path, deliveries: Sequence[Delivery], *, now: datetime, report: LoadReport | None = None) -> str:
    """Check everything, write new files beside the old ones, and make them current in one step.

    Rows are merged by primary key: a new row replaces the present one. Any failure leaves the warehouse as it was.

    Args:
        root: Folder of the warehouse; made where it does not exist.
        deliveries: One per gemeente.
        now: Moment of writing, with its time zone.
        report: What the load tells; kept beside the new version.

    Returns:
        The new data version; the present one where nothing would change.

    Raises:
        BrokenContent: A table breaks its schema; names row, column, value and rule.
        WarehouseBusy: Somebody else is writing.
        WarehouseDamaged: The present tables cannot be used.
        WarehouseError: The disk is full or may not be written to.
    """
    checked = _checked(deliveries)
    with only_writer(root):
        return _store_alone(root, checked, now, report)


def _checked(deliveries: Sequence[Delivery]) -> list[Delivery]:
    for delivery in deliveries:
        if not GEMEENTE_CODE.fullmatch(delivery.gemeente) or not delivery.tables.keys() <= TABLES.keys():
            raise ValueError(f"no gemeente or no table of ours: {delivery.gemeente}, {sorted(delivery.tables)}")
    checked: list[dict[str, pl.DataFrame]] = [{} for _ in deliveries]
    for name in TABLES:
        owners = [number for number, delivery in enumerate(deliveries) if name in delivery.tables]
        frames = [plain_geometry(deliveries[number].tables[name]) for number in owners]
        for number, frame in zip(owners, validated_each(name, frames), strict=True):
            checked[number][name] = frame
            if name == "boundaries":
                check_outlines(frame)
    return [Delivery(delivery.gemeente, tables) for delivery, tables in zip(deliveries, checked, strict=True)]


def _store_alone(root: Path, deliveries: Sequence[Delivery], now: datetime, report: LoadReport | None) -> str:
    present = _present(root)
    tables = {gemeente: dict(stored) for gemeente, stored in present.tables.items()} if present else {}
    merged = _merged(root, deliveries, tables)
    _sweep(root)
    new_files: dict[Path, bytes] = {}
    for (gemeente, name), frame in merged.items():
        content = to_parquet(name, frame)
        stored = StoredTable(hashlib.sha256(content).hexdigest(), frame.height, len(content))
        tables.setdefault(gemeente, {})[name] = stored
        new_files[table_path(root, name, gemeente, stored)] = content
    if present and tables == present.tables:
        return present.version
    manifest = Manifest(now.isoformat(), present.version if present else None, tables)
    if report is not None:
        new_files[report_path(root, version_of(manifest.to_json()))] = report.to_json()
    return _publish(root, new_files, manifest)


def _present(root: Path) -> Snapshot | None:
    try:
        return open_snapshot(root)
    except NothingLoaded:
        return None


def _merged(
    root: Path, deliveries: Sequence[Delivery], stored: Mapping[str, Mapping[str, StoredTable]]
) -> dict[tuple[str, str], pl.DataFrame]:
    """Each touched table as it will be, by gemeente and name; stored rows only from files that prove whole."""
    merged: dict[tuple[str, str], pl.DataFrame] = {}
    for delivery in deliveries:
        for name, incoming in delivery.tables.items():
            key = (delivery.gemeente, name)
            present = merged[key] if key in merged else _stored_rows(root, *key, stored)
            merged[key] = merge(name, present, incoming)
    for gemeente in {delivery.gemeente for delivery in deliveries}:
        touched = {name: frame for (one, name), frame in merged.items() if one == gemeente}
        sources = touched.get("provenance")
        known = _stored_rows(root, gemeente, "provenance", stored) if sources is None else sources
        check_belongs(gemeente, touched, set(known["source_id"]))
    return merged


def _stored_rows(root: Path, gemeente: str, name: str, stored: Mapping[str, Mapping[str, StoredTable]]) -> pl.DataFrame:
    table = stored.get(gemeente, {}).get(name)
    return empty_table(name) if table is None else from_parquet(name, read_verified(root, name, gemeente, table))


def _publish(root: Path, new_files: Mapping[Path, bytes], manifest: Manifest) -> str:
    content = manifest.to_json()
    version = version_of(content)
    files = {**new_files, earlier_manifest_path(root, version): content}
    written: list[Path] = []
    try:
        for path, file_content in files.items():
            if not path.exists():
                written.append(path)
            write(root, path, file_content)
        write(root, manifest_path(root), content)
    except BaseException:
        # Past the replacing of the manifest the new version stands, whatever went wrong after it.
        present = _present(root)
        if present is None or present.version != version:
            for path in written:
                path.unlink(missing_ok=True)
        raise
    _forget_oldest(root, manifest)
    return version


def _sweep(root: Path) -> None:
    """Remove what a killed writer left, and tables and reports of versions that are not kept any more."""
    for waiting in (root / "tijdelijk").glob("*"):
        waiting.unlink(missing_ok=True)
    named: set[Path] = set()
    for path in (manifest_path(root), *(root / "manifesten").glob("*.json")):
        # A damaged manifest of an earlier version costs that version, not the present one: `open_snapshot` saw that.
        with suppress(WarehouseDamaged, FileNotFoundError):
            for gemeente, tables in parse_manifest(path.read_bytes()).tables.items():
                named.update(table_path(root, name, gemeente, stored) for name, stored in tables.items())
    for path in (root / "tabellen").glob("*/*/*.parquet"):
        if path not in named:
            path.unlink()
    for path in (root / "verslagen").glob("*.json"):
        if not earlier_manifest_path(root, path.stem).exists():
            path.unlink()


def _forget_oldest(root: Path, manifest: Manifest) -> None:
    """Follow the chain of versions and drop whatever lies behind the last one kept; tables go at the next sweep."""
    kept = {version_of(manifest.to_json())}
    earlier = manifest.previous
    with suppress(OSError, WarehouseDamaged):
        while earlier and len(kept) < KEPT_VERSIONS:
            kept.add(earlier)
            earlier = parse_manifest(earlier_manifest_path(root, earlier).read_bytes()).previous
    with suppress(OSError):
        for path in (root / "manifesten").glob("*.json"):
            if path.stem not in kept:
                path.unlink()
