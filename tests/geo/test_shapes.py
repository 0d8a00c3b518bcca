"""Map shapes: nothing lost, nothing overlapping, and as compact as promised."""

import itertools
import json
from collections import Counter
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import Polygon, box
from shapely.affinity import translate

from data.modelgemeente.tables import read_boundaries
from geo.shapes import Bounds, fragment, map_shapes, simplify, zoom_for

BREDA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "breda" / "breda_buurten_gemeente.geojson"


def _frame(**shapes):
    return gpd.GeoDataFrame({"area_code": list(shapes)}, geometry=list(shapes.values()), crs="EPSG:28992")


def _segments(shapes):
    """Every straight piece of every ring, without direction, and how many areas use it."""
    count = Counter()
    for shape in shapes:
        for polygon in shapely.get_parts(shape):
            for ring in (polygon.exterior, *polygon.interiors):
                points = [tuple(point) for point in ring.coords]
                count.update(frozenset(pair) for pair in itertools.pairwise(points))
    return count


@pytest.fixture(scope="module")
def buurten():
    shapes = read_boundaries()
    return shapes[shapes["level"] == "buurt"].reset_index(drop=True)


@pytest.fixture(scope="module")
def breda():
    if not BREDA.exists():
        pytest.skip("the open data of Breda are not beside this repository")
    frame = gpd.read_file(BREDA).to_crs("EPSG:28992")
    return frame.assign(area_code="BU0758" + frame["BUURTCODE"].astype(str))


@pytest.mark.parametrize("source", ["buurten", "breda"])
@pytest.mark.parametrize("tolerance", [5.0, 20.0, 40.0])
def test_simplified_areas_cover_the_same_land_without_gaps_or_overlaps(source, tolerance, request):
    boundaries = request.getfixturevalue(source)
    before = shapely.union_all(boundaries.geometry.to_numpy())
    simple = simplify(boundaries, tolerance).geometry.to_numpy()
    union = shapely.union_all(simple)
    assert shapely.is_valid(simple).all()
    assert union.area == pytest.approx(before.area, rel=0.01)
    assert shapely.area(simple).sum() == pytest.approx(union.area, rel=1e-9)
    assert shapely.area(shapely.symmetric_difference(before, union)) < 0.01 * before.area
    assert len(shapely.get_parts(union)) == len(shapely.get_parts(before))
    assert _holes(union) == _holes(before)


def _holes(shape):
    return sum(shapely.get_num_interior_rings(part) for part in shapely.get_parts(shape))


@pytest.mark.parametrize("source", ["buurten", "breda"])
def test_neighbours_share_every_corner_of_their_border_after_rounding(source, request):
    texts = map_shapes(request.getfixturevalue(source), 20.0).fragments.values()
    shapes = [shapely.from_geojson(text) for text in texts]
    used = _segments(shapes)
    assert set(used.values()) == {1, 2}
    outside = sum(shapely.LineString(list(segment)).length for segment, times in used.items() if times == 1)
    assert outside == pytest.approx(shapely.union_all(shapes).boundary.length, rel=1e-9)


@pytest.mark.parametrize("source", ["buurten", "breda"])
def test_fragments_are_valid_geojson_polygons_of_five_decimals_without_blanks(source, request):
    boundaries = request.getfixturevalue(source)
    fragments = map_shapes(boundaries).fragments
    assert list(fragments) == list(boundaries["area_code"])
    for text in fragments.values():
        assert " " not in text
        shape = shapely.from_geojson(text)
        assert shape.is_valid
        assert not shape.is_empty
        assert json.loads(text)["type"] in {"Polygon", "MultiPolygon"}
        numbers = shapely.get_coordinates(shape)
        assert np.array_equal(numbers, np.round(numbers, 5))


def test_a_map_of_sixty_buurten_is_small_enough(buurten):
    assert len(buurten) == 60
    assert sum(len(text) for text in map_shapes(buurten).fragments.values()) < 60_000


def test_simplifying_takes_corners_out(breda):
    def corners(frame):
        return shapely.get_num_coordinates(frame.geometry.to_numpy()).sum()

    assert corners(simplify(breda, 40.0)) < corners(simplify(breda, 10.0)) < corners(breda)


