"""Every page of the register, opened in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from pages.parts.navigation import PAGES
from tests.browser.visiting import PHONE, address, visiting

every_page = pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url_path)
SERIOUS = {"serious", "critical"}

# Streamlit's own menu puts its list items inside <div>s as soon as the menu has sections. Nothing of ours is excused.
STREAMLITS_OWN = {"list", "listitem"}
STREAMLITS_MENU = '[data-testid="stSidebarNav"]'


def serious_findings(page):
    """What axe-core finds serious or critical, as `rule: selector`, without the two findings in Streamlit's menu."""
    return [
        f"{violation['id']}: {node['target'][0]}"
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
        if not (violation["id"] in STREAMLITS_OWN and inside_streamlits_menu(page, node["target"][0]))
    ]


def inside_streamlits_menu(page, selector):
    return page.locator(selector).first.evaluate("(element, menu) => element.closest(menu) !== null", STREAMLITS_MENU)


@pytest.fixture(scope="module", params=PAGES, ids=lambda entry: entry.url_path)
def visit(request, browser, server):
    """One visit of a page at a desk, in the light theme; several tests look at it."""
    with visiting(browser, server.url + address(request.param)) as opened:
        opened.entry = request.param
        yield opened


def test_a_page_is_dutch_and_says_that_it_is_fictional(visit):
    assert visit.language == "nl"
    assert visit.page.title() == f"{visit.entry.title} · Veiligheidskompas"
    assert visit.page.get_by_test_id("stMain").get_by_text(re.compile("fictief", re.IGNORECASE)).first.is_visible()


def test_a_page_asks_nothing_of_any_other_place(visit):
    assert visit.requests
    assert visit.outside_requests() == []


def test_a_page_shows_no_failure_and_leaves_the_console_quiet(visit):
    assert visit.errors == []
    assert visit.page.get_by_test_id("stException").count() == 0
    assert visit.page.get_by_role("dialog").count() == 0


def test_a_page_comes_with_its_security_headers(visit):
    assert visit.headers["x-frame-options"] == "DENY"
    assert visit.headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self' 'sha256-" in visit.headers["content-security-policy"]
    assert "unsafe-eval" not in visit.headers["content-security-policy"]


def test_a_page_has_no_serious_accessibility_finding(visit):
    assert serious_findings(visit.page) == []


@every_page
def test_a_page_in_the_dark_theme_has_no_serious_accessibility_finding(browser, server, entry):
    with visiting(browser, server.url + address(entry), scheme="dark") as visit:
        assert serious_findings(visit.page) == []


@every_page
def test_a_page_fits_a_phone(browser, server, entry):
    with visiting(browser, server.url + address(entry), viewport=PHONE) as visit:
        assert not visit.scrolls_sideways()
        assert serious_findings(visit.page) == []
        assert visit.outside_requests() == []


def test_the_own_name_of_the_first_page_leads_there_and_keeps_the_filters(browser, server):
    with visiting(browser, f"{server.url}/{PAGES[0].url_path}?thema=onzin") as visit:
        assert visit.page.title().startswith(PAGES[0].title)
        assert visit.page.get_by_role("dialog").count() == 0
