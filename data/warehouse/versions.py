"""The versions that are kept: which there are, and going back to the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.errors import WarehouseDamaged, WarehouseError
from data.warehouse.disk import only_writer, write
from data.warehouse.manifest import (
    Manifest,
    earlier_manifest_path,
    manifest_path,
    parse_manifest,
    version_of,
)
from data.warehouse.snapshot import Snapshot, open_snapshot


@dataclass(frozen=True)
class Version:
    """One version of the warehouse.

    Attributes:
        version: The data version, the sha256 of its manifest in hex.
        written_at: Moment at which it was written, ISO 8601.
    """

    version: str
    written_at: str


def history(root: Path) -> tuple[Version, ...]:
    """The versions that are kept, the current one first, as far back as their manifests are there.

    Raises:
        NothingLoaded: Nothing was ever stored here.
        WarehouseDamaged: The current manifest is not one of ours.
    """
    current = open_snapshot(root)
    earlier = (Version(version, manifest.written_at) for version, manifest in _earlier(root, current))
    return (Version(current.version, current.written_at), *earlier)


def undo(root: Path) -> Version:
    """Make the version before the current one current again; every file of it must prove whole.

    Returns:
        The version that is current now.

    Raises:
        NothingLoaded: Nothing was ever stored here.
        WarehouseBusy: Somebody else is writing.
        WarehouseDamaged: A file of the earlier version is gone or differs from what was written.
        WarehouseError: There is no earlier version, or the disk may not be written to.
    """
    open_snapshot(root)
    with only_writer(root):
        version, manifest = next(_earlier(root, open_snapshot(root)), (None, None))
        if version is None or manifest is None:
            raise WarehouseError(
                "Er is geen eerdere versie van de cijfers om naar terug te gaan. Er is niets veranderd."
            )
        Snapshot(root, version, manifest.written_at, manifest.tables).verify()
        write(root, manifest_path(root), manifest.to_json())
    return Version(version, manifest.written_at)


def _earlier(root: Path, current: Snapshot) -> Iterator[tuple[str, Manifest]]:
    version = current.previous
    while version is not None:
        try:
            content = earlier_manifest_path(root, version).read_bytes()
        except FileNotFoundError:
            return
        manifest = parse_manifest(content)
        if version_of(content) != version or manifest.to_json() != content:
            raise WarehouseDamaged(
                f"De lijst van een eerdere versie ({version[:12]}) is beschadigd. De huidige cijfers zijn er nog."
            )
        yield version, manifest
        version = manifest.previous
