"""The outlines of areas as a map needs them: simplified, in degrees, as ready-made text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.schemas import Level
from data.warehouse import Snapshot
from geo.shapes import map_shapes, zoom_for

# The size on screen that the zoom is chosen for; a narrower screen shows the edges after one pinch.
_WIDTH_PX, _HEIGHT_PX = 560, 440


@dataclass(frozen=True, slots=True)
class Outlines:
    """The shapes of all areas of one level.

    Attributes:
        shapes: GeoJSON geometry as compact text (WGS84, five decimals), by area code.
        longitude: Middle of the map, in degrees.
        latitude: Middle of the map, in degrees.
        zoom: Zoom at which the whole municipality fits.
    """

    shapes: Mapping[str, str]
    longitude: float
    latitude: float
    zoom: float


def outlines_of(snapshot: Snapshot, gemeente: str, level: Level) -> Outlines | None:
    """The outlines of a level in the newest division that has them; None where there are none."""
    stored = snapshot.boundaries(gemeente)
    of_level = stored[stored["level"] == level.value]
    wanted = of_level[of_level["vintage"] == of_level["vintage"].max()]
    if wanted.empty:
        return None
    found = map_shapes(wanted)
    longitude, latitude = found.bounds.centre
    return Outlines(found.fragments, longitude, latitude, zoom_for(found.bounds, _WIDTH_PX, _HEIGHT_PX))
