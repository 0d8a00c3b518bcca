"""Road accidents: injury and death count, damage does not, points are not kept, and no false zeros elsewhere."""

import json
from collections import Counter
from datetime import date

import geopandas as gpd
import pytest
import shapely

from data.errors import BrokenContent, UnknownArea
from data.sources.bron_geojson import SERIES, read_accidents
from tests.data import figure_town as figures
from tests.data import small_tables as small
from tests.data import small_town as town


def _read(text, **changes):
    return read_accidents(figures.opened(text), figures.known(outlines=figures.outlines, **changes))


def _by_area(content):
    return {
        (code, start.year): value
        for code, start, value in content.scores.select("area_code", "period_start", "value").rows()
    }


def test_injuries_and_deaths_are_counted_at_every_level_and_zero_is_zero(tmp_path):
    text, snapshot = figures.load(
        tmp_path / "magazijn", town.AREAS, figures.accidents_text(), boundaries={town.GEMEENTE: figures.outline_rows()}
    )
    stored = {(code, start.year): value for (code, start), value in figures.stored(snapshot, SERIES).items()}
    assert stored == {
        ("GM9901", 2015): 3,
        ("WK990100", 2015): 3,
        ("BU99010001", 2015): 3,
        ("WK990101", 2015): 0,
        ("BU99010002", 2015): 0,
        ("BU99010100", 2015): 0,
        ("BU99010101", 2015): 0,
        ("GM9901", 2016): 9,
        ("WK990100", 2016): 1,
        ("BU99010001", 2016): 1,
        ("WK990101", 2016): 8,
        ("BU99010002", 2016): 0,
        ("BU99010100", 2016): 0,
        ("BU99010101", 2016): 8,
    }
    for told in [
        "gewonden (13) of doden (1)",
        "8 ongevallen met alleen schade",
        "2 punten liggen buiten",
        "niet bewaard",
    ]:
        assert told in text


def test_boundaries_in_the_same_load_will_do(tmp_path):
    _, snapshot = figures.load(tmp_path / "magazijn", town.AREAS, figures.accidents_text(), town.geojson_text())
    assert figures.stored(snapshot, SERIES)["GM9901", date(2016, 1, 1)] == 9


def test_points_are_stored_nowhere(tmp_path):
    root = tmp_path / "magazijn"
    figures.load(root, town.AREAS, figures.accidents_text(), boundaries={town.GEMEENTE: figures.outline_rows()})
    assert not any(b"51.605" in path.read_bytes() for path in root.rglob("*") if path.is_file())
    assert small.tree(root)


def test_a_point_on_a_border_counts_once():
    on_border = [(4.71, 51.605, 2016, "LET")] * 25
    values = _by_area(_read(figures.accidents(on_border)))
    assert values["GM9901", 2016] == 25
    assert sum(value for (code, _), value in values.items() if code.startswith("BU")) == 25


def test_capitals_in_the_names_of_fields_do_not_matter():
    text = figures.accidents_text().replace("jaar_vkl", "JAAR_VKL").replace("ap3_code", "AP3_CODE")
    assert _by_area(_read(text)) == _by_area(_read(figures.accidents_text()))


def test_a_gemeente_beside_the_file_gets_no_zeros():
    with pytest.raises(UnknownArea, match="andere streek"):
        _read(figures.accidents([(4.705, 51.605, 2016, "LET")] * 19))


def test_without_outlines_it_is_told_what_to_load_first():
    with pytest.raises(UnknownArea, match="Laad eerst het bestand met de grenzen"):
        read_accidents(figures.opened(figures.accidents_text()), figures.known())


@pytest.mark.parametrize(
    ("point", "told"),
    [
        ((4.7, 51.6, "2015", "LET"), "jaar_vkl"),
        ((4.7, 51.6, 1789, "LET"), "jaar_vkl"),
        ((4.7, 51.6, 2015, "XXX"), "ap3_code"),
        ((155000, 463000, 2015, "LET"), "buiten Nederland"),
        ((51.6, 4.7, 2015, "LET"), "buiten Nederland"),
        (("4.7", 51.6, 2015, "LET"), "geen punt"),
    ],
)
def test_what_is_no_accident_is_refused(point, told):
    with pytest.raises(BrokenContent, match=rf"bestand.txt, punt 21: .*{told}"):
        _read(figures.accidents([*figures.POINTS[:20], point]))


def test_the_province_of_utrecht_has_as_many_accidents_as_its_file(shared_data, proof_table):
    path = shared_data / "traffic_fire/bron_ongevallen_provincie_utrecht_2015_2018.geojson"
    features = json.loads(path.read_text())["features"]
    assert len(features) == 17_979
    serious = Counter(f["properties"]["jaar_vkl"] for f in features if f["properties"]["ap3_code"] in ("LET", "DOD"))
    everything = Counter(feature["properties"]["jaar_vkl"] for feature in features)
    assert list(everything.values()) == [3_751, 4_403, 4_699, 5_126]
    towns = gpd.read_file(shared_data / "boundaries/cbs_gemeente_2022_nl_kerncijfers.geojson").to_crs("EPSG:28992")
    outlines = dict(zip(towns["code"], shapely.make_valid(towns.geometry.to_numpy()), strict=True))
    names = list(zip(towns["code"], towns["name"], strict=True))
    known = figures.known(names, outlines=lambda: outlines)
    content = read_accidents(figures.opened(path.read_bytes()), known)
    per_year = Counter()
    for (_, year), value in _by_area(content).items():
        per_year[year] += value
    beside = f"{len(towns) - 25} gemeenten zijn weggelaten: het bestand heeft daar geen of bijna geen ongevallen."
    assert beside in content.notes
    # A few points lie just over the border of the province, in gemeenten that are left out for that reason.
    for year, number in serious.items():
        assert number - 19 <= per_year[year] <= number
    # Vijfheerenlanden came to the province in 2019, after these years.
    of_province = set(towns["code"][towns["province"] == "Utrecht"]) - {"GM1961"}
    assert set(content.scores["area_code"]) == of_province
    proof_table("accidents with injury or deaths counted", sum(per_year.values()))
