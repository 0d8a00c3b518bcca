"""A saver that is killed leaves a whole number of saves: every one it reported, and at most one more."""

import os
import random
import signal
import subprocess
import sys
import time

from plan.records import goals, measures
from tests.conftest import REPOSITORY
from tests.plan.records import people

_QUICK, _IN_FULL = 50, 500


def test_a_killed_saver_loses_no_save_it_reported_and_leaves_none_half_done(records, address, request, proof_table):
    rounds = _IN_FULL if request.config.getoption("--proof") else _QUICK
    luck = random.Random(2026)
    people.with_goal(records)
    with _nursery(address) as nursery:
        for _ in range(rounds):
            reported = _save_until_killed(nursery, luck.uniform(0, 0.02))
            reached = _whole_saves(records)
            assert reached in (reported, reported + 1)
        nursery.stdin.close()
    found = records.verify()
    assert found.holds, found.faults
    assert found.lines == 3 + 2 * (reached - 1)
    proof_table("savers killed in the middle, of which none lost or halved a save", rounds)


def _nursery(address):
    command = [sys.executable, "-m", "tests.faults.saving_nursery", address]
    return subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _save_until_killed(nursery, seconds):
    """Gives the last number the saver reported."""
    print("save 1000000", file=nursery.stdin, flush=True)
    saver = int(nursery.stdout.readline().split()[1])
    lines = [nursery.stdout.readline()]
    time.sleep(seconds)
    os.kill(saver, signal.SIGKILL)
    while not lines[-1].startswith("ended"):
        lines.append(nursery.stdout.readline())
        assert lines[-1], "the nursery itself has gone"
    assert lines[-1].split()[1] == str(int(signal.SIGKILL))
    return int(lines[-2])


def _whole_saves(records):
    """The number of the last save; goal and measures must tell the same."""
    with records.reading(people.ADVISER) as reading:
        goal = goals.of_priority(reading, 1)[0]
        titles = [one.title for one in measures.of_priority(reading, 1)]
    assert titles == [f"maatregel {number}" for number in range(2, goal.version + 1)]
    assert goal.version == 1 or goal.statement == f"stand {goal.version}"
    return goal.version


def test_two_processes_that_save_in_one_file_both_get_all_their_saves_in(records, address):
    people.with_goal(records)
    with _nursery(address) as one, _nursery(address) as other:
        for nursery in (one, other):
            print("save 40", file=nursery.stdin, flush=True)
        said = [nursery.communicate(timeout=120)[0].split() for nursery in (one, other)]
    assert all(words[-2:] == ["ended", "0"] for words in said)
    numbers = sorted(int(word) for words in said for word in words[2:-2])
    assert numbers == list(range(2, 82))
    assert _whole_saves(records) == 81
    assert records.verify().holds
