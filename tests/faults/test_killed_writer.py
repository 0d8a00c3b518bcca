"""A writer that is killed leaves the old version or the new one, whole, and nothing in the way of the next writer."""

import random
import signal
import subprocess
import sys
import time

from data.warehouse import open_snapshot, store
from tests.conftest import REPOSITORY
from tests.data import small_tables as small

_QUICK, _IN_FULL = 10, 100


def test_a_killed_writer_leaves_the_old_version_or_the_new_one(tmp_path, request, proof_table):
    rounds = _IN_FULL if request.config.getoption("--proof") else _QUICK
    luck = random.Random(2026)
    litter = 0
    store(tmp_path, [small.delivery(0)], now=small.NOW)
    reached = 0
    for _ in range(rounds):
        acknowledged = _write_until_killed(tmp_path, reached, luck)
        snapshot = open_snapshot(tmp_path)
        snapshot.verify()
        reached = snapshot.table("areas", small.GEMEENTE).collect()["inhabitants"][0]
        assert snapshot.table("observations", small.GEMEENTE).collect()["value"].to_list() == [reached]
        assert reached in (acknowledged, acknowledged + 1)
        litter += sum(1 for _ in (tmp_path / "tijdelijk").glob("*"))
    store(tmp_path, [small.delivery(reached + 1)], now=small.NOW)
    assert not list((tmp_path / "tijdelijk").glob("*"))
    named = {path for path in small.tree(tmp_path) if path.startswith("tabellen")}
    assert len(named) <= 4 * len(list((tmp_path / "manifesten").glob("*.json")))
    proof_table("writers killed, of which all left a whole version", rounds)
    proof_table("files that killed writers left behind and the next one removed", litter)


def _write_until_killed(root, number, luck):
    """Start a writer, kill it at some moment after its first version; gives the last number it called finished."""
    command = [sys.executable, "-m", "tests.faults.endless_writer", str(root), str(number)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as writer:
        lines = [writer.stdout.readline()]
        time.sleep(luck.uniform(0, 0.1))
        writer.send_signal(signal.SIGKILL)
        lines += writer.stdout.readlines()
    return int([line for line in lines if line.endswith("\n")][-1])
