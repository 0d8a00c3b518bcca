"""GeoJSON of PDOK, gebiedsindelingen, tmap and Amsterdam: each area once, water left out, figures or nothing."""

import json

import polars as pl
import pytest
import shapely

from tests.data import small_country as country
from tests.data import small_tables as small


def areas_of(snapshot):
    return pl.concat(snapshot.table("areas", code).collect() for code in snapshot.gemeenten())


def told(report):
    return "\n".join(report.lines())


@pytest.mark.parametrize("spelled", [country.wfs_properties, country.snake_properties])
def test_every_spelling_of_the_columns_gives_the_same_areas(load, spelled):
    snapshot, report = load(*(country.collection(country.at(level), spelled) for level in ("GM", "WK", "BU")))
    stored = {row["area_code"]: row for row in areas_of(snapshot).to_dicts()}
    assert set(stored) == {row[0] for row in country.AREAS}
    for code, name, inhabitants, households, _, hectares, urbanity in country.AREAS:
        row = stored[code]
        found = (row["name"], row["inhabitants"], row["households"], row["area_ha"], row["stedelijkheid"])
        assert found == (name, inhabitants, households, hectares, urbanity)
        assert row["vintage"] == country.YEAR
    assert "over herkomst: percentage" in told(report)
    assert "arokko" not in str(snapshot.table("areas", "GM9901").collect().columns)


def test_buurten_alone_bring_their_wijk_and_gemeente_with_outlines_and_sums(load):
    snapshot, _ = load(country.wfs())
    people = dict(areas_of(snapshot).select("area_code", "inhabitants").iter_rows())
    assert people["WK990100"] == 1515
    assert people["GM9901"] == 1010 + 505 + 205 + 5
    outlines = snapshot.boundaries("GM9901").set_index("area_code").geometry
    assert outlines["GM9901"].area == pytest.approx(outlines["WK990100"].area + outlines["WK990101"].area)


def test_a_published_gemeente_is_not_replaced_by_the_sum_of_its_rounded_parts(load):
    load(country.wfs("GM"))
    snapshot, _ = load(country.wfs())
    assert dict(areas_of(snapshot).select("area_code", "inhabitants").iter_rows())["GM9901"] == 1720


def test_water_and_what_is_no_place_are_left_out(load):
    collection = country.wfs("GM")
    water = json.loads(json.dumps(collection["features"][0]))
    water["properties"]["water"] = "JA"
    abroad = json.loads(json.dumps(collection["features"][1]).replace("GM9903", "GM0998"))
    collection["features"] += [water, abroad]
    snapshot, report = load(collection)
    assert snapshot.gemeenten() == ("GM9901", "GM9903")
    assert "Weggelaten, want water of geen gemeente, wijk of buurt: 2 vlakken" in told(report)


def test_parts_of_one_area_become_one_outline(load):
    collection = country.wfs("GM")
    east = json.loads(json.dumps(collection["features"][0]))
    east["geometry"] = shapely.geometry.mapping(shapely.box(5.5, 51.6, 5.6, 51.7))
    collection["features"].append(east)
    outlines = load(collection)[0].boundaries("GM9901")
    assert len(outlines) == 1
    assert outlines.geometry.iloc[0].geom_type == "MultiPolygon"


def test_one_gemeente_is_taken_out_of_a_file_with_many(load):
    snapshot, report = load(country.wfs(), gemeente="GM9903")
    assert snapshot.gemeenten() == ("GM9903",)
    assert list(report.gemeenten) == ["GM9903"]


def test_names_and_outlines_without_a_year_take_the_year_of_loading(load):
    snapshot, report = load(country.api())
    assert set(areas_of(snapshot)["vintage"]) == {small.NOW.year}
    assert "noemt geen jaar" in told(report)
    assert "Zonder naam in de bestanden: 3 van de wijken en gemeenten" in told(report)


def test_words_for_urbanity_become_the_classes_of_cbs(load):
    snapshot, _ = load(country.tmap(), year=2022)
    classes = dict(areas_of(snapshot).select("area_code", "stedelijkheid").iter_rows())
    assert {code: classes[code] for code in ("WK990100", "WK990101", "WK990300")} == {
        "WK990100": 2,
        "WK990101": 5,
        "WK990300": 1,
    }


