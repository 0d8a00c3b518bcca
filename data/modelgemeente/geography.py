"""Cuts the land of the Modelgemeente into 60 buurten with believable borders.

The land is cut along railway, motorway, canal, river and a main road. Each part is paved with small cells (Voronoi
cells of scattered points, finer near the centre), and every cell goes to the nearest buurt of its part. So borders
follow the great lines, and bend like streets elsewhere. All work is done on a grid of one metre: neighbours share their
corners.
"""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from shapely import MultiPoint, Point, Polygon

from data.modelgemeente.landscape import Landscape, draw, shift
from data.modelgemeente.places import GEMEENTE, Buurt, all_buurten

RD = "EPSG:28992"
_GRID_M = 1.0
_CENTRE = Point(4900, 5800)
# Spacing of the cells in metres: in the centre, and how much it grows per metre away from it, up to a most.
_SPACING_CENTRE, _SPACING_GROWTH, _SPACING_MOST = 75.0, 0.03, 165.0
_DARTS = 50_000
# Corners whose triangle with their neighbours is smaller than the square of this go: inner borders, shore.
_SMOOTHING_INNER_M, _SMOOTHING_SHORE_M = 85.0, 30.0


def boundaries(random: np.random.Generator) -> gpd.GeoDataFrame:
    """Draw gemeente, wijken and buurten.

    Args:
        random: Where the bends come from; the same state draws the same map.

    Returns:
        GeoDataFrame in EPSG:28992 (whole metres) with ``area_code``, ``level``, ``geometry``; each wijk is exactly the
        union of its buurten, the gemeente of its wijken.
    """
    buurten = _buurt_shapes(draw(random), random)
    wijken = {code: _joined(parts) for code, parts in _by_wijk(buurten).items()}
    rows = [(GEMEENTE, "gemeente", _joined(list(wijken.values())))]
    rows += [(code, "wijk", shape) for code, shape in wijken.items()]
    rows += [(code, "buurt", shape) for code, shape in buurten.items()]
    codes, levels, shapes = zip(*rows, strict=True)
    return gpd.GeoDataFrame({"area_code": codes, "level": levels}, geometry=list(shapes), crs=RD)


def _buurt_shapes(landscape: Landscape, random: np.random.Generator) -> dict[str, Polygon]:
    codes, places = _places()
    seeds = shapely.points([[place.x, place.y] for place in places])
    seeds = np.array([shift(seed) for seed in seeds])
    reach = np.array([place.reach for place in places])
    parts = _parts(landscape)
    cells = _cells(parts, _scatter(landscape.land, random))
    middles = shapely.point_on_surface(cells)
    owner = _nearest_in_same_part(middles, seeds, reach, _part_of(parts, middles), _part_of(parts, seeds))
    owner = _without_exclaves(cells, owner, seeds)
    joined = [_joined(list(cells[owner == number])) for number in range(len(codes))]
    return dict(zip(codes, _smoothed(joined), strict=True))


def _places() -> tuple[list[str], list[Buurt]]:
    found = [(code, buurt) for code, _, buurt in all_buurten()]
    return [code for code, _ in found], [buurt for _, buurt in found]


def _parts(landscape: Landscape) -> list[Polygon]:
    """The land cut along its barriers; slivers are left out."""
    lines = shapely.union_all([landscape.land.boundary, *landscape.barriers], grid_size=_GRID_M)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    inside = landscape.land.contains(shapely.point_on_surface(faces))
    return list(faces[inside])


def _scatter(land: Polygon, random: np.random.Generator) -> NDArray[np.float64]:
    """Points that keep their distance (dart throwing): close together in the centre, far apart outside."""
    west, south, east, north = land.bounds
    centre = shift(_CENTRE)
    darts = random.uniform((west - 300, south - 300), (east + 300, north + 300), (_DARTS, 2))
    away = np.hypot(darts[:, 0] - centre.x, darts[:, 1] - centre.y)
    spacing = np.minimum(_SPACING_CENTRE + _SPACING_GROWTH * np.maximum(away - 800, 0), _SPACING_MOST)
    kept: set[int] = set()
    for dart, around in enumerate(cKDTree(darts).query_ball_point(darts, spacing)):
        if kept.isdisjoint(around):
            kept.add(dart)
    return np.asarray(darts[sorted(kept)])


