"""Areas and key figures in every form but GeoJSON: the same areas come out, and what is not read is told."""

import csv
import json

import geopandas as gpd
import polars as pl
import pytest

from data.catalogue import load_catalogue
from data.sources.load import Asked, read_deliveries
from tests.data import small_country as country
from tests.data import small_tables as small


def areas_of(snapshot):
    return pl.concat(snapshot.table("areas", code).collect() for code in snapshot.gemeenten())


def column(snapshot, name, year=None):
    table = areas_of(snapshot)
    if year is not None:
        table = table.filter(pl.col("vintage") == year)
    return dict(table.select("area_code", name).iter_rows())


def told(report):
    return "\n".join(report.lines())


def rows_of(path, delimiter=",", encoding="utf-8-sig"):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_topojson_gives_names_and_no_outlines(load):
    snapshot, report = load(country.topology(), year=2022)
    assert column(snapshot, "name")["BU99010002"] == "Chassé"
    assert snapshot.boundaries("GM9901").empty
    assert "in stappen van 311 meter" in told(report)


def test_topojson_of_all_buurten_gives_every_name_in_the_file(load, shared_data):
    path = shared_data / "boundaries" / "cbs_buurt_2014_nl.topojson"
    geometries = json.loads(path.read_text())["objects"]["layer"]["geometries"]
    stored = column(load(path, year=2014)[0], "name")
    in_file = {one["properties"]["statcode"]: one["properties"]["statnaam"] for one in geometries}
    assert len(in_file) == 11_691
    assert {code: name for code, name in stored.items() if code.startswith("BU")} == in_file


def test_wkt_gives_areas_outlines_and_figures(load):
    snapshot, report = load(country.wkt_csv(), year=2022)
    buurten = {row[0] for row in country.BUURTEN}
    people = column(snapshot, "inhabitants")
    assert {code: people[code] for code in buurten} == {code: country.INHABITANTS[code] for code in buurten}
    assert column(snapshot, "households")["BU990101AA"] is None
    assert len(snapshot.boundaries("GM9901")) == 7
    assert "over herkomst: P_MAROKKO" in told(report)


def test_groningen_of_2017_equals_its_files(load, shared_data, proof_table):
    folder = shared_data / "boundaries"
    paths = [folder / f"groningen_{level}_2017_kerncijfers_wkt.csv" for level in ("buurt", "wijk")]
    snapshot, report = load(*paths, year=2017)
    outlines = snapshot.boundaries("GM0014")
    assert outlines.groupby("level").size().to_dict() == {"buurt": 108, "wijk": 15, "gemeente": 1}
    stored = {row["area_code"]: row for row in areas_of(snapshot).to_dicts()}
    for path, prefix in zip(paths, ("BU", "WK"), strict=True):
        for row in rows_of(path):
            area = stored[row[f"{prefix}_CODE"]]
            assert area["name"] == row[f"{prefix}_NAAM"]
            for ours, theirs in (("inhabitants", "AANT_INW"), ("households", "AANTAL_HH"), ("stedelijkheid", "STED")):
                assert area[ours] == (None if int(row[theirs]) <= -99990 else int(row[theirs]))
    assert "over herkomst: P_ANT_ARU, P_MAROKKO" in told(report)
    proof_table("key figures of Groningen compared with the files", 3 * (108 + 15))


def test_the_list_of_amsterdam_gives_letters_wijken_and_outlines(load, shared_data):
    path = shared_data / "amsterdam_new_codes" / "amsterdam_INDELING_BUURT.csv"
    rows = [row for row in rows_of(path, ";") if row["CBS_Buurtcode"]]
    snapshot, _ = load(path)
    names = column(snapshot, "name")
    assert {code: name for code, name in names.items() if code.startswith("BU")} == {
        row["CBS_Buurtcode"]: row["Buurt"] for row in rows
    }
    assert {names[code] for code in names if code.startswith("WK")} == {row["Wijk"] for row in rows}
    levels = snapshot.boundaries("GM0363").groupby("level").size().to_dict()
    assert levels == {"buurt": 518, "wijk": 110, "gemeente": 1}


def test_a_row_with_a_number_alone_is_no_buurt(load):
    assert len(column(load(country.amsterdam_csv())[0], "name")) == 7


def test_geopackage_gives_all_three_layers(load):
    snapshot, report = load(country.geopackage())
    assert column(snapshot, "inhabitants") == country.INHABITANTS
    outlines = snapshot.boundaries("GM9903")
    assert set(outlines["area_code"]) == {"GM9903", "WK990300", "BU99030000"}
    expected = gpd.GeoSeries([country.outline("GM9903")], crs=4326).to_crs(28992).area.iloc[0]
    assert outlines.geometry.area.to_list() == pytest.approx([expected] * 3)
    assert "over herkomst: percentage_uit_marokko" in told(report)


def test_geopackage_as_gdal_writes_it(load, tmp_path):
    path = tmp_path / "kaart.gpkg"
    for layer, level in (("gemeenten", "GM"), ("wijken", "WK"), ("buurten", "BU")):
        rows = [country.snake_properties(row) for row in country.at(level)]
        shapes = [country.outline(row[0]) for row in country.at(level)]
        gpd.GeoDataFrame(rows, geometry=shapes, crs=4326).to_crs(28992).to_file(path, layer=layer, driver="GPKG")
    snapshot, _ = load(path, gemeente="GM9901")
    assert snapshot.gemeenten() == ("GM9901",)
    assert len(snapshot.boundaries("GM9901")) == 7


def test_a_workbook_gives_the_values_of_its_first_visible_sheet(load):
    snapshot, report = load(country.workbook())
    assert column(snapshot, "inhabitants", 2022) == country.INHABITANTS
    assert column(snapshot, "area_ha")["WK990101"] == 150.5
    assert column(snapshot, "households")["BU990101AA"] is None
    assert column(snapshot, "name")["GM9903"] == "Groot"
    assert "over herkomst: a_marok" in told(report)


