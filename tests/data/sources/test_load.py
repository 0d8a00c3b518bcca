"""Loading a small town: in parts, again, and from files that say little."""

import json

import pytest

from data.catalogue import load_catalogue
from data.errors import SourceError, UnknownArea
from data.sources.load import Asked, read_deliveries
from data.warehouse import open_snapshot, store
from tests.data import small_tables as small
from tests.data import small_town as town


@pytest.fixture
def load(tmp_path):
    def load_files(*kinds, gemeente=None, year=None, **texts):
        paths = town.write_files(tmp_path / "bestanden", **texts)
        chosen = [paths[kind] for kind in kinds]
        asked = Asked(gemeente, year)
        deliveries, report = read_deliveries(chosen, tmp_path / "magazijn", load_catalogue(), small.NOW, asked)
        store(tmp_path / "magazijn", deliveries, now=small.NOW, report=report)
        return open_snapshot(tmp_path / "magazijn"), report

    return load_files


def _areas(snapshot, column):
    table = snapshot.table("areas", town.GEMEENTE).collect()
    return {(code, year): value for code, year, value in table.select("area_code", "vintage", column).iter_rows()}


def _counts(snapshot, indicator):
    table = snapshot.table("observations", town.GEMEENTE).collect().filter(indicator_id=indicator)
    return {
        (code, start.year): value
        for code, start, value in table.select("area_code", "period_start", "value").iter_rows()
    }


def test_the_order_of_the_files_does_not_matter(load):
    one, _ = load(*town.FILES)
    other, _ = load(*reversed(town.FILES))
    assert one.version == other.version


def test_parts_loaded_one_after_the_other_give_the_same_tables_as_all_at_once(load, tmp_path):
    for kind in town.FILES:
        in_parts, _ = load(kind)
    deliveries, _ = read_deliveries(
        list(town.write_files(tmp_path / "bestanden").values()), tmp_path / "ander", load_catalogue(), small.NOW
    )
    store(tmp_path / "ander", deliveries, now=small.NOW)
    at_once = open_snapshot(tmp_path / "ander")
    in_2022 = {key: value for key, value in _areas(in_parts, "inhabitants").items() if key[1] in town.YEARS}
    assert in_2022 == _areas(at_once, "inhabitants")
    assert _counts(in_parts, "totaal_misdrijven") == _counts(at_once, "totaal_misdrijven")
    assert _counts(in_parts, "inbraak_woning") == _counts(at_once, "inbraak_woning")


def test_counts_of_names_that_are_wijk_and_buurt_go_where_they_belong(load):
    snapshot, _ = load(*town.FILES)
    for year in town.YEARS:
        expected = town.counts_by_code(year)
        found = {code: value for (code, one), value in _counts(snapshot, "totaal_misdrijven").items() if one == year}
        assert found == expected


def test_a_figure_that_the_publisher_leaves_out_stays_unknown_and_is_told(load):
    text = town.crime_text().replace(
        '"Totaal misdrijven";"2022";"Veld";"       2"', '"Totaal misdrijven";"2022";"Veld";"       ."'
    )
    snapshot, report = load("grenzen", "misdrijven", misdrijven=text)
    assert _counts(snapshot, "totaal_misdrijven")["BU99010101", 2022] is None
    (row,) = snapshot.table("observations", town.GEMEENTE).collect().filter(status="geen opgave").rows(named=True)
    assert row["area_code"] == "BU99010101"
    assert any("Bij 1 cijfers geeft de uitgever geen waarde" in note for note in report.files[1].notes)


def test_an_area_without_rows_stays_unknown_and_is_told(load):
    rows = [row for row in town.crime_rows() if row[2] != "Veld"]
    snapshot, report = load("grenzen", "misdrijven", misdrijven=town.statline(rows))
    assert ("BU99010101", 2022) not in _counts(snapshot, "totaal_misdrijven")
    assert any("BU99010101" in note and "niet nul" in note for note in report.files[1].notes)


