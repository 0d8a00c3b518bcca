"""The land of the Modelgemeente: shore, river, canal, railway and roads, drawn by hand.

The sheet lies in the middle of the Markermeer, where nobody lives, so that no one takes it for a real place. Lines are
metres from its south-west corner; `shift` brings them to RD (EPSG:28992). Drawn lines are a few corners: `wander` bends
them as a shore or a border bends, always the same for the same random generator.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Point, Polygon
from shapely.affinity import translate

SHEET_CORNER = (141_500.0, 503_500.0)

_Corners = list[tuple[float, float]]
_Shape = TypeVar("_Shape", Polygon, LineString, Point)

# The land border runs from the shore in the west, along the south and the east, back to the shore in the north.
_LAND_BORDER: _Corners = [
    (150, 4350), (620, 3700), (540, 3050), (60, 2850), (180, 2050), (900, 1780), (820, 1180), (1650, 620), (2250, 1010),
    (2950, 860), (3150, 260), (4150, 80), (4420, 560), (5150, 640), (5500, 130), (6500, -60), (6980, 250), (7500, 780),
    (8250, 360), (8950, 180), (9250, 900), (10100, 820), (10480, 1500), (10120, 2150), (10850, 2420), (10980, 3350),
    (10380, 3800), (10560, 4650), (11020, 5050), (10750, 5750), (10250, 6050), (10480, 6850), (9900, 7080),
    (9960, 7750), (9350, 7980), (9080, 8480),
]  # fmt: skip
_SHORE: _Corners = [
    (9080, 8480), (8700, 8850), (8150, 8900), (7850, 8480), (7350, 8420), (7150, 8000), (6650, 8150), (6150, 8060),
    (6060, 7780), (6420, 7640), (5980, 7420), (5520, 7480), (5300, 7380), (5080, 7420), (5060, 7080), (4960, 7080),
    (4930, 7440), (4450, 7380), (4180, 7560), (3950, 8050), (3350, 8180), (2850, 7780), (2350, 7860), (2080, 7520),
    (2180, 7050), (1850, 6700), (1350, 6720), (1020, 6250), (1080, 5850), (640, 5600), (420, 5150), (520, 4700),
    (150, 4350),
]  # fmt: skip
_RIVER: _Corners = [
    (8250, 200), (7450, 1000), (7350, 2000), (6700, 2700), (6600, 3450), (6050, 4000), (6120, 4800), (5750, 5350),
    (5680, 5950), (5360, 6600), (5300, 7100), (5330, 7800),
]  # fmt: skip
_RAILWAY: _Corners = [
    (-300, 4100), (1000, 4200), (2300, 4560), (3700, 4760), (5100, 4830), (6200, 4820), (7600, 5010), (9200, 5240),
    (11200, 5080),
]  # fmt: skip
_MOTORWAY: _Corners = [
    (-300, 2750), (900, 2500), (2300, 2280), (3900, 2440), (5400, 2560), (6800, 2560), (8300, 2800), (9600, 2720),
    (11300, 3050),
]  # fmt: skip
_CANAL: _Corners = [(5550, 6050), (6300, 6080), (7100, 6350), (8200, 6680), (9300, 6640), (10800, 6900)]
_WEST_ROAD: _Corners = [(3150, 4500), (3250, 5200), (2980, 5900), (2960, 6500), (3200, 7100), (3120, 8400)]
_LAKE: _Corners = [
    (5250, 1450), (5480, 1800), (5850, 1720), (6150, 1850), (6350, 1500), (6120, 1150), (5750, 1200), (5450, 1080),
    (5250, 1450),
]  # fmt: skip

# Half the width of the river in metres, from the railway bridge to the mouth; upstream it is a line on the map.
_RIVER_TOWN_START, _RIVER_HALF_WIDTHS = 0.60, (20.0, 80.0)


@dataclass(frozen=True)
class Landscape:
    """What the buurten are cut from.

    Attributes:
        land: The municipality without its water, one polygon with a hole for the lake.
        barriers: Lines that no buurt crosses.
    """

    land: Polygon
    barriers: tuple[LineString, ...]


def draw(random: np.random.Generator) -> Landscape:
    """Bend the hand-drawn lines and cut the water out of the land."""
    border = wander(_LAND_BORDER, random, roughness=0.05, rounds=2)
    shore = wander(_SHORE, random, roughness=0.11, rounds=3)
    river = wander(_rounded(_RIVER, 2), random, roughness=0.04, rounds=2)
    lake = Polygon(wander(_rounded(_LAKE, 1), random, roughness=0.08, rounds=2))
    outline = Polygon(np.vstack([border[:-1], shore[:-1]]))
    land = _largest(outline.difference(_water(river)).difference(lake))
    barriers = tuple(
        LineString(wander(_rounded(line, 2), random, roughness=0.01, rounds=1))
        for line in (_RAILWAY, _MOTORWAY, _CANAL, _WEST_ROAD)
    )
    return Landscape(land=shift(land), barriers=tuple(shift(line) for line in (LineString(river), *barriers)))


def shift(shape: _Shape) -> _Shape:
    """Move a shape from the sheet to RD."""
    return translate(shape, *SHEET_CORNER)


def wander(corners: _Corners, random: np.random.Generator, *, roughness: float, rounds: int) -> NDArray[np.float64]:
    """Bend a line by moving the middle of each stretch aside, again and again (midpoint displacement).

    Args:
        corners: The line as drawn by hand.
        random: Which way each middle goes.
        roughness: How far a middle moves at most, as a part of the length of its stretch.
        rounds: How often; each round doubles the number of stretches.

    Returns:
        An array of points (n, 2); first and last point stay where they are.
    """
    points = np.asarray(corners, dtype=np.float64)
    for _ in range(rounds):
        steps = np.diff(points, axis=0)
        aside = (
            np.column_stack([-steps[:, 1], steps[:, 0]]) * random.uniform(-roughness, roughness, (len(steps), 1)) * 2
        )
        bent = np.empty((2 * len(points) - 1, 2))
        bent[::2], bent[1::2] = points, points[:-1] + steps / 2 + aside
        points = bent
    return points


def _rounded(corners: _Corners, rounds: int) -> _Corners:
    """Cut off corners (Chaikin), so that a railway curves; the ends stay."""
    points = np.asarray(corners, dtype=np.float64)
    for _ in range(rounds):
        near = 0.75 * points[:-1] + 0.25 * points[1:]
        far = 0.25 * points[:-1] + 0.75 * points[1:]
        points = np.vstack([points[:1], np.stack([near, far], axis=1).reshape(-1, 2), points[-1:]])
    return [(float(x), float(y)) for x, y in points]


def _water(river: NDArray[np.float64]) -> Polygon:
    """The river as a surface, from the railway bridge to its mouth, wider and wider."""
    start = int(len(river) * _RIVER_TOWN_START)
    widths = np.linspace(*_RIVER_HALF_WIDTHS, len(river) - start - 1)
    stretches = [LineString(river[start + i : start + i + 2]).buffer(width) for i, width in enumerate(widths)]
    return shapely.union_all(stretches)


def _largest(shape: Polygon | MultiPolygon) -> Polygon:
    return max(shape.geoms, key=lambda part: part.area) if isinstance(shape, MultiPolygon) else shape
