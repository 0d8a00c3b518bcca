"""Measures the pages and the work on figures in one run, and prints ratios with the bound beside each.

    python -m tests.benchmarks [--rows 8000000]

Ratios say more than times: they hold on another machine. Nothing fails here; a number beyond its bound is marked. The
table of the whole country has 80 million rows and takes minutes and some twelve gigabytes; `--rows` makes it smaller.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from data import modelgemeente, warehouse
from data.settings import Settings
from pages.parts.navigation import PAGES
from tests.benchmarks import loading, measuring, national
from tests.serving import REPOSITORY, running_server

EMPTY, MAP = "leeg", "buurtkaart"
PROCESSOR_BOUNDS = {MAP: 5.0, "veiligheidsbeeld": 12.0}
ROUNDS = 3
SECONDS_TO_LOAD = 30


def main(rows):
    with tempfile.TemporaryDirectory() as folder:
        home, log = Path(folder) / "thuis", Path(folder) / "log.txt"
        warehouse.store(
            Settings(home=home).warehouse, modelgemeente.deliveries(), now=datetime(2026, 11, 2, tzinfo=UTC)
        )
        with running_server(home, log, "tests.benchmarks.framed:app") as server:
            report_reruns(server)
            report_crowd(server)
            visit = measuring.first_visit(server, MAP)
            report(f"map of {visit.areas} areas, kB on the wire, first visit", visit.received / 1000, 100)
        report_start(home, log)
    with tempfile.TemporaryDirectory() as folder:
        report_loading(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        report_national(Path(folder) / "land", rows)


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


def report_loading(folder):
    seconds, rows = loading.load(folder)
    detail = f"({rows:,} counts)"
    report("loading 100 buurten with ten years of months, seconds", seconds, SECONDS_TO_LOAD, detail)


def report_national(folder, rows):
    """Both ways in processes of their own, one after the other, on the same files."""
    national.make(folder, rows)
    ours, theirs = (_in_a_process(way, folder) for way in ("polars", "pandas"))
    same = ours["figures"] == theirs["figures"] and abs(ours["upper"] / theirs["upper"] - 1) < 1e-9
    what = f"national table by month ({rows / 1e6:g} million rows)"
    seconds = f"({ours['seconds']:.0f} and {theirs['seconds']:.0f} s)"
    memory = f"({ours['memory']:.0f} and {theirs['memory']:.0f} MB)"
    report(f"{what}: time, x pandas", ours["seconds"] / theirs["seconds"], 0.25, seconds)
    report(f"{what}: peak memory, x pandas", ours["memory"] / theirs["memory"], 0.5, memory)
    print(f"{'both ways find the same' if same else 'THE TWO WAYS DIFFER'}: {ours['figures']:,} yearly figures")


def _in_a_process(way, folder):
    command = [sys.executable, "-m", national.__name__, way, str(folder)]
    return json.loads(subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=national.ALL_ROWS, help="rows of the table of the whole country")
    main(parser.parse_args().rows)