def test_518_buurten_of_amsterdam_are_518_outlines(load, shared_data):
    path = shared_data / "amsterdam_new_codes" / "amsterdam_buurten_gebieden_api.geojson"
    snapshot, _ = load(path)
    outlines = snapshot.boundaries("GM0363")
    in_file = {feature["properties"]["cbsCode"] for feature in json.loads(path.read_text())["features"]}
    assert len(in_file) == 518
    assert set(outlines[outlines["level"] == "buurt"]["area_code"]) == in_file
    assert outlines.geometry.is_valid.all()
    assert outlines[outlines["level"] == "gemeente"].geometry.area.sum() == pytest.approx(219e6, rel=0.15)


def _features(path):
    return [feature["properties"] for feature in json.loads(path.read_text())["features"]]


def test_gemeenten_of_2022_lose_their_water_and_their_sentinels(load, shared_data, proof_table):
    path = shared_data / "boundaries" / "pdok_wijkenbuurten2022_gemeenten_incl_water.geojson"
    features = _features(path)
    assert sum(value == -99999999 for one in features for value in one.values()) == 2_490
    snapshot, report = load(path)
    land = {one["gemeentecode"]: one for one in features if one["water"] == "NEE"}
    assert (len(features), len(land), len(snapshot.gemeenten())) == (428, 345, 345)
    assert "Weggelaten, want water of geen gemeente, wijk of buurt: 83 vlakken" in told(report)
    columns = {
        "inhabitants": "aantalInwoners",
        "households": "aantalHuishoudens",
        "area_ha": "oppervlakteLandInHa",
        "stedelijkheid": "stedelijkheidAdressenPerKm2",
    }
    for row in areas_of(snapshot).iter_rows(named=True):
        for ours, theirs in columns.items():
            value = land[row["area_code"]][theirs]
            assert row[ours] == (None if value <= -99990 else value) or (ours == "area_ha" and value <= -99990)
    proof_table("key figures of gemeenten compared with the file", 345 * len(columns))


def test_metres_without_a_declaration_lie_where_the_degrees_do(load, shared_data):
    folder = shared_data / "boundaries"
    metres, report = load(folder / "pdok_wijkenbuurten2023_gemeenten_rd_no_crs.geojson", gemeente="GM0758")
    in_metres = metres.boundaries("GM0758").geometry.iloc[0]
    degrees, _ = load(folder / "pdok_wijkenbuurten2023_gemeenten_wgs84.geojson", gemeente="GM0758")
    in_degrees = degrees.boundaries("GM0758").geometry.iloc[0]
    assert "alleen meters van de Rijksdriehoek kunnen liggen" in told(report)
    # Two simplifications of the same border, of some hundreds of metres.
    assert in_metres.intersection(in_degrees).area > 0.97 * in_metres.union(in_degrees).area


def test_all_wijken_and_gemeenten_of_2022(load, shared_data, proof_table):
    folder = shared_data / "boundaries"
    paths = [folder / "cbs_wijk_2022_nl_kerncijfers.geojson", folder / "cbs_gemeente_2022_nl_kerncijfers.geojson"]
    snapshot, _ = load(*paths, year=2022)
    stored = areas_of(snapshot)
    in_files = {one["code"]: one for path in paths for one in _features(path)}
    assert dict(stored.group_by("level").len().iter_rows()) == {"wijk": 3_340, "gemeente": 345}
    for row in stored.iter_rows(named=True):
        published = in_files[row["area_code"]]
        assert row["name"] == published["name"]
        assert (row["inhabitants"], row["dwellings"]) == (published["population"], published["dwelling_total"])
    outlines = [snapshot.boundaries(code) for code in snapshot.gemeenten()]
    assert sum(map(len, outlines)) == 3_685
    assert all(one.geometry.is_valid.all() for one in outlines)
    proof_table("areas of 2022 compared with the files", stored.height)
