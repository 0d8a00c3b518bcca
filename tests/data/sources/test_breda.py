"""Breda, as published: every figure in the warehouse equals the files, counted here again without any of our own code.

The four names that are a wijk and a buurt are told apart by an independent file with codes, never loaded itself.
"""

import csv
import hashlib
import json
from collections import defaultdict
from datetime import UTC, date, datetime

import polars as pl
import pytest
import shapely

from data.catalogue import load_catalogue
from data.sources.load import read_deliveries
from data.warehouse import open_snapshot, store

NOW = datetime(2026, 1, 2, tzinfo=UTC)
GEMEENTE = "GM0758"
FILES = [
    "derived_breda_misdrijven_per_soort_2022.csv",
    "breda_47024NED_overlast_2022.csv",
    "breda_inwoners_adressen_woningen_2022.csv",
    "breda_47018NED_totaal_2012_2022.csv",
    "breda_inwoners_buurt_2008_2022.csv",
    "breda_buurten_gemeente.geojson",
]


@pytest.fixture(scope="module")
def folder(shared_data):
    return shared_data / "breda"


@pytest.fixture(scope="module")
def loaded(folder, tmp_path_factory):
    root = tmp_path_factory.mktemp("magazijn")
    deliveries, report = read_deliveries([folder / name for name in FILES], root, load_catalogue(), NOW)
    store(root, deliveries, now=NOW)
    return open_snapshot(root), report


@pytest.fixture(scope="module")
def rows_of(folder):
    def read(name, delimiter=","):
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=delimiter))

    return read


def _stored(snapshot, indicator):
    table = snapshot.table("observations", GEMEENTE).filter(pl.col("indicator_id") == indicator).collect()
    return {
        (code, start.year): value
        for code, start, value in table.select("area_code", "period_start", "value").iter_rows()
    }


def test_totals_per_area_and_year_equal_the_source_file(loaded, rows_of, proof_table):
    of_name = defaultdict(list)
    for row in rows_of("breda_47018NED_totaal_2012_2022.csv", ";"):
        of_name[row["Wijken en buurten"], int(row["Perioden"])].append(int(row["Geregistreerde misdrijven (aantal)"]))
    stored = _stored(loaded[0], "totaal_misdrijven")
    by_name = defaultdict(list)
    for row in rows_of("derived_breda_misdrijven_inwoners_per_code_2012_2022.csv"):
        key = (row["naam"], int(row["jaar"]))
        by_name[key].append(row["code"])
        assert stored[row["code"], int(row["jaar"])] == int(row["misdrijven_totaal"])
    assert len(stored) == 748
    assert sum(len(values) for values in of_name.values()) == 748
    for key, codes in by_name.items():
        assert sorted(stored[code, key[1]] for code in codes) == sorted(of_name[key])
    proof_table("Breda figures equal to the source by an independent count", len(stored))


def test_the_gemeente_is_the_sum_of_its_wijken_and_each_wijk_of_its_buurten(loaded):
    stored = _stored(loaded[0], "totaal_misdrijven")
    for year in range(2012, 2023):
        of_year = {code: value for (code, one), value in stored.items() if one == year}
        assert len(of_year) == 68
        wijken = {code: value for code, value in of_year.items() if code.startswith("WK")}
        assert sum(wijken.values()) == of_year[GEMEENTE]
        for wijk, value in wijken.items():
            assert sum(count for code, count in of_year.items() if code.startswith("BU" + wijk[2:])) == value


def test_types_equal_the_source_and_miss_322_crimes_of_the_total(loaded, rows_of):
    snapshot, report = loaded
    rows = rows_of("derived_breda_misdrijven_per_soort_2022.csv")
    types = sum(int(row["aantal"]) for row in rows if row["code"] == GEMEENTE and row["soort"] != "0.0.0")
    assert (types, _stored(snapshot, "totaal_misdrijven")[GEMEENTE, 2022]) == (10_430, 10_752)
    (told,) = [note for file in report.files for note in file.notes if "10.430" in note]
    assert "10.752" in told
    assert "322" in told
    keys = {"1.1.1": "inbraak_woning", "1.2.3": "diefstal_fiets", "3.7.4": "cybercrime"}
    for key, indicator in keys.items():
        expected = {(row["code"], 2022): int(row["aantal"]) for row in rows if row["soort"] == key}
        assert _stored(snapshot, indicator) == expected
        assert len(expected) == 68


def test_nuisance_equals_the_source_in_the_order_of_the_file(loaded, rows_of):
    rows = [
        row for row in rows_of("breda_47024NED_overlast_2022.csv", ";") if row["Overlast"] == "Melding overlast jeugd"
    ]
    in_file = [int(row["Geregistreerde overlast (aantal)"]) for row in rows]
    codes = [
        row["code"]
        for row in rows_of("derived_breda_misdrijven_inwoners_per_code_2012_2022.csv")
        if row["jaar"] == "2022"
    ]
    assert _stored(loaded[0], "overlast_jeugd") == {
        (code, 2022): value for code, value in zip(sorted(codes, key=lambda code: code[2:]), in_file, strict=True)
    }