def test_inhabitants_of_a_wijk_are_published_or_the_sum_or_unknown(load):
    text = town.population_years_text().replace("Dorpp,Veld,0,5", "Dorpp,Veld,.,5")
    snapshot, _ = load("grenzen", "inwoners", "woningen", inwoners=text)
    people = _areas(snapshot, "inhabitants")
    assert people["WK990100", 2022] == 1510
    assert people["WK990100", 2021] == 1500
    assert people["BU99010101", 2021] is None
    assert people["WK990101", 2021] is None
    assert people["GM9901", 2021] is None
    assert people["GM9901", 2022] == 1720


def test_corrected_inhabitants_reach_the_wijk_and_the_gemeente_too(load):
    load("grenzen", "inwoners")
    snapshot, _ = load("inwoners", inwoners=town.population_years_text().replace("1000", "1100"))
    people = _areas(snapshot, "inhabitants")
    assert (people["BU99010001", 2021], people["WK990100", 2021], people["GM9901", 2021]) == (1100, 1600, 1800)


def test_sizes_stay_when_only_figures_are_loaded_later(load):
    load("grenzen", "inwoners")
    before = _areas(load("grenzen", "inwoners")[0], "area_ha")
    assert _areas(load("misdrijven")[0], "area_ha") == before
    assert before["BU99010001", 2022] == pytest.approx(77, abs=1)


def test_names_alone_need_boundaries_or_a_gemeente(load):
    with pytest.raises(UnknownArea, match="--gemeente GM0758"):
        load("misdrijven")
    with pytest.raises(UnknownArea, match="Van GM9901 zijn nog geen wijken en buurten bekend"):
        load("misdrijven", gemeente="GM9901")
    load("grenzen")
    assert load("misdrijven")[1].gemeenten == {"GM9901": "Klein"}
    assert load("misdrijven", gemeente="GM9901")[1].gemeenten == {"GM9901": "Klein"}


def test_boundaries_of_another_gemeente_than_asked_are_refused(load):
    with pytest.raises(UnknownArea, match="gaat niet over GM0758"):
        load("grenzen", gemeente="GM0758")


def test_the_same_content_twice_counts_once(load):
    assert len(load("grenzen", "grenzen", "misdrijven")[1].files) == 2


def test_two_sets_of_boundaries_are_refused(load, tmp_path):
    with pytest.raises(SourceError, match="allebei grenzen"):
        load("grenzen", "overlast", overlast=town.geojson_text(name="nog eens"))


def test_boundaries_alone_take_the_year_of_loading(load):
    snapshot, _ = load("grenzen")
    assert set(snapshot.boundaries(town.GEMEENTE)["vintage"]) == {small.NOW.year}


def test_months_and_years_are_kept_apart(load):
    rows = [("1.1.1 Diefstal/inbraak woning", "2022  januari", *row[2:]) for row in town.crime_rows() if row[1] == 2022]
    snapshot, report = load("grenzen", "misdrijven", misdrijven=town.statline(rows))
    table = snapshot.table("observations", town.GEMEENTE).collect()
    assert set(table["resolution"]) == {"month"}
    assert not any("maandcijfers" in note for note in report.files[1].notes)
    assert snapshot.table("provenance", town.GEMEENTE).collect()["table_id"].to_list() == [None, "47022NED"]


def test_a_type_file_with_a_year_needs_no_totals(load):
    snapshot, _ = load("grenzen", "soorten", soorten=town.crime_by_type_text(with_year=True))
    assert _counts(snapshot, "inbraak_woning")["BU99010001", 2022] == 25 // 4


def test_a_broken_outline_is_repaired_and_told(load):
    bow_tie = [[4.70, 51.60], [4.71, 51.61], [4.71, 51.60], [4.70, 51.61], [4.70, 51.60]]
    collection = town.geojson()
    collection["features"][0]["geometry"]["coordinates"] = [bow_tie]
    snapshot, report = load("grenzen", grenzen=json.dumps(collection))
    assert snapshot.boundaries(town.GEMEENTE).geometry.is_valid.all()
    assert "Ongeldig, en hersteld: 1 van de 4 grenzen (BU99010001)" in report.files[0].notes[0]


def test_letters_in_codes_are_kept(load):
    text = town.geojson_text().replace('"00', '"AA')
    snapshot, _ = load("grenzen", grenzen=text)
    assert "BU9901AA01" in set(snapshot.boundaries(town.GEMEENTE)["area_code"])
