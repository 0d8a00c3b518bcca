"""Writing to disk so that a reader, a power cut or a second writer never meets half a file."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from data.errors import WarehouseBusy, WarehouseError


def write(root: Path, path: Path, content: bytes) -> None:
    """Make a file appear whole or not at all, and last through a power cut."""
    waiting = root / "tijdelijk" / uuid4().hex
    for folder in (waiting.parent, path.parent):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        with waiting.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
    folder_handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder_handle)
    finally:
        os.close(folder_handle)


@contextmanager
def only_writer(root: Path) -> Iterator[None]:
    """Hold the slot of the one writer.

    Raises:
        WarehouseBusy: Somebody else holds it.
        WarehouseError: The disk is full or may not be written to, now or while the slot is held.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        with (root / "slot").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as problem:
                raise WarehouseBusy(
                    "Iemand anders is nu cijfers aan het opslaan. Wacht tot dat klaar is en probeer het opnieuw."
                ) from problem
            yield
    except OSError as problem:
        raise WarehouseError(
            f"De cijfers zijn niet opgeslagen: {problem.strerror or 'schrijven lukt niet'}."
            " Het magazijn is zoals het was. Maak ruimte op de schijf of controleer de rechten van de map,"
            " en probeer het opnieuw."
        ) from problem
