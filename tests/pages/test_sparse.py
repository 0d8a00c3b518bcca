"""Every page of a municipality that has hardly anything: one area, one series, no survey, no traits, no outlines."""

from dataclasses import replace

import pytest

from data.settings import Settings
from data.warehouse import store
from pages.parts.navigation import PAGES
from tests.data.small_tables import GEMEENTE, NOW, delivery, observations
from tests.pages.opening import opened, page, words

VIEWS = ["Wijken vergelijken", "Buurten vergelijken", "Registratie en beleving", "Schade", "Andere gemeenten"]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("klein")
    one = delivery(2000)
    rows = observations(dict.fromkeys(range(24), 5))
    tables = {name: table for name, table in one.tables.items() if name != "boundaries"} | {"observations": rows}
    store(Settings(home=folder).warehouse, [replace(one, tables=tables)], now=NOW)
    return folder


@pytest.fixture(autouse=True)
def at_home(home, monkeypatch):
    monkeypatch.setenv("VK_HOME", str(home))
    monkeypatch.setenv("VK_GEMEENTE", GEMEENTE)


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url_path)
def test_every_page_opens_and_shows_nothing_fictional(entry):
    app = opened(entry)
    assert not app.exception
    assert not app.error
    assert "Fictief" not in words(app)


@pytest.mark.parametrize("view", VIEWS)
def test_every_way_to_look_says_what_is_missing(view):
    app = opened(page("veiligheidsbeeld"), beeld_weergave=view)
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="beeld_weergave").value == view


@pytest.mark.parametrize("how", ["Gladgestreken", "Ruw", "Verandering", "Stapeling"])
@pytest.mark.parametrize("level", ["Wijken", "Buurten"])
def test_a_map_without_areas_is_an_empty_list_and_no_fault(how, level):
    app = opened(page("buurtkaart"), kaart_weergave=how, kaart_niveau=level)
    assert not app.exception
    assert not app.error
    assert any("geen grenzen geladen" in one.value for one in app.info)
