"""The very first visit after a start, straight to a page deep inside: the trap of Streamlit's `pages/` folder."""

from pages.parts.navigation import PAGES
from tests.browser.visiting import address, visiting
from tests.serving import running_server


def test_a_deep_link_as_the_first_visit_shows_the_frame_and_the_page(browser, modelgemeente_home, tmp_path):
    entry = PAGES[-1]
    with (
        running_server(modelgemeente_home, tmp_path / "log.txt") as fresh,
        visiting(browser, fresh.url + address(entry)) as visit,
    ):
        menu = visit.page.get_by_test_id("stSidebarNav")
        for other in PAGES:
            assert menu.get_by_text(other.title, exact=True).is_visible()
        assert visit.page.title() == f"{entry.title} · Veiligheidskompas"
        assert visit.page.get_by_role("dialog").count() == 0
        assert visit.page.get_by_text("Page not found").count() == 0
