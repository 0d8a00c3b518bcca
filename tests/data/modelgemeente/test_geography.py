"""The map: a believable town, without gaps, overlaps or rectangles."""

import numpy as np
import pytest
import shapely

from data.modelgemeente.landscape import shift, wander
from data.modelgemeente.places import Kind, all_buurten


@pytest.fixture
def kinds(buurten):
    return buurten["area_code"].map({code: wijk.kind for code, wijk, _ in all_buurten()})


def test_all_shapes_are_single_valid_polygons_on_whole_metres(shapes):
    geometry = shapes.geometry.to_numpy()
    coordinates = shapely.get_coordinates(geometry)
    assert shapely.is_valid(geometry).all()
    assert set(shapes.geometry.geom_type) == {"Polygon"}
    assert np.array_equal(coordinates, np.round(coordinates))


def test_buurten_neither_overlap_nor_leave_gaps(buurten):
    assert shapely.coverage_is_valid(buurten.geometry.to_numpy(), gap_width=10.0)
    union = shapely.union_all(buurten.geometry.to_numpy())
    assert buurten.geometry.area.sum() == pytest.approx(union.area, rel=1e-12)


def test_a_wijk_is_the_union_of_its_buurten_and_the_gemeente_of_its_wijken(shapes, buurten):
    by_code = shapes.set_index("area_code").geometry
    for code, parts in buurten.groupby(buurten["area_code"].str[2:8]):
        assert by_code[f"WK{code}"].equals(shapely.union_all(parts.geometry.to_numpy()))
    wijken = shapes.loc[shapes["level"] == "wijk", "geometry"].to_numpy()
    assert by_code["GM0000"].equals(shapely.union_all(wijken))


def test_no_buurt_is_a_rectangle(buurten):
    boxes = shapely.area(shapely.minimum_rotated_rectangle(buurten.geometry.to_numpy()))
    assert (buurten.geometry.area / boxes).max() < 0.9
    assert shapely.get_num_coordinates(buurten.geometry.to_numpy()).min() >= 10


def test_every_buurt_has_the_place_that_was_drawn_for_it(buurten):
    by_code = buurten.set_index("area_code").geometry
    for code, _, buurt in all_buurten():
        assert by_code[code].distance(shift(shapely.Point(buurt.x, buurt.y))) == 0, buurt.name


def test_buurten_in_the_centre_are_small_and_outside_large(buurten, kinds):
    size = buurten.geometry.area
    assert size[kinds == Kind.CENTRE].median() < 0.5 * size[kinds == Kind.VILLAGE].median()
    assert size.max() > 8 * size.min()


def test_the_lake_is_a_hole_and_the_river_mouth_a_bay_in_the_map(shapes):
    gemeente = shapes.loc[shapes["level"] == "gemeente", "geometry"].iloc[0]
    assert len(gemeente.interiors) == 1
    assert not gemeente.contains(shift(shapely.Point(5800, 1500)))
    assert gemeente.area < 0.9 * gemeente.convex_hull.area


def test_the_town_lies_in_the_markermeer_where_nobody_lives(shapes):
    west, south, east, north = shapes.total_bounds
    assert 140_500 < west < east < 153_500
    assert 502_500 < south < north < 513_500


def test_a_wandering_line_keeps_its_ends_and_its_corners():
    corners = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0)]
    line = wander(corners, np.random.default_rng(1), roughness=0.1, rounds=2)
    assert len(line) == 9
    assert [tuple(point) for point in line[::4]] == corners
    assert shapely.LineString(line).hausdorff_distance(shapely.LineString(corners)) < 20
