"""The page of the data: what there is, how old, and who may go back a version."""

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import polars as pl
import pytest

from data import modelgemeente, warehouse
from data.catalogue import load_catalogue
from data.modelgemeente.tables import FOLDER
from data.settings import Settings
from tests.pages.opening import html, opened, page, tables, words

NOW = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.fixture
def at_home(modelgemeente_home, monkeypatch):
    monkeypatch.setenv("VK_HOME", str(modelgemeente_home))
    monkeypatch.delenv("VK_GEMEENTE", raising=False)


@pytest.fixture
def two_versions(tmp_path, monkeypatch):
    """A home of its own with two versions of the Modelgemeente; gives the warehouse and the name of each version."""
    monkeypatch.setenv("VK_HOME", str(tmp_path))
    monkeypatch.delenv("VK_GEMEENTE", raising=False)
    root = Settings(home=tmp_path).warehouse
    first = modelgemeente.delivery()
    areas = first.tables["areas"].with_columns(name=pl.lit("Nieuwstad"))
    second = replace(first, tables={**first.tables, "areas": areas})
    versions = [warehouse.store(root, [one], now=NOW) for one in (first, second)]
    return root, versions


@pytest.mark.usefixtures("at_home")
def test_every_loaded_series_stands_in_the_table_with_its_span():
    rows = tables(opened(page("gegevens")))["Alle geladen cijfers"]
    stored = [pd.read_parquet(FOLDER / f"{name}.parquet") for name in ("observations", "survey_results")]
    series = {key for table in stored for key in table.groupby(["indicator_id", "resolution"], observed=True).groups}
    names = load_catalogue().indicators
    assert sorted(row["Cijfer"] for row in rows) == sorted(names[name].name for name, _ in series if name in names)
    burglary = next(row for row in rows if row["Cijfer"] == "Woninginbraak")
    assert (burglary["Van"], burglary["Tot en met"], burglary["Elke"]) == ("jan 2015", "sep 2026", "maand")
    assert burglary["Niveaus"] == "gemeente, wijken en buurten"


@pytest.mark.usefixtures("at_home")
def test_every_figure_has_its_definition_and_licence_and_nobody_is_asked_to_load_people():
    app = opened(page("gegevens"))
    assert "Fictief" in html(app) or "fictie" in html(app)
    assert all(row["Licentie"] for row in tables(app)["Bronnen van de cijfers"])
    assert "Let op." in html(app)
    assert "niets over personen" in words(app)


@pytest.mark.usefixtures("at_home")
def test_what_is_not_there_is_named():
    app = opened(page("gegevens"))
    missing = " ".join(one.value for one in app.text)
    names = load_catalogue().indicators
    absent = [names[name].name for name in modelgemeente.ABSENT if not names[name].sum_of and names[name].theme]
    assert absent
    assert all(name in missing for name in absent)


def ask_to_go_back(role):
    app = opened(page("gegevens"))
    app.sidebar.selectbox(key="rol").set_value(role).run()
    assert app.button(key="gegevens_terug").disabled
    app.checkbox(key="gegevens_zeker").check().run()
    app.button(key="gegevens_terug").click().run()
    assert not app.exception
    return app


def test_a_council_member_asks_in_vain_and_hears_whom_to_ask(two_versions):
    root, (_, second) = two_versions
    app = ask_to_go_back("Raadslid")
    assert "de beheerder" in app.error[0].value
    assert warehouse.open_snapshot(root).version == second


@pytest.mark.parametrize("role", ["Adviseur veiligheid", "Burgemeester"])
def test_who_keeps_the_data_goes_back_and_everyone_sees_the_figures_of_then(two_versions, role):
    root, (first, second) = two_versions
    assert "Nieuwstad" in opened(page("start")).title[0].value
    app = ask_to_go_back(role)
    assert first[:12] in app.success[0].value
    assert warehouse.open_snapshot(root).version == first != second
    assert opened(page("start")).title[0].value == "Hoe staat het ervoor in Modelgemeente?"
    assert "Er is maar één versie" in words(opened(page("gegevens")))
