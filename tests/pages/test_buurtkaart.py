"""The map: four ways to look, another denominator, and what a link restores."""

import csv
import io
import json

import pydeck as pdk
import pytest

from pages.parts.plain import plain
from plan.figures.table import COLUMNS
from tests.pages.opening import opened, page, tables, words


@pytest.fixture(autouse=True)
def at_home(modelgemeente_home, monkeypatch):
    monkeypatch.setenv("VK_HOME", str(modelgemeente_home))
    monkeypatch.delenv("VK_GEMEENTE", raising=False)


def look(**query):
    return opened(page("buurtkaart"), **{f"kaart_{name}": value for name, value in query.items()})


def test_the_map_opens_with_a_figure_that_all_buurten_can_have():
    app = look()
    assert len(tables(app)["Woninginbraak per gebied"]) == 60
    assert app.get("deck_gl_json_chart")


def test_another_denominator_is_written_wherever_the_figure_is():
    app = look(cijfer="Woninginbraak", noemer="per 1.000 woningen")
    assert app.selectbox(key="kaart_noemer").value == "per 1.000 woningen"
    assert plain("per 1.000 woningen in de hele gemeente") in words(app)
    assert plain("per 1.000 inwoners in de hele gemeente") not in words(app)


def test_one_cannot_choose_where_there_is_nothing_to_choose():
    app = look(cijfer="Mishandeling")
    assert "kaart_noemer" not in {one.key for one in app.selectbox}


def test_change_is_told_with_its_two_periods_and_a_verdict_for_each_area():
    app = look(cijfer="Vernieling", niveau="Wijken", weergave="Verandering", vergelijk="2024")
    rows = tables(app)["Vernieling per gebied"]
    assert "van 2024 naar okt 2025 t/m sep 2026" in words(app)
    assert {"Eerst", "Nu", "Verschil", "Oordeel"} < set(rows[0])
    assert next(row for row in rows if row["Gebied"] == "Sterrenkwartier")["Oordeel"] == "Slechter"


@pytest.mark.parametrize("figure", ["Leefbaarometer, score", "Voelt zich weleens onveilig in de eigen buurt"])
def test_where_no_earlier_period_was_counted_the_figure_itself_is_shown_and_that_is_said(figure):
    app = look(cijfer=figure, weergave="Verandering")
    assert not app.exception
    assert any("geen eerdere periode geteld" in one.value for one in app.info)


def test_stacking_counts_findings_and_gives_no_score():
    app = look(weergave="Stapeling", niveau="Wijken")
    rows = tables(app)["Cijfers die hoog zijn, per gebied"]
    assert len(rows) == 12
    assert all(row["Hoeveel"].isdigit() for row in rows)
    assert "aantoonbaar boven de hele gemeente" in words(app)
    assert not any(word in words(app).lower() for word in ("score", "rapportcijfer", "ranglijst"))


def test_a_business_park_is_warned_for_in_its_profile():
    app = look(cijfer="Bedrijfsinbraak", gebied="Vlonder Zuid")
    if not app.subheader:
        app.selectbox(key="kaart_gebied").set_value("Vlonder Zuid").run()
    assert any("bedrijventerrein" in one.value for one in app.info)


def test_the_file_under_the_map_says_by_what_was_divided(monkeypatch):
    made = []
    monkeypatch.setattr("pages.parts.download.st.download_button", lambda _label, data, **_: made.append(data()))
    look(cijfer="Woninginbraak", niveau="Wijken", noemer="per 1.000 woningen", weergave="Ruw")
    rows = list(csv.DictReader(io.StringIO(made[-1].decode("utf-8-sig")), delimiter=";"))
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == 12
    assert {row["eenheid"] for row in rows} == {"per 1.000 woningen"}
    assert all(row["bron"] for row in rows)


def test_the_map_is_said_to_have_no_basemap_in_the_words_of_pydeck():
    own = json.loads(look().get("deck_gl_json_chart")[0].proto.json)
    theirs = json.loads(pdk.Deck(layers=[], initial_view_state=None, map_provider=None).to_json())
    assert own["mapStyle"] == theirs["mapStyle"]
    assert own["views"] == theirs["views"]
    assert not own["mapProvider"]
