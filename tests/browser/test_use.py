"""What people do: click the map, walk it with the keyboard, send a link, print the briefing, ask under another name."""

import contextlib
import re
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import serious_findings
from tests.browser.visiting import DESKTOP, PHONE, visiting, wait_until_complete


def choose(page, label, option):
    page.get_by_role("combobox", name=label).first.click()
    page.get_by_role("combobox", name=label).first.fill(option)  # a long list shows only what lies near
    page.get_by_role("option", name=option, exact=True).click()
    page.wait_for_timeout(300)  # until the question has left, the page still looks complete
    wait_until_complete(page)


def test_a_click_on_the_map_opens_the_profile_of_that_area(browser, server):
    with visiting(browser, f"{server.url}/buurtkaart?kaart_niveau=Wijken") as visit:
        canvas = visit.page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first
        expect(canvas).to_be_visible()
        course = visit.page.get_by_test_id("stPlotlyChart")
        for _ in range(6):  # a busy machine draws the map late: before that, a click finds nothing
            visit.page.wait_for_timeout(2000)
            box = canvas.bounding_box()
            visit.page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.45)
            with contextlib.suppress(AssertionError):
                expect(course).to_be_visible(timeout=8_000)
                break
        expect(course).to_be_visible()
        assert "kaart_gebied=" in visit.page.url


def test_a_link_shows_another_reader_the_same_view(browser, server):
    with visiting(browser, f"{server.url}/buurtkaart") as visit:
        choose(visit.page, "Cijfer", "Fietsdiefstal")
        visit.page.get_by_role("radio", name="Wijken").click()
        expect(visit.page.get_by_role("table").first.locator("tbody tr")).to_have_count(12, timeout=20_000)
        visit.page.get_by_role("radio", name="Ruw").click()
        expect(visit.page).to_have_url(re.compile("kaart_weergave=Ruw"), timeout=20_000)
        wait_until_complete(visit.page)
        choose(visit.page, "Kies een gebied", "Stationskwartier")
        expect(visit.page.get_by_role("heading", name="Stationskwartier")).to_be_visible(timeout=20_000)
        wait_until_complete(visit.page)
        sent, seen = visit.page.url, visit.page.get_by_test_id("stMain").inner_text()
    with visiting(browser, sent) as received:
        assert received.page.get_by_test_id("stMain").inner_text() == seen


def test_area_and_period_go_along_to_the_next_page(browser, server):
    with visiting(browser, f"{server.url}/?gebied=Sterrenkwartier") as visit:
        visit.page.get_by_role("link", name="Briefing").first.click()
        expect(visit.page.get_by_role("heading", level=1)).to_contain_text("Waarover")
        wait_until_complete(visit.page)
        assert "gebied=Sterrenkwartier" in visit.page.url
        expect(visit.page.get_by_test_id("stMain")).to_contain_text("Vernieling, Sterrenkwartier")


def test_the_list_can_be_sorted_and_an_area_opened_with_the_keyboard_alone(browser, server):
    with visiting(browser, f"{server.url}/buurtkaart") as visit:
        visit.page.get_by_role("combobox", name="Volgorde").focus()
        visit.page.keyboard.type("Naam")
        visit.page.keyboard.press("Enter")
        cells = visit.page.get_by_role("table").first.locator("tbody tr td:first-child")
        alphabetical = sorted(cells.all_inner_texts())
        assert len(alphabetical) == 60
        expect(cells).to_have_text(alphabetical, timeout=20_000)
        wait_until_complete(visit.page)
        visit.page.get_by_role("combobox", name="Kies een gebied").focus()
        visit.page.keyboard.type("Marktbuurt")
        expect(visit.page.get_by_role("option", name="Marktbuurt")).to_be_visible()
        visit.page.keyboard.press("Enter")
        expect(visit.page.get_by_role("heading", name="Marktbuurt")).to_be_visible(timeout=20_000)


def test_on_a_phone_the_list_comes_before_the_map(browser, server):
    with visiting(browser, f"{server.url}/buurtkaart", viewport=PHONE) as visit:
        table = visit.page.get_by_role("table").first.bounding_box()
        chart = visit.page.get_by_test_id("stDeckGlJsonChart").bounding_box()
        assert table["y"] < chart["y"]


def test_the_list_holds_the_same_figures_as_the_map(browser, server):
    with visiting(browser, f"{server.url}/buurtkaart") as visit:
        rows = visit.page.get_by_role("table").first.locator("tbody tr")
        assert rows.count() == 60
        assert rows.filter(has_text="te weinig om te zeggen").count() == 3
        expect(visit.page.get_by_text("Over 3 van de 60 buurten is te weinig om te zeggen.")).to_be_visible()


def test_the_briefing_prints_on_one_page(browser, server):
    with visiting(browser, f"{server.url}/briefing") as visit:
        paper = visit.page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1


