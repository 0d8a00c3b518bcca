"""What a page needs is there before the first visitor: a library imported later would be walked at every click."""

import json
import subprocess
import sys
from pathlib import Path

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
