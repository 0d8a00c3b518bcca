"""Fifty council members open the map at the same moment, and keep clicking."""

import asyncio

import pytest

from tests import looping
from tests.visitor import Visitor

SESSIONS, RUNS = 50, 6
BUURTEN = 60  # of the Modelgemeente; the map opens on them


async def everyone_clicks(server, page):
    """Each session runs the page again as soon as it has the answer; failures are kept, not raised."""

    async def one_reader():
        async with Visitor(server, page) as visitor:
            return [await visitor.run() for _ in range(RUNS)]

    return await asyncio.gather(*(one_reader() for _ in range(SESSIONS)), return_exceptions=True)


@pytest.mark.proof
@pytest.mark.xdist_group("browser")
def test_no_reader_is_lost_and_no_page_fails_when_fifty_click_at_once(server, proof_table):
    sessions = looping.run(everyone_clicks(server, "buurtkaart"))
    lost = [session for session in sessions if isinstance(session, BaseException)]
    runs = [run for session in sessions if not isinstance(session, BaseException) for run in session]
    assert lost == []
    assert len(runs) == SESSIONS * RUNS
    assert all(run.complete for run in runs)
    assert {run.areas for run in runs} == {BUURTEN}
    proof_table("sessions at once on the map, none lost", len(sessions))
    proof_table("runs of the map under load, all complete", len(runs))