@pytest.mark.parametrize("path", ["/", "/gezond", "/_stcore/health"])
def test_a_request_under_another_name_is_refused(server, path):
    request = urllib.request.Request(server.url + path, headers={"Host": "kwaad.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.code == 400
    refused.value.close()


BEELD_VIEWS = [
    "Verloop",
    "Wijken vergelijken",
    "Buurten vergelijken",
    "Registratie en beleving",
    "Schade",
    "Andere gemeenten",
]
MAP_VIEWS = ["Ruw", "Verandering", "Stapeling"]


def test_a_map_never_asks_a_third_party_for_a_basemap(browser, server):
    with visiting(browser, f"{server.url}/buurtkaart") as visit:
        expect(visit.page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first).to_be_visible()
        visit.page.wait_for_timeout(3000)  # a basemap is asked for after the first frame
        assert visit.outside_requests() == []
        assert visit.errors == []


def test_a_link_to_the_veiligheidsbeeld_shows_another_reader_the_same(browser, server):
    with visiting(browser, f"{server.url}/veiligheidsbeeld") as visit:
        choose(visit.page, "Veiligheidsveld", "Bedrijvigheid en veiligheid")
        choose(visit.page, "Cijfer", "Winkeldiefstal")
        choose(visit.page, "Bekijk als", "Wijken vergelijken")
        expect(visit.page.get_by_role("region", name="Winkeldiefstal per gebied")).to_be_visible(timeout=20_000)
        expect(visit.page).to_have_url(re.compile("beeld_weergave=Wijken"), timeout=20_000)
        wait_until_complete(visit.page)
        sent, seen = visit.page.url, visit.page.get_by_test_id("stMain").inner_text()
    with visiting(browser, sent) as received:
        assert received.page.get_by_test_id("stMain").inner_text() == seen


def test_how_we_know_a_figure_opens_with_the_keyboard_alone(browser, server):
    with visiting(browser, f"{server.url}/veiligheidsbeeld") as visit:
        fold = visit.page.locator(".vk-kaart details").first
        fold.locator("summary").focus()
        assert not fold.evaluate("fold => fold.open")
        visit.page.keyboard.press("Enter")
        expect(fold.locator("p").first).to_be_visible()
        expect(fold).to_contain_text("Bron: ")


def test_a_view_can_be_chosen_with_the_keyboard_alone(browser, server):
    with visiting(browser, f"{server.url}/veiligheidsbeeld") as visit:
        visit.page.get_by_role("combobox", name="Bekijk als").focus()
        visit.page.keyboard.type("Schade")
        visit.page.keyboard.press("Enter")
        table = visit.page.get_by_role("region", name="Thema's gewogen naar schade")
        expect(table).to_be_visible(timeout=20_000)
        wait_until_complete(visit.page)
        assert "beeld_weergave=Schade" in visit.page.url


@pytest.mark.parametrize("view", BEELD_VIEWS)
def test_every_view_of_a_figure_fits_a_phone_and_leaves_the_console_quiet(browser, server, view):
    address = f"{server.url}/veiligheidsbeeld?beeld_cijfer=Diefstal+uit+of+vanaf+een+auto&beeld_weergave={quote(view)}"
    with visiting(browser, address, viewport=PHONE) as visit:
        assert not visit.scrolls_sideways()
        assert visit.page.get_by_test_id("stException").count() == 0
        assert visit.errors == []
        assert visit.outside_requests() == []
        assert serious_findings(visit.page) == []


@pytest.mark.parametrize("view", MAP_VIEWS)
def test_every_view_of_the_map_fits_a_phone_with_the_list_before_the_map(browser, server, view):
    with visiting(browser, f"{server.url}/buurtkaart?kaart_weergave={view}", viewport=PHONE) as visit:
        assert not visit.scrolls_sideways()
        table = visit.page.get_by_role("table").first.bounding_box()
        chart = visit.page.get_by_test_id("stDeckGlJsonChart").bounding_box()
        assert table["y"] < chart["y"]
        assert serious_findings(visit.page) == []


def test_cards_stand_beside_each_other_at_a_desk_and_below_each_other_on_a_phone(browser, server):
    for viewport, columns in ((DESKTOP, 3), (PHONE, 1)):
        with visiting(browser, f"{server.url}/veiligheidsbeeld", viewport=viewport) as visit:
            cards = visit.page.locator(".vk-kaarten").first.locator(".vk-kaart")
            lefts = {round(card.bounding_box()["x"]) for card in cards.all()}
            assert len(lefts) >= columns
            assert (len(lefts) == 1) is (columns == 1)


def test_going_back_a_version_asks_first(browser, server):
    with visiting(browser, f"{server.url}/gegevens") as visit:
        expect(visit.page.get_by_text("Er is maar één versie.")).to_be_visible()
        assert visit.page.get_by_role("button", name="Ga terug").count() == 0