def test_shared_texts_are_read_and_how_they_sound_is_not(load):
    shared = "<sst><si><t>gwb_code_10</t></si><si><r><t>re</t></r><r><t>gio</t></r><rPh><t>aside</t></rPh></si></sst>"
    sheet = (
        '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="str"><v>GM9901</v></c><c r="B2" t="inlineStr"><is><t>Klein</t></is></c></row>'
        '<row r="3"><c r="A3" t="e"><v>#REF!</v></c></row></sheetData></worksheet>'
    )
    snapshot, _ = load(country.workbook(sheet=sheet, **{"xl/sharedStrings.xml": shared}))
    assert column(snapshot, "name") == {"GM9901": "Klein"}


def test_rows_of_odata_fill_the_areas_that_have_a_name(load):
    load(country.wfs(), year=2022)
    snapshot, report = load(country.odata())
    people = column(snapshot, "dwellings")
    assert people == {row[0]: row[4] for row in country.AREAS}
    assert {row["table_id"] for row in snapshot.table("provenance", "GM9901").collect().to_dicts()} == {
        None,
        "85318NED",
    }
    assert "over herkomst: BuitenEuropa_19" in told(report)


def test_key_figures_of_2024_equal_the_file(load, shared_data, proof_table):
    path = shared_data / "kerncijfers" / "cbs_85984NED_2024_gm_wk_selected.json"
    in_file = json.loads(path.read_text())
    names = [
        shared_data / "boundaries" / "cbs_wijk_2022_nl_kerncijfers.geojson",
        shared_data / "kerncijfers" / "cbs_gemeente_2022_kerncijfers.csv",
    ]
    load(*names, year=2022, gemeente="GM0758")
    snapshot, _ = load(path, year=2024, gemeente="GM0758")
    stored = areas_of(snapshot).filter(vintage=2024)
    breda = {code: row for code, row in in_file.items() if code[2:6] == "0758"}
    assert set(stored["area_code"]) == set(breda)
    for row in stored.iter_rows(named=True):
        published = breda[row["area_code"]]
        found = (row["inhabitants"], row["dwellings"], row["area_ha"])
        assert found == tuple(
            published[one] for one in ("AantalInwoners_5", "Woningvoorraad_35", "OppervlakteLand_123")
        )
    gemeenten = [row["AantalInwoners_5"] for code, row in in_file.items() if code.startswith("GM")]
    assert sum(gemeenten) == 17_942_942
    proof_table("key figures of 2024 compared with the file", 3 * len(breda))


def test_population_per_year_goes_to_the_gemeenten_with_a_name(load):
    snapshot, report = load(country.gemeenten_csv(), country.population_csv(), year=2022)
    table = snapshot.table("areas", "GM9901").collect()
    assert dict(table.select("vintage", "inhabitants").iter_rows()) == {2020: 1700, 2021: 1701, 2022: 1702}
    assert "1 gebieden hebben kerncijfers maar geen naam, zoals GM9909" in told(report)


def test_population_of_every_gemeente_equals_the_file(load, shared_data, proof_table):
    folder = shared_data / "kerncijfers"
    path = folder / "cbs_37230NED_bevolking_gemeente_2002_2024_odata.csv"
    snapshot, _ = load(path, folder / "gemeenten_alfabetisch_2021.csv", year=2021, gemeente="GM0758")
    stored = dict(snapshot.table("areas", "GM0758").collect().select("vintage", "inhabitants").iter_rows())
    assert stored == {
        int(row["Perioden"][:4]): int(row["BevolkingAanHetBeginVanDePeriode_1"])
        for row in rows_of(path, ";")
        if row["RegioS"] == "GM0758" and row["BevolkingAanHetBeginVanDePeriode_1"]
    }
    proof_table("years of population compared with the file", len(stored))


@pytest.mark.parametrize(("year", "encoding", "number"), [(2017, "cp1252", 388), (2021, "utf-8-sig", 352)])
def test_lists_of_gemeenten_keep_their_letters_in_both_encodings(load, shared_data, year, encoding, number):
    path = shared_data / "kerncijfers" / f"gemeenten_alfabetisch_{year}.csv"
    rows = rows_of(path, encoding=encoding)
    deliveries, _ = read_deliveries([path], path / "leeg", load_catalogue(), small.NOW, Asked(None, year))
    names = {one.gemeente: one.tables["areas"]["name"][0] for one in deliveries}
    assert names == {row["GemeentecodeGM"]: row["Gemeentenaam"] for row in rows}
    assert len(names) == number


def test_key_figures_of_gemeenten_in_2020_are_peers(load, shared_data):
    path = shared_data / "kerncijfers" / "cbs_gemeente_2020_kerncijfers_renamed.csv"
    deliveries, report = read_deliveries([path], path / "leeg", load_catalogue(), small.NOW, Asked(None, 2020))
    rows = {row["GM_CODE"]: row for row in rows_of(path)}
    assert len(deliveries) == len(rows) == 355
    for one in deliveries:
        (area,) = one.tables["areas"].to_dicts()
        row = rows[one.gemeente]
        assert area["inhabitants"] == int(row["Aantal inwoners"])
        assert area["businesses"] == int(row["Aantal totale bedrijfsvestigingen"])
        assert area["stedelijkheid"] == int(row["Stedelijkheid (1=zeer sterk stedelijk, 5=niet stedelijk)"])
        assert area["area_ha"] == float(row["Oppervlakte land (hectaren)"])
    assert "over herkomst: Marokkaanse migratieachtergrond" in told(report)