def test_label_points_lie_inside_their_area_even_in_a_crescent():
    crescent = Polygon([(0, 0), (3000, 0), (3000, 300), (300, 300), (300, 3000), (0, 3000)])
    shapes = map_shapes(_frame(BU00000001=translate(crescent, 120_000, 480_000)), 1.0)
    area = shapely.from_geojson(shapes.fragments["BU00000001"])
    assert not area.contains(area.centroid)
    assert area.contains(shapely.Point(shapes.label_points["BU00000001"]))


def test_rd_coordinates_land_on_the_known_place_in_degrees():
    # The tower in Amersfoort is the origin of RD: (155000, 463000) is 5.38720 east, 52.15517 north.
    shapes = map_shapes(_frame(BU00000001=box(154000, 462000, 156000, 464000)), 1.0)
    assert shapes.bounds.centre == pytest.approx((5.38720, 52.15517), abs=3e-4)


def test_a_broken_ring_is_repaired_and_an_area_without_surface_left_out():
    bow_tie = Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)])
    frame = _frame(BU00000001=bow_tie, BU00000002=None, BU00000003=Polygon([(0, 0), (5, 5), (0, 0)]))
    simple = simplify(frame, 1.0)
    assert list(simple["area_code"]) == ["BU00000001"]
    assert simple.geometry.is_valid.all()
    assert simple.geometry.iloc[0].area == pytest.approx(500_000)


def test_small_gaps_and_overlaps_between_neighbours_are_closed():
    notched = Polygon([(0, 0), (1000, 0), (999.4, 500), (1000, 1000), (0, 1000)])
    frame = _frame(BU00000001=notched, BU00000002=box(1000, 0, 2000, 1000), BU00000003=box(1999, 0, 3000, 1000))
    simple = simplify(frame, 1.0).geometry.to_numpy()
    union = shapely.union_all(simple)
    assert union.equals(box(0, 0, 3000, 1000))
    assert shapely.area(simple).sum() == pytest.approx(union.area, rel=1e-9)


@pytest.mark.parametrize("crs", [None, "EPSG:4326"])
def test_boundaries_in_other_coordinates_are_refused(crs):
    frame = gpd.GeoDataFrame({"area_code": ["BU00000001"]}, geometry=[box(5, 52, 5.1, 52.1)], crs=crs)
    with pytest.raises(ValueError, match="EPSG:28992"):
        simplify(frame, 1.0)


def test_a_map_without_any_shape_is_refused():
    with pytest.raises(ValueError, match="no area has a shape"):
        map_shapes(_frame(BU00000001=None))


def test_a_fragment_keeps_holes_and_islands_and_drops_specks():
    ring = box(5, 52, 5.1, 52.1).difference(box(5.04, 52.04, 5.06, 52.06))
    speck = box(5.2, 52.2, 5.200001, 52.200001)
    assert len(json.loads(fragment(ring))["coordinates"]) == 2
    assert json.loads(fragment(shapely.MultiPolygon([ring, box(6, 52, 6.1, 52.1)])))["type"] == "MultiPolygon"
    assert fragment(shapely.MultiPolygon([ring, speck])) == fragment(ring)


def test_outer_rings_run_counter_clockwise_as_geojson_asks():
    clockwise = Polygon([(5, 52), (5, 52.1), (5.1, 52.1), (5.1, 52)])
    ring = json.loads(fragment(clockwise))["coordinates"][0]
    assert shapely.LinearRing(ring).is_ccw


@pytest.mark.parametrize(("width", "height"), [(700, 500), (360, 600), (1200, 300)])
def test_the_box_just_fits_on_the_screen_at_the_zoom_level(width, height):
    bounds = Bounds(5.18, 52.51, 5.35, 52.60)
    size = 512 * 2 ** zoom_for(bounds, width, height)
    across = (bounds.east - bounds.west) / 360 * size
    # Independent of the code: the Mercator ordinate by its integral, the sum of secants.
    latitudes = np.radians(np.linspace(bounds.south, bounds.north, 20_001))
    along = np.trapezoid(1 / np.cos(latitudes), latitudes) / (2 * np.pi) * size
    assert across <= width * (1 + 1e-6)
    assert along <= height * (1 + 1e-6)
    assert across == pytest.approx(width, rel=1e-6) or along == pytest.approx(height, rel=1e-6)
