"""The server starts in both ways that are offered, and what a page needs is there before the first visitor.

A library imported later would be walked by the garbage collector at every click.
"""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests import looping
from tests.serving import running_server
from tests.visitor import Visitor

REPOSITORY = Path(__file__).parents[2]

# In a process of its own: in this one, other tests have imported everything already.
VISIT_EVERY_PAGE = """
import json, logging, sys
logging.disable(logging.CRITICAL)
from streamlit.testing.v1 import AppTest
from pages.parts.navigation import PAGES
from pages.parts.server.startup import import_everything

import_everything()
before = {name.partition(".")[0] for name in sys.modules}
ours = {name for name in sys.modules if name.startswith(("data", "geo", "metrics", "plan", "pages"))}
screen = AppTest.from_file(sys.argv[1], default_timeout=60)
for entry in PAGES:
    screen.switch_page(str(entry.path)).run()
    assert not screen.exception, screen.exception
late = {name.partition(".")[0] for name in sys.modules} - before
late |= {name for name in sys.modules if name.startswith(("data.", "geo.", "metrics.", "plan.", "pages."))} - ours
print(json.dumps(sorted(late)))
"""


def test_opening_every_page_imports_no_library_and_no_module_of_ours_that_start_up_had_not(modelgemeente_home):
    frame = REPOSITORY / "pages" / "parts" / "frame.py"
    visited = subprocess.run(
        [sys.executable, "-c", VISIT_EVERY_PAGE, str(frame)],
        cwd=REPOSITORY,
        env={"VK_HOME": str(modelgemeente_home), "PYTHONPATH": str(REPOSITORY), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert visited.returncode == 0, visited.stderr
    assert json.loads(visited.stdout.splitlines()[-1]) == []


@pytest.mark.parametrize("app", ["dashboard:app", "dashboard.py"], ids=["uvicorn", "streamlit run"])
def test_both_ways_to_start_serve_the_dutch_document_with_its_headers_and_the_first_page(
    app, modelgemeente_home, tmp_path
):
    with running_server(modelgemeente_home, tmp_path / "log.txt", app) as server:
        with urllib.request.urlopen(server.url) as answer:
            assert b'<html lang="nl">' in answer.read()
            assert answer.headers["X-Frame-Options"] == "DENY"
        with urllib.request.urlopen(server.url + "/gezond") as answer:
            assert json.load(answer) == {"status": "goed"}
        assert looping.run(first_run(server)).complete


async def first_run(server):
    async with Visitor(server, "") as visitor:
        return await visitor.run()