def _cells(parts: Sequence[Polygon], points: NDArray[np.float64]) -> NDArray[np.object_]:
    """Pave the parts with the Voronoi cells of the points; cells share their corners exactly."""
    edges = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(points), only_edges=True, ordered=False))
    lines = shapely.union_all([*[part.boundary for part in parts], *edges], grid_size=_GRID_M)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    return np.asarray(faces[_part_of(parts, shapely.point_on_surface(faces)) >= 0])


def _part_of(parts: Sequence[Polygon], points: NDArray[np.object_]) -> NDArray[np.int64]:
    """Number of the part that each point lies in, or -1."""
    found = np.full(len(points), -1)
    for number, part in enumerate(parts):
        found[shapely.contains(part, points)] = number
    return found


def _nearest_in_same_part(
    cells: NDArray[np.object_],
    seeds: NDArray[np.object_],
    reach: NDArray[np.float64],
    cell_part: NDArray[np.int64],
    seed_part: NDArray[np.int64],
) -> NDArray[np.int64]:
    """The buurt whose seed is nearest to each cell, where a buurt with more reach counts as nearer."""
    distance = shapely.distance(cells[:, None], seeds[None, :]) / reach[None, :]
    distance[cell_part[:, None] != seed_part[None, :]] = np.inf
    # A sliver between two barriers may hold no seed at all: it goes to the nearest one across the line.
    lonely = ~np.isfinite(distance).any(axis=1)
    distance[lonely] = shapely.distance(cells[lonely][:, None], seeds[None, :])
    return np.asarray(np.argmin(distance, axis=1))


def _without_exclaves(
    cells: NDArray[np.object_], owner: NDArray[np.int64], seeds: NDArray[np.object_]
) -> NDArray[np.int64]:
    """Give cells that are cut off from their buurt to the neighbour with the longest shared border."""
    owner = owner.copy()
    left, right = shapely.STRtree(cells).query(cells, predicate="touches")
    border = shapely.length(shapely.intersection(cells[left], cells[right]))
    while (adrift := _adrift(cells, owner, seeds)).any():
        for cell in np.flatnonzero(adrift):
            around = (left == cell) & ~adrift[right]
            lengths = np.bincount(owner[right[around]], weights=border[around], minlength=len(seeds))
            if lengths.max() > 0:
                owner[cell] = int(np.argmax(lengths))
    return owner


def _adrift(cells: NDArray[np.object_], owner: NDArray[np.int64], seeds: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Whether each cell lies outside the one piece of its buurt that holds the seed."""
    adrift = np.zeros(len(cells), dtype=bool)
    for number, seed in enumerate(seeds):
        own = np.flatnonzero(owner == number)
        pieces = shapely.get_parts(shapely.union_all(cells[own]))
        home = pieces[np.argmin(shapely.distance(pieces, seed))]
        adrift[own] = ~shapely.contains(home, shapely.point_on_surface(cells[own]))
    return adrift


def _smoothed(shapes: Sequence[Polygon]) -> list[Polygon]:
    """Take the zigzag of the cells out of the borders; shared borders stay shared."""
    inner = shapely.coverage_simplify(np.asarray(shapes, dtype=object), _SMOOTHING_INNER_M, simplify_boundary=False)
    smooth = shapely.coverage_simplify(inner, _SMOOTHING_SHORE_M)
    return list(shapely.normalize(smooth))


def _by_wijk(buurten: dict[str, Polygon]) -> dict[str, list[Polygon]]:
    wijken: dict[str, list[Polygon]] = {}
    for code, shape in buurten.items():
        wijken.setdefault("WK" + code[2:8], []).append(shape)
    return wijken


def _joined(shapes: list[Polygon]) -> Polygon:
    return shapely.normalize(shapely.coverage_union_all(shapes))
