"""Gemeenten by name: provinces beside them, two with one name, those that are gone, and CBS never mixed with police."""

import csv
import json
from datetime import date

import pytest

from data.errors import BrokenContent, SourceError, UnknownArea
from data.sources.gemeente_labels_csv import read_gemeente_labels
from data.sources.gemeente_names import gemeenten_by_name, is_larger_than_a_gemeente
from tests.data import figure_town as figures
from tests.data import small_town as town


def _read(text, **known):
    return read_gemeente_labels(figures.opened(text), figures.known(**known))


def test_cbs_crime_is_a_series_of_its_own_and_its_zero_years_are_no_zeros(tmp_path):
    text, snapshot = figures.load(tmp_path / "magazijn", town.AREAS, figures.cbs_text())
    assert figures.stored(snapshot, "cbs_misdrijven_totaal") == {
        ("GM9901", date(2019, 1, 1)): None,
        ("GM9901", date(2020, 1, 1)): 65.0,
    }
    assert figures.stored(snapshot, "totaal_misdrijven") == {}
    assert "leg haar niet naast cijfers van de politie" in text
    assert "1 gemeente is weggelaten" in text


def test_police_crime_per_gemeente_is_the_series_of_wijken_and_buurten(tmp_path):
    text, snapshot = figures.load(tmp_path / "magazijn", town.AREAS, figures.gemeenten_text())
    assert figures.stored(snapshot, "totaal_misdrijven") == {("GM9901", date(2022, 1, 1)): 65.0}
    assert "2 rijen gaan over het land" in text


def test_a_province_is_never_the_gemeente_of_that_name():
    assert is_larger_than_a_gemeente("Groningen (PV)")
    assert not is_larger_than_a_gemeente("Groningen (gemeente)")
    places = figures.places([("GM0014", "Groningen")])
    names = ["Groningen (PV)", "Groningen (gemeente)", "Nederland"]
    found = gemeenten_by_name("f.csv", names, places)
    assert {name: place.code for name, place in found.items()} == {"Groningen (gemeente)": "GM0014"}


def test_brackets_and_accents_matter_only_where_two_gemeenten_would_be_one():
    towns = [("GM0373", "Bergen (NH.)"), ("GM0893", "Bergen (L.)"), ("GM1900", "Sudwest-Fryslan"), ("GM0888", "Beek")]
    found = gemeenten_by_name(
        "f.csv", ["Bergen (L.)", "Bergen", "Súdwest-Fryslân", "Beek (L.)", "Weg"], figures.places(towns)
    )
    assert {name: place.code for name, place in found.items()} == {
        "Bergen (L.)": "GM0893",
        "Súdwest-Fryslân": "GM1900",
        "Beek (L.)": "GM0888",
    }


def test_two_names_for_one_gemeente_are_refused():
    text = figures.cbs_text() + '"Misdrijven, totaal",Klein (K.),2020,5.0,100.0\r\n'
    with pytest.raises(BrokenContent, match=r"Klein \(K\.\) en Klein \(gemeente\) lijken allebei GM9901"):
        _read(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (figures.cbs_text().replace("65.0", "-65.0"), ["rij 5", "-65"]),
        (
            figures.cbs_text().replace('"Misdrijven, totaal",Klein', '"Vermogensmisdrijven",Klein', 1),
            ["rij 4", "totaal"],
        ),
        (figures.cbs_text().replace(",2019,0", ",2020,0"), ["rij 5", "nog een keer"]),
        (figures.gemeenten_text().replace("Totaal misdrijven", "Total crimes"), ["rij 2", "vertaald"]),
        (figures.gemeenten_text().replace('"2022"', '"vorig jaar"'), ["rij 2", "vorig jaar"]),
    ],
)
def test_what_breaks_a_rule_is_refused(text, told):
    with pytest.raises(BrokenContent) as refused:
        _read(text)
    for part in ["bestand.txt", *told]:
        assert part in refused.value.sentence


def test_gemeenten_that_are_not_loaded_are_no_reason_to_store_nothing_quietly():
    with pytest.raises(UnknownArea, match="geen gemeente die hier bekend is"):
        _read(figures.cbs_text(), places=figures.places([("GM0758", "Breda")]))


def test_provinces_alone_are_refused(shared_data, tmp_path):
    path = shared_data / "crime/politie_47013NED_misdrijven_provincie_2013_2018.csv"
    with pytest.raises(SourceError, match="gaat over Nederland en provincies, niet over een gemeente"):
        figures.load(tmp_path / "magazijn", town.AREAS, path)


def test_the_cbs_file_of_393_regions_equals_what_is_read_for_gemeenten_of_2022(shared_data, proof_table):
    path = shared_data / "crime/cbs_83648NED_misdrijven_totaal_gemeente_labelled_2010_2020.csv"
    features = json.loads((shared_data / "boundaries/cbs_gemeente_2022_nl_kerncijfers.geojson").read_text())["features"]
    names = {one["properties"]["code"]: one["properties"]["name"] for one in features}
    content = _read(path.read_bytes(), places=figures.places(names.items()))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4_323
    spelled_otherwise = {
        "'s-Gravenhage": "'s-Gravenhage (gemeente)",
        "Beek": "Beek (L.)",
        "Groningen": "Groningen (gemeente)",
        "Hengelo": "Hengelo (O.)",
        "Middelburg": "Middelburg (Z.)",
        "Noardeast-Fryslan": "Noardeast-Fryslân",
        "Rijswijk": "Rijswijk (ZH.)",
        "Stein": "Stein (L.)",
        "Sudwest-Fryslan": "Súdwest-Fryslân",
    }
    code_of = {spelled_otherwise.get(name, name): code for code, name in names.items()}
    expected = {
        # A zero is a year in which the gemeente did not exist.
        (code_of[row["RegioS"]], int(row["Perioden"])): int(float(row["TotaalGeregistreerdeMisdrijven_1"])) or None
        for row in rows
        if row["RegioS"] in code_of
    }
    assert {(one.area_code, one.period.start.year): one.value for one in content.counts} == expected
    assert len(expected) > 280 * 11
    assert None in expected.values()
    assert "11 rijen gaan over het land, een provincie of een andere streek en zijn weggelaten." in content.notes
    gone = len({row["RegioS"] for row in rows} - code_of.keys() - {"Nederland"})
    assert f"{gone} gemeenten zijn weggelaten: daarvan is niets geladen." in content.notes
    proof_table("figures of 83648NED compared with the file", len(expected))
