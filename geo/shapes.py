"""Boundaries as a map needs them: few corners, shared borders still shared, geographic degrees, compact text.

A page joins geometry text and values into GeoJSON without ever parsing the geometry, so what is made here once per data
version costs a page nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

RD = "EPSG:28992"
WGS84 = "EPSG:4326"
# Five decimals of a degree are about a metre: finer than any border on the map is drawn.
DECIMALS = 5
# Where two areas of one source leave a gap that is narrower than this, it is an error of drawing and not a place.
_DRAWING_GAP_M = 1.0

_Position = tuple[float, float]


@dataclass(frozen=True)
class Bounds:
    """A box in degrees (WGS84)."""

    west: float
    south: float
    east: float
    north: float

    @property
    def centre(self) -> _Position:
        """Longitude and latitude of the middle."""
        return ((self.west + self.east) / 2, (self.south + self.north) / 2)


@dataclass(frozen=True)
class MapShapes:
    """What a map of one level needs.

    Attributes:
        fragments: A GeoJSON geometry as text without blanks, per area code.
        label_points: Longitude and latitude of a point well inside the area, per area code.
        bounds: The box around all areas.
    """

    fragments: Mapping[str, str]
    label_points: Mapping[str, _Position]
    bounds: Bounds


def map_shapes(boundaries: gpd.GeoDataFrame, tolerance_m: float = 15.0) -> MapShapes:
    """Make shapes for a map out of the boundaries of one level.

    Args:
        boundaries: Areas that do not overlap, with ``area_code`` and a geometry in EPSG:28992. An area without a shape
            is left out.
        tolerance_m: See `simplify`.

    Raises:
        ValueError: There is no area with a shape, or the coordinates are not in EPSG:28992.
    """
    simple = simplify(boundaries, tolerance_m)
    if simple.empty:
        raise ValueError("no area has a shape")
    degrees = simple.to_crs(WGS84)
    # The middle of the largest inscribed circle lies well inside, also in a crescent; a centroid may lie outside.
    middles = shapely.get_point(shapely.maximum_inscribed_circle(simple.geometry.to_numpy(), tolerance=10.0), 0)
    labels = gpd.GeoSeries(middles, crs=RD).to_crs(WGS84)
    west, south, east, north = (round(float(edge), DECIMALS) for edge in degrees.total_bounds)
    return MapShapes(
        fragments=dict(zip(degrees["area_code"], map(fragment, degrees.geometry), strict=True)),
        label_points={
            code: (round(point.x, DECIMALS), round(point.y, DECIMALS))
            for code, point in zip(degrees["area_code"], labels, strict=True)
        },
        bounds=Bounds(west, south, east, north),
    )


def simplify(boundaries: gpd.GeoDataFrame, tolerance_m: float) -> gpd.GeoDataFrame:
    """Take out corners that no one sees, so that neighbours keep exactly the same border.

    Args:
        boundaries: Areas of one level, in EPSG:28992.
        tolerance_m: Corners whose triangle with their neighbours is smaller than the square of this (m2) are taken out.

    Returns:
        The same rows without those that have no surface; broken shapes are repaired, small gaps and overlaps closed.

    Raises:
        ValueError: The coordinates are not in EPSG:28992.

    Source: Visvalingam and Whyatt (1993), on the edges of a coverage (GEOS CoverageSimplifier).
    """
    if boundaries.crs is None or boundaries.crs.to_epsg() != 28992:
        raise ValueError("boundaries must be in EPSG:28992")
    whole = boundaries.assign(geometry=_surfaces(boundaries.geometry.to_numpy())).set_crs(RD, allow_override=True)
    whole = whole[~(whole.geometry.is_empty | whole.geometry.isna())].reset_index(drop=True)
    shapes = whole.geometry.to_numpy()
    if len(shapes) and not shapely.coverage_is_valid(shapes):
        shapes = shapely.coverage_clean(shapes, gap_width=_DRAWING_GAP_M)
    return whole.set_geometry(gpd.GeoSeries(shapely.coverage_simplify(shapes, tolerance_m), crs=RD))


def fragment(shape: Polygon | MultiPolygon) -> str:
    """A polygon in degrees as compact GeoJSON text, rounded to five decimals.

    Rounding is per corner, so two areas that share a corner still share it. Rings that shrink to less than a triangle
    are left out.

    >>> fragment(shapely.box(5, 52, 5.1, 52.1))
    '{"type":"Polygon","coordinates":[[[5.1,52.0],[5.1,52.1],[5.0,52.1],[5.0,52.0],[5.1,52.0]]]}'
    """
    polygons = [rings for part in shapely.get_parts(shape) if (rings := _rings(shapely.orient_polygons(part)))]
    if len(polygons) == 1:
        return json.dumps({"type": "Polygon", "coordinates": polygons[0]}, separators=(",", ":"))
    return json.dumps({"type": "MultiPolygon", "coordinates": polygons}, separators=(",", ":"))


def zoom_for(bounds: Bounds, width_px: int, height_px: int) -> float:
    """The zoom level at which a box just fits on the screen (web Mercator, tiles of 512 pixels).

    Args:
        bounds: The box in degrees.
        width_px: Width of the map on the screen.
        height_px: Height of the map on the screen.
    """
    across = (bounds.east - bounds.west) / 360
    north, south = np.arctanh(np.sin(np.radians([bounds.north, bounds.south])))
    along = (north - south) / (2 * np.pi)
    return float(np.log2(min(width_px / (512 * across), height_px / (512 * along))))


def _surfaces(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Repair broken rings, and keep only what has a surface."""
    repaired = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    return np.array([_surface(shape) for shape in repaired], dtype=object)


def _surface(shape: shapely.Geometry | None) -> shapely.Geometry:
    if isinstance(shape, Polygon | MultiPolygon):
        return shape
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon | MultiPolygon)]
    return shapely.union_all(parts) if parts else Polygon()


def _rings(polygon: Polygon) -> list[list[list[float]]]:
    """Outer ring first, then the holes; empty where nothing is left of the outer ring."""
    outer, *holes = (_ring(ring) for ring in (polygon.exterior, *polygon.interiors))
    return [outer, *(hole for hole in holes if hole)] if outer else []


def _ring(ring: shapely.LinearRing) -> list[list[float]]:
    points = np.round(shapely.get_coordinates(ring), DECIMALS)
    moved = np.append(True, np.any(np.diff(points, axis=0) != 0, axis=1))
    kept: list[list[float]] = points[moved].tolist()
    return kept if len(kept) >= 4 else []
