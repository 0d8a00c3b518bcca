"""The page of the veiligheidsbeeld: cards, the six ways to look at one figure, and links to them."""

import pandas as pd
import pytest

from data.catalogue import load_catalogue
from data.modelgemeente.tables import FOLDER
from pages.parts.palette import LIGHT
from tests.pages.opening import html, opened, page, tables, words

VIEWS = [
    "Verloop",
    "Wijken vergelijken",
    "Buurten vergelijken",
    "Registratie en beleving",
    "Schade",
    "Andere gemeenten",
]


@pytest.fixture(autouse=True)
def at_home(modelgemeente_home, monkeypatch):
    monkeypatch.setenv("VK_HOME", str(modelgemeente_home))
    monkeypatch.delenv("VK_GEMEENTE", raising=False)


def look(view, figure="Woninginbraak", **more):
    return opened(page("veiligheidsbeeld"), beeld_cijfer=figure, beeld_weergave=view, **more)


@pytest.mark.parametrize("field", load_catalogue().fields.values(), ids=lambda field: field.id)
def test_every_theme_of_a_field_stands_under_its_own_heading_with_its_source_one_click_away(field):
    app = opened(page("veiligheidsbeeld"), beeld_veld=field.name)
    assert not app.exception
    themes = [theme.name for theme in load_catalogue().themes.values() if theme.field_id == field.id]
    assert [one.value for one in app.header] == [*themes, "Eén cijfer verder bekeken"]
    source = html(app)
    assert source.count('<li class="vk-kaart">') == source.count("Hoe weten we dit?") > 0
    assert source.count("Bron: ") >= source.count('<li class="vk-kaart">')
    assert "Let op." in source


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "figure",
    ["Woninginbraak", "Drugshandel", "Branden in woningen", "Demonstraties", "Leefbaarometer, score"],
)
def test_every_way_to_look_at_every_kind_of_figure_opens_without_a_fault(view, figure):
    app = look(view, figure)
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="beeld_weergave").value == view
    assert app.selectbox(key="beeld_cijfer").value == figure
    assert "Gegevensversie" in words(app)


def test_a_link_restores_field_figure_and_view():
    app = look("Andere gemeenten", "Winkeldiefstal", beeld_veld="Bedrijvigheid en veiligheid", gebied="Binnenstad")
    assert app.selectbox(key="beeld_veld").value == "Bedrijvigheid en veiligheid"
    assert app.selectbox(key="beeld_cijfer").value == "Winkeldiefstal"
    assert app.sidebar.selectbox(key="gebied").value == "Binnenstad"
    assert "Hetzelfde cijfer in vergelijkbare gemeenten" in tables(app)


def test_a_link_with_nonsense_opens_the_first_of_each():
    app = look("<b>alles</b>", "<script>alert(1)</script>", beeld_veld="9")
    assert not app.exception
    assert app.selectbox(key="beeld_weergave").value == VIEWS[0]
    assert "script" not in html(app).replace("description", "")


def test_the_funnel_has_the_same_areas_in_its_table_as_in_its_picture():
    app = look("Buurten vergelijken")
    rows = tables(app)["Woninginbraak per gebied"]
    assert len(rows) == 57
    assert {row["Plaats"] for row in rows} <= {
        "boven de buitenste lijn",
        "boven de binnenste lijn",
        "tussen de lijnen",
        "onder de binnenste lijn",
        "onder de buitenste lijn",
    }
    assert app.get("plotly_chart")
    assert "95% van gewone gebieden" in words(app)


def test_register_and_beleving_say_that_one_does_not_explain_the_other():
    app = look("Registratie en beleving")
    assert "verklaart het andere niet" in words(app)
    assert len(tables(app)["Registratie en beleving per wijk"]) == 12


@pytest.mark.parametrize(
    "figure", ["Demonstraties", "Leefbaarometer, score", "Voelt zich weleens onveilig in de eigen buurt"]
)
def test_what_is_not_counted_per_inhabitant_is_not_set_beside_beleving(figure):
    app = look("Registratie en beleving", figure)
    assert app.selectbox(key="beeld_cijfer").value == figure
    assert any("per inwoner is geteld" in one.value for one in app.info)
    assert "Registratie en beleving per wijk" not in tables(app)


def test_harm_is_shown_under_two_weighings_and_called_exploratory():
    app = look("Schade")
    rows = tables(app)["Thema's gewogen naar schade"]
    assert {"Inschatting van de makers", "Hoogste straf in de wet"} <= set(rows[0])
    assert "Verkennend" in words(app)
    assert len(app.get("plotly_chart")) == 2


def test_other_municipalities_have_their_margins_and_the_rule_can_be_opened():
    app = look("Andere gemeenten", "Alle geregistreerde misdrijven")
    rows = tables(app)["Hetzelfde cijfer in vergelijkbare gemeenten"]
    names = set(pd.read_parquet(FOLDER / "vergelijking" / "areas.parquet")["name"])
    assert rows[0]["Gemeente"] == "Modelgemeente"
    assert {row["Gemeente"] for row in rows[1:]} < names
    assert all(" tot " in row["Marge"] for row in rows)
    assert "Waar mensen vandaan komen telt nooit mee." in html(app)


def test_a_theme_without_figures_has_signals_and_what_nobody_knows():
    app = opened(page("veiligheidsbeeld"), beeld_veld="Integriteit en veiligheid")
    said = " ".join(one.value for one in app.text)
    assert "geen cijfers" in words(app).lower()
    assert "Signaal (fictief)" in said
    assert "Wat weten we niet?" in words(app)
    assert "Wie er meer van weet" in said


def test_the_theme_of_the_frame_leaves_only_that_theme():
    theme = load_catalogue().themes["V5.2"]
    app = opened(page("veiligheidsbeeld"), thema=theme.name)
    assert [one.value for one in app.header] == [theme.name, "Eén cijfer verder bekeken"]


def test_a_small_line_is_an_image_with_the_sentence_that_says_what_it_shows():
    source = html(opened(page("veiligheidsbeeld")))
    assert source.count('<img src="data:image/svg+xml,') > 5
    assert source.count("<svg") == 0
    for piece in source.split("<img ")[1:]:
        alternative = piece.partition('alt="')[2].partition('"')[0]
        assert alternative.endswith(".")
    assert LIGHT.line.removeprefix("#") in source
