"""A real browser that looks at the running dashboard."""

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import chromium


def pytest_collection_modifyitems(items):
    """All browser tests in one worker: one server, one browser."""
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser():
    executable = chromium.find()
    if executable is None:
        pytest.fail("no Chromium on this machine; `make test` installs one")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=list(chromium.FLAGS))
        yield opened
        opened.close()
