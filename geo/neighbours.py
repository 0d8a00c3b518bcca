"""Which areas lie next to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import shapely


@dataclass(frozen=True)
class Neighbours:
    """The neighbours of every area.

    Attributes:
        by_area: Sorted codes of the neighbours per area code; an empty tuple for an island.
        islands: Sorted codes of the areas without a neighbour, such as one across the water.
    """

    by_area: Mapping[str, tuple[str, ...]]
    islands: tuple[str, ...]


def neighbours(boundaries: gpd.GeoDataFrame, tolerance_m: float = 1.0) -> Neighbours:
    """Find the areas that share a border or a corner (queen contiguity).

    Args:
        boundaries: Areas of one level, with ``area_code`` and a geometry in metres; an area without a shape has none.
        tolerance_m: Areas at most this far apart still touch: borders of real sources do not always meet exactly.

    Raises:
        ValueError: An area code occurs twice, as when two levels or two years are mixed.
    """
    codes = [str(code) for code in boundaries["area_code"]]
    if len(set(codes)) != len(codes):
        raise ValueError("an area code occurs twice")
    shapes = boundaries.geometry.to_numpy()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=tolerance_m)
    found: dict[str, set[str]] = {code: set() for code in sorted(codes)}
    for one, other in zip(left[left != right], right[left != right], strict=True):
        found[codes[one]].add(codes[other])
    by_area = {code: tuple(sorted(around)) for code, around in found.items()}
    return Neighbours(by_area=by_area, islands=tuple(code for code, around in by_area.items() if not around))
