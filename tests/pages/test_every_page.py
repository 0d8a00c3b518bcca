"""Every page through Streamlit's own test harness: inside the frame, as each role, and with the clock two years on."""

from html import escape

import pytest
import time_machine

from data.catalogue import load_catalogue
from pages.parts.navigation import PAGES
from pages.parts.plain import plain
from pages.parts.view import Role
from tests.pages.opening import opened, page, words


@pytest.fixture(autouse=True)
def at_home(modelgemeente_home, monkeypatch):
    monkeypatch.setenv("VK_HOME", str(modelgemeente_home))
    monkeypatch.delenv("VK_GEMEENTE", raising=False)


@pytest.mark.parametrize("role", [role.value for role in Role])
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url_path)
def test_a_page_opens_without_a_fault_as_every_role(entry, role):
    app = opened(entry)
    app.sidebar.selectbox(key="rol").set_value(role).run()
    assert not app.exception
    assert not app.error
    assert app.title


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url_path)
def test_the_modelgemeente_does_not_rot_when_the_clock_is_two_years_on(entry):
    with time_machine.travel("2028-11-24 12:00:00", tick=True):
        app = opened(entry)
        assert not app.exception
        later = words(app)
    assert words(opened(entry)) == later


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url_path)
def test_every_page_says_that_it_is_fictional(entry):
    assert any("Fictief" in one.value for one in opened(entry).caption)


def test_a_link_opens_the_area_the_period_and_the_theme_of_the_sender():
    app = opened(page("briefing"), gebied="Sterrenkwartier", periode="2024", thema="Fysieke kwaliteit")
    assert app.sidebar.selectbox(key="gebied").value == "Sterrenkwartier"
    assert app.sidebar.selectbox(key="periode").value == "2024"
    assert "Fysieke kwaliteit" in app.sidebar.selectbox(key="thema").value
    assert "december 2024" in words(app)


def test_a_link_with_nonsense_falls_back_to_the_whole_municipality():
    app = opened(page("start"), gebied="<script>alert(1)</script>", periode="9999")
    assert not app.exception
    assert app.sidebar.selectbox(key="gebied").value == "Heel Modelgemeente"


def test_choosing_a_wijk_tells_how_it_goes_there():
    app = opened(page("start"))
    app.sidebar.selectbox(key="gebied").set_value("Binnenstad").run()
    assert app.title[0].value == "Hoe staat het ervoor in Binnenstad?"


def test_a_click_on_the_map_opens_the_profile_of_that_buurt():
    app = opened(page("buurtkaart"))
    app.selectbox(key="kaart_gebied").set_value("Marktbuurt").run()
    assert [one.value for one in app.subheader] == ["Marktbuurt"]
    assert app.get("plotly_chart")


def test_a_person_bound_figure_opens_the_map_at_wijken_and_says_why():
    app = opened(page("buurtkaart"))
    app.selectbox(key="kaart_cijfer").set_value("Drugshandel").run()
    assert any("gaat over mensen" in one.value for one in app.info)
    assert "Populierenveld" in app.markdown[0].value


def test_without_figures_the_page_says_which_command_loads_them(tmp_path, monkeypatch):
    monkeypatch.setenv("VK_HOME", str(tmp_path / "leeg"))
    app = opened(page("start"))
    assert not app.exception
    assert app.header[0].value == "Er zijn nog geen cijfers"
    assert app.code[0].value == "python -m data demo"


def test_a_wrong_setting_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setenv("VK_GEMEENTE", "Breda")
    app = opened(page("start"))
    assert not app.exception
    assert "VK" in app.error[0].value


def test_the_manual_explains_every_indicator_and_every_word():
    app = opened(page("handleiding"))
    explained = " ".join(one.proto.body for one in app.get("html"))
    assert all(escape(indicator.name) in explained for indicator in load_catalogue().indicators.values())
    assert all(escape(indicator.definition) in explained for indicator in load_catalogue().indicators.values())
    assert all(plain(term.meaning) in words(app) for term in load_catalogue().glossary.values())
