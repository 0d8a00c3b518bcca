"""How the benchmarks measure: processor time of the server's process, and what a visitor waits for."""

import asyncio
import statistics
import time

import psutil

from tests.serving import running_server
from tests.visitor import Visitor

RERUNS, PAUSE = 20, 0.2  # without pauses Nagle's algorithm and delayed acknowledgements would be measured
SESSIONS, CLICKS = 50, 6


def processor_seconds(server):
    times = psutil.Process(server.pid).cpu_times()
    return times.user + times.system


def warm_reruns(server, page):
    """Processor milliseconds of the server per rerun, and the median of what the visitor waited, in milliseconds."""
    return asyncio.run(_warm_reruns(server, page))


async def _warm_reruns(server, page):
    async with Visitor(server, page) as visitor:
        for _ in range(3):
            _complete(await visitor.run(), page)
        await asyncio.sleep(1)
        before, waits = processor_seconds(server), []
        for _ in range(RERUNS):
            waits.append(_complete(await visitor.run(), page).wall)
            await asyncio.sleep(PAUSE)
        spent = processor_seconds(server) - before
    return 1000 * spent / RERUNS, 1000 * statistics.median(waits)


def crowd(server, page):
    """Median and 95th percentile of what 50 readers wait for, clicking without a pause, in milliseconds."""
    waits = sorted(asyncio.run(_crowd(server, page)))
    return 1000 * statistics.median(waits), 1000 * statistics.quantiles(waits, n=20)[-1]


async def _crowd(server, page):
    async def reader():
        async with Visitor(server, page) as visitor:
            runs = [_complete(await visitor.run(), page) for _ in range(CLICKS)]
        return [run.wall for run in runs[1:]]

    return [wait for waits in await asyncio.gather(*(reader() for _ in range(SESSIONS))) for wait in waits]


def first_visit(server, page):
    """The first run of a page by a new reader."""
    return asyncio.run(_first_visit(server, page))


async def _first_visit(server, page):
    async with Visitor(server, page) as visitor:
        return _complete(await visitor.run(), page)


def start(home, log, app):
    """Seconds from the start of the process until the first page is complete."""
    begun = time.perf_counter()
    with running_server(home, log, app) as server:
        first_visit(server, "")
        return time.perf_counter() - begun


def _complete(run, page):
    if not run.complete:
        raise RuntimeError(f"the page {page!r} did not run to its end")
    return run