def test_observations_say_when_how_and_in_which_division(loaded):
    table = loaded[0].table("observations", GEMEENTE).collect()
    assert set(table["resolution"]) == {"year"}
    assert set(table["indeling"]) == {2022}
    assert set(table["kind"]) == {"count"}
    assert table["period_start"].min() == date(2012, 1, 1)
    assert table["value"].null_count() == 0


def test_inhabitants_per_buurt_and_year_equal_the_source(loaded, rows_of):
    areas = loaded[0].table("areas", GEMEENTE).collect()
    stored = {
        (code, year): people for code, year, people in areas.select("area_code", "vintage", "inhabitants").iter_rows()
    }
    for row in rows_of("derived_breda_misdrijven_inwoners_per_code_2012_2022.csv"):
        if row["inwoners"]:
            assert stored[row["code"], int(row["jaar"])] == int(row["inwoners"])
    for row in rows_of("breda_inwoners_buurt_2008_2022.csv"):
        if row["neighborhood"] == "Chass":
            assert [stored["BU07580002", year] for year in range(2008, 2023)] == [
                int(row[str(year)]) for year in range(2008, 2023)
            ]
    assert areas.height == 68 * 15


def test_a_wijk_has_its_published_inhabitants_in_2022_and_the_sum_of_its_buurten_before(loaded, rows_of):
    areas = loaded[0].table("areas", GEMEENTE).collect()
    wijken = dict(_of(areas, "wijk", 2022))
    published = {
        row["region"]: int(row["inhabitants"])
        for row in rows_of("breda_inwoners_adressen_woningen_2022.csv")
        if row["region_type"] == "Borough"
    }
    assert wijken == published
    buurten_2012 = sum(int(row["2012"]) for row in rows_of("breda_inwoners_buurt_2008_2022.csv"))
    assert dict(_of(areas, "gemeente", 2012)) == {"Breda": buurten_2012}
    assert dict(_of(areas, "gemeente", 2022)) == {"Breda": sum(published.values())}


def _of(areas, level, year):
    return areas.filter(pl.col("level") == level, pl.col("vintage") == year).select("name", "inhabitants").iter_rows()


def test_dwellings_belong_to_2022_only(loaded, rows_of):
    areas = loaded[0].table("areas", GEMEENTE).collect()
    expected = sorted(int(row["houses"]) for row in rows_of("breda_inwoners_adressen_woningen_2022.csv"))
    assert sorted(areas.filter(pl.col("vintage") == 2022)["dwellings"].drop_nulls()) == expected
    assert areas.filter(pl.col("vintage") < 2022)["dwellings"].null_count() == 68 * 14


def test_every_outline_is_valid_and_as_large_as_the_publisher_says(loaded, folder):
    outlines = loaded[0].boundaries(GEMEENTE)
    assert outlines.geometry.is_valid.all()
    assert outlines.groupby("level").size().to_dict() == {"buurt": 56, "wijk": 11, "gemeente": 1}
    published = {
        "BU0758" + feature["properties"]["BUURTCODE"]: feature["properties"]["OPPERVLAKTE"]
        for feature in json.loads((folder / "breda_buurten_gemeente.geojson").read_text())["features"]
    }
    sizes = dict(zip(outlines["area_code"], shapely.area(outlines.geometry.to_numpy()), strict=True))
    for code, square_metres in published.items():
        assert sizes[code] == pytest.approx(square_metres, rel=1e-3)
    assert sizes[GEMEENTE] == pytest.approx(sum(published.values()), rel=1e-3)


def test_the_report_tells_what_was_repaired_and_assumed(loaded):
    text = "\n".join(loaded[1].lines())
    for told in [
        "Gemeente Breda (GM0758)",
        "Chass is gelezen als Chassé (BU07580002)",
        "de inwoners per buurt zijn gelijk aan die van 2022",
        "de totalen zijn gelijk aan die van 2022",
        "geen maandcijfers",
        "Wij nemen de indeling van 2022",
        "Alle geregistreerde misdrijven: 2012-2022, rijen per niveau: gemeente 11, wijk 121, buurt 616",
    ]:
        assert told in text


def test_types_outside_the_catalogue_are_counted_in_the_report(loaded):
    snapshot, report = loaded
    crime = snapshot.table("observations", GEMEENTE).filter(pl.col("source_id").str.starts_with("crime")).collect()
    unused = 55 - crime["indicator_id"].n_unique()
    told = [note for note in report.files[-1].notes if "staan niet in de catalogus" in note]
    assert told == ([f"{unused} van 55 soorten staan niet in de catalogus en zijn weggelaten."] if unused else [])


def test_provenance_holds_the_hash_of_every_file(loaded, folder):
    table = loaded[0].table("provenance", GEMEENTE).collect()
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    assert dict(table.select("query", "content_hash").iter_rows()) == hashes
    assert set(table["table_id"].drop_nulls()) == {"47018NED", "47022NED", "47024NED"}


def test_the_file_with_translated_labels_is_refused(folder, tmp_path):
    with pytest.raises(Exception, match="de browser heeft de pagina vertaald"):
        read_deliveries([folder / "breda_47022NED_per_soort_2022_english_labels.csv"], tmp_path, load_catalogue(), NOW)
