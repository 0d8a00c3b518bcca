"""A disk that fills up, at whatever write: the warehouse is byte for byte as it was, and the sentence says so."""

import errno
import os
import subprocess
import sys
from itertools import count

import pytest

from data.errors import WarehouseError
from data.warehouse import open_snapshot, store
from tests.conftest import REPOSITORY
from tests.data import small_tables as small


def test_a_disk_that_fills_up_at_any_write_changes_nothing(tmp_path, monkeypatch):
    store(tmp_path, [small.delivery(1)], now=small.NOW)
    before = small.tree(tmp_path)
    sentences = []
    for fatal in count(1):
        _fill_disk_at(monkeypatch, fatal)
        try:
            store(tmp_path, [small.delivery(2)], now=small.NOW)
        except WarehouseError as refused:
            sentences.append(refused.sentence)
        else:
            break
        finally:
            monkeypatch.undo()
        if open_snapshot(tmp_path).table("areas", small.GEMEENTE).collect()["inhabitants"][0] == 2:
            # Only the very last flush, of the folder that already holds the new manifest, comes too late to undo.
            open_snapshot(tmp_path).verify()
            break
        assert small.tree(tmp_path) == before
    assert len(sentences) > 8
    assert all("Het magazijn is zoals het was" in sentence for sentence in sentences)


def _fill_disk_at(monkeypatch, fatal):
    flush, calls = os.fsync, count(1)

    def full(handle):
        if next(calls) == fatal:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        flush(handle)

    monkeypatch.setattr("os.fsync", full)


_WRITE_WITH_LIMIT = """
import resource, sys
from pathlib import Path
from data.errors import WarehouseError
from data.warehouse import store
from tests.data import small_tables as small
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
try:
    store(Path(sys.argv[1]), [small.delivery(2)], now=small.NOW)
except WarehouseError as refused:
    sys.exit(refused.sentence)
"""


def test_a_file_that_may_not_grow_changes_nothing(tmp_path):
    store(tmp_path, [small.delivery(1)], now=small.NOW)
    before = small.tree(tmp_path)
    command = [sys.executable, "-c", _WRITE_WITH_LIMIT, str(tmp_path)]
    ended = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("De cijfers zijn niet opgeslagen")
    assert small.tree(tmp_path) == before


def test_a_folder_that_may_not_be_made_is_told_in_a_sentence(tmp_path):
    (tmp_path / "bestand").write_text("in de weg")
    with pytest.raises(WarehouseError, match="controleer de rechten"):
        store(tmp_path / "bestand" / "magazijn", [small.delivery()], now=small.NOW)
