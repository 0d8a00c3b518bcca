"""Two writers at once: one gets the slot, the other is told to wait, and nothing mixes."""

import fcntl
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from data.errors import WarehouseBusy
from data.warehouse import open_snapshot, store
from tests.conftest import REPOSITORY
from tests.data import small_tables as small


def test_a_second_writer_is_told_to_wait_and_changes_nothing(tmp_path):
    store(tmp_path, [small.delivery(1)], now=small.NOW)
    before = small.tree(tmp_path)
    with (tmp_path / "slot").open("ab") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        with pytest.raises(WarehouseBusy, match="Wacht"):
            store(tmp_path, [small.delivery(2)], now=small.NOW)
        assert small.tree(tmp_path) == before
    store(tmp_path, [small.delivery(2)], now=small.NOW)


def test_two_busy_writers_leave_whole_versions_only(tmp_path):
    command = [sys.executable, "-m", "tests.faults.endless_writer", str(tmp_path), "0"]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as other:
        other.stdout.readline()
        stored = 0
        until = time.monotonic() + 60
        while stored < 3 and time.monotonic() < until:
            with suppress(WarehouseBusy):
                store(tmp_path, [small.delivery(1_000_000 + stored, small.OTHER_GEMEENTE)], now=small.NOW)
                stored += 1
            open_snapshot(tmp_path).verify()
        other.send_signal(signal.SIGKILL)
    assert stored == 3
    snapshot = open_snapshot(tmp_path)
    for gemeente in snapshot.gemeenten():
        inhabitants = snapshot.table("areas", gemeente).collect()["inhabitants"].to_list()
        assert snapshot.table("observations", gemeente).collect()["value"].to_list() == inhabitants
    assert snapshot.table("areas", small.OTHER_GEMEENTE).collect()["inhabitants"][0] == 1_000_000 + stored - 1
