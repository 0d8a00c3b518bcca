"""Measures the pages side by side in one run, and prints multiples of an empty page with the bound beside each.

    python -m tests.benchmarks

Ratios say more than times: they hold on another machine. Nothing fails here; a number beyond its bound is marked.
"""

import statistics
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from data import modelgemeente, warehouse
from data.settings import Settings
from pages.parts.navigation import PAGES
from tests.benchmarks import measuring
from tests.serving import running_server

EMPTY, MAP = "leeg", "buurtkaart"
PROCESSOR_BOUNDS = {MAP: 5.0}
ROUNDS = 3


def main():
    with tempfile.TemporaryDirectory() as folder:
        home, log = Path(folder) / "thuis", Path(folder) / "log.txt"
        warehouse.store(
            Settings(home=home).warehouse, [modelgemeente.delivery()], now=datetime(2026, 11, 2, tzinfo=UTC)
        )
        with running_server(home, log, "tests.benchmarks.framed:app") as server:
            report_reruns(server)
            report_crowd(server)
            visit = measuring.first_visit(server, MAP)
            report(f"map of {visit.areas} areas, kB on the wire, first visit", visit.received / 1000, 100)
        report_start(home, log)


def report(what, value, bound, detail=""):
    print(f"{what:<62} {value:>8.2f}   at most {bound:>6g}   {'' if value <= bound else 'BEYOND'}  {detail}")


def report_reruns(server):
    """Rounds are interleaved, so that a slow moment of the machine strikes every page alike."""
    addresses = [EMPTY, *("" if entry is PAGES[0] else entry.url_path for entry in PAGES)]
    rounds = [{page: measuring.warm_reruns(server, page) for page in addresses} for _ in range(ROUNDS)]
    median = {page: [statistics.median(one[page][part] for one in rounds) for part in (0, 1)] for page in addresses}
    empty, _ = median[EMPTY]
    print(f"empty page in the frame: {empty:.1f} ms of processor time per warm rerun")
    for page in addresses[1:]:
        processor, wait = median[page]
        name = page or PAGES[0].url_path
        report(f"{name}: processor time per warm rerun, x empty", processor / empty, PROCESSOR_BOUNDS.get(page, 8.0))
        report(f"{name}: median wait for a warm rerun, ms", wait, 100, f"({processor:.1f} ms of processor time)")


def report_crowd(server):
    rounds = [(measuring.crowd(server, EMPTY), measuring.crowd(server, MAP)) for _ in range(ROUNDS)]
    for part, name, bound in ((0, "median", 2.5), (1, "95th percentile", 4.0)):
        empty, full = (statistics.median(one[which][part] for one in rounds) for which in (0, 1))
        detail = f"({full:.0f} and {empty:.0f} ms)"
        report(f"{measuring.SESSIONS} sessions flat out on the map: {name}, x empty", full / empty, bound, detail)


def report_start(home, log):
    rounds = [
        (measuring.start(home, log, "tests.benchmarks.bare:app"), measuring.start(home, log, "dashboard:app"))
        for _ in range(ROUNDS)
    ]
    bare, ours = (statistics.median(one[which] for one in rounds) for which in (0, 1))
    report(
        "start to first page, x an empty app with the same imports", ours / bare, 1.5, f"({ours:.1f} and {bare:.1f} s)"
    )


if __name__ == "__main__":
    main()
