"""Neighbours against a brute-force oracle."""

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from data.modelgemeente.tables import read_boundaries
from geo.neighbours import neighbours


def _squares(cells):
    codes = [f"BU0000{number:04d}" for number in range(len(cells))]
    shapes = [box(x * 100, y * 100, x * 100 + 100, y * 100 + 100) for x, y in cells]
    return gpd.GeoDataFrame({"area_code": codes}, geometry=shapes, crs="EPSG:28992")


@pytest.fixture(scope="module")
def buurten():
    shapes = read_boundaries()
    return shapes[shapes["level"] == "buurt"].reset_index(drop=True)


def test_neighbours_of_the_modelgemeente_are_those_that_touch(buurten):
    found = neighbours(buurten).by_area
    pairs = list(zip(buurten["area_code"], buurten.geometry, strict=True))
    for code, shape in pairs:
        touching = {other for other, second in pairs if other != code and shape.distance(second) <= 1.0}
        assert set(found[code]) == touching


def test_no_buurt_of_the_modelgemeente_is_an_island(buurten):
    assert neighbours(buurten).islands == ()


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=25))
def test_squares_touch_exactly_when_a_king_could_step_between_them(cells):
    ordered = sorted(cells)
    frame = _squares(ordered)
    found = neighbours(frame)
    place = dict(zip(frame["area_code"], ordered, strict=True))
    for code, (x, y) in place.items():
        around = {other for other, (a, b) in place.items() if other != code and max(abs(a - x), abs(b - y)) == 1}
        assert set(found.by_area[code]) == around
        assert list(found.by_area[code]) == sorted(around)
        assert (code in found.islands) == (not around)
        assert all(code in found.by_area[other] for other in found.by_area[code])


def test_a_gap_within_the_tolerance_still_touches_and_a_wider_one_does_not():
    frame = gpd.GeoDataFrame(
        {"area_code": ["BU00000001", "BU00000002", "BU00000003"]},
        geometry=[box(0, 0, 100, 100), box(100.8, 0, 200, 100), box(202, 0, 300, 100)],
        crs="EPSG:28992",
    )
    assert neighbours(frame).by_area["BU00000002"] == ("BU00000001",)
    assert neighbours(frame).islands == ("BU00000003",)


def test_an_area_without_a_shape_has_no_neighbours():
    frame = gpd.GeoDataFrame({"area_code": ["BU00000001", "BU00000002"]}, geometry=[box(0, 0, 1, 1), None])
    assert neighbours(frame).islands == ("BU00000001", "BU00000002")


def test_two_years_mixed_together_are_refused():
    frame = gpd.GeoDataFrame({"area_code": ["BU00000001"] * 2}, geometry=[box(0, 0, 1, 1)] * 2)
    with pytest.raises(ValueError, match="twice"):
        neighbours(frame)
