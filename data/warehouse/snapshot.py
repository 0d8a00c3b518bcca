"""Reading the warehouse: one immutable version at a time, opened lazily."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from data.errors import NothingLoaded, WarehouseDamaged
from data.warehouse.frames import RD_NEW, empty_table
from data.warehouse.manifest import StoredTable, manifest_path, parse_manifest, table_path, version_of
from data.warehouse.reports import LoadReport, parse_report, report_path

if TYPE_CHECKING:
    import geopandas as gpd


@dataclass(frozen=True)
class Snapshot:
    """One version of the warehouse; it stays readable while a newer one is written.

    Attributes:
        root: Folder of the warehouse.
        version: The data version, the sha256 of the manifest in hex.
        written_at: Moment at which this version was written, ISO 8601.
        previous: Version that this one replaced; None for the first.
        tables: Stored tables, by gemeente and then by name of the table.
    """

    root: Path
    version: str
    written_at: str = field(default="", compare=False)
    tables: Mapping[str, Mapping[str, StoredTable]] = field(default_factory=dict, repr=False, compare=False)
    previous: str | None = field(default=None, compare=False)

    def gemeenten(self) -> tuple[str, ...]:
        """Codes of the gemeenten that have tables, sorted."""
        return tuple(sorted(self.tables))

    def table(self, name: str, gemeente: str) -> pl.LazyFrame:
        """A table of one gemeente, to be read as far as it is asked for.

        Args:
            name: Name of the table as in `data.schemas.TABLES`.
            gemeente: Code of the gemeente.

        Returns:
            The columns of the table's schema; without rows where nothing was stored.

        Raises:
            WarehouseDamaged: The file is gone or has another size than when it was written.
        """
        stored = self._stored(name, gemeente)
        if stored is None:
            return empty_table(name).lazy()
        return pl.scan_parquet(_checked_path(self.root, name, gemeente, stored), glob=False)

    def boundaries(self, gemeente: str) -> gpd.GeoDataFrame:
        """The outlines of one gemeente's areas.

        Returns:
            Columns area_code, vintage, level and geometry, in EPSG:28992; without rows where nothing was stored.

        Raises:
            WarehouseDamaged: The file is gone or cannot be read.
        """
        # Late: geopandas takes most of a second to import, and most commands never draw.
        import geopandas as gpd  # noqa: PLC0415 - see above

        stored = self._stored("boundaries", gemeente)
        if stored is None:
            no_rows: dict[str, list[object]] = {"area_code": [], "vintage": [], "level": []}
            return gpd.GeoDataFrame(no_rows, geometry=[], crs=RD_NEW)
        path = _checked_path(self.root, "boundaries", gemeente, stored)
        try:
            return gpd.read_parquet(path)
        except (OSError, ValueError) as problem:
            raise _damaged(path) from problem

    def report(self) -> LoadReport | None:
        """What the load of this version told; None where no report was kept.

        Raises:
            WarehouseDamaged: The report is not one of ours.
        """
        try:
            return parse_report(report_path(self.root, self.version).read_bytes())
        except FileNotFoundError:
            return None

    def verify(self) -> None:
        """Compare every stored file with its hash; this reads them all.

        Raises:
            WarehouseDamaged: A file is gone or differs from what was written.
        """
        for gemeente, tables in self.tables.items():
            for name, stored in tables.items():
                read_verified(self.root, name, gemeente, stored)

    def _stored(self, name: str, gemeente: str) -> StoredTable | None:
        return self.tables.get(gemeente, {}).get(name)


def open_snapshot(root: Path) -> Snapshot:
    """Open the current version; costs one `stat` as long as nothing changed.

    Raises:
        NothingLoaded: Nothing was ever stored here.
        WarehouseDamaged: The manifest is not one of ours.
    """
    path = manifest_path(root)
    try:
        stat = path.stat()
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise NothingLoaded(
            "Er zijn nog geen cijfers geladen. Laad de Modelgemeente met: python -m data demo."
            " Of laad eigen bestanden met: python -m data load BESTAND."
        ) from problem
    except OSError as problem:
        raise _damaged(path) from problem
    return _read(root, (stat.st_mtime_ns, stat.st_size, stat.st_ino))


@lru_cache(maxsize=16)
def _read(root: Path, signature: tuple[int, int, int]) -> Snapshot:  # noqa: ARG001 - the signature is the cache key
    try:
        content = manifest_path(root).read_bytes()
    except OSError as problem:
        raise _damaged(manifest_path(root)) from problem
    manifest = parse_manifest(content)
    return Snapshot(root, version_of(content), manifest.written_at, manifest.tables, manifest.previous)


def read_verified(root: Path, name: str, gemeente: str, stored: StoredTable) -> bytes:
    """Read a stored file whole and compare it with its hash.

    Raises:
        WarehouseDamaged: The file is gone or differs from what was written.
    """
    path = _checked_path(root, name, gemeente, stored)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise _damaged(path)
    return content


def _checked_path(root: Path, name: str, gemeente: str, stored: StoredTable) -> Path:
    path = table_path(root, name, gemeente, stored)
    try:
        size = path.stat().st_size
    except OSError as problem:
        raise _damaged(path) from problem
    if size != stored.size:
        raise _damaged(path)
    return path


def _damaged(path: Path) -> WarehouseDamaged:
    return WarehouseDamaged(
        f"Het magazijn is beschadigd: {path.name} ontbreekt of is veranderd."
        " Zet een back-up van het magazijn terug, of laad de bestanden opnieuw in een lege map."
    )
