"""Outlines from outside, checked, repaired where that can be done, and put in metres of the Rijksdriehoek."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.errors import BrokenContent
from data.sources.shapes import Outline
from data.warehouse.frames import RD_NEW

if TYPE_CHECKING:
    import numpy as np
    from shapely.geometry.base import BaseGeometry

DEGREES = "EPSG:4326"

# Whatever lies outside is no place in the Netherlands, or is written in other coordinates: west, south, east, north.
# No coordinate fits both boxes, and in the second one east and north cannot be mistaken for each other either.
_BOXES = {DEGREES: (3.0, 50.0, 8.0, 54.0), RD_NEW: (0.0, 300_000.0, 300_000.0, 640_000.0)}

_CRS_NAMES = {
    DEGREES: re.compile(r"(urn:ogc:def:crs:OGC:[^:]*:CRS84|(urn:ogc:def:crs:)?EPSG:[^:]*:?4326)"),
    RD_NEW: re.compile(r"(urn:ogc:def:crs:)?EPSG:[^:]*:?28992"),
}

# What is shown of a list of codes in one line.
_CODES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """An outline as it stands in a file.

    Attributes:
        where: Which feature or row, for sentences: ``vlak 3``.
        code: Code of the area.
        year: Year of the division; None where the file has none.
        shape: What was drawn; None where that is no surface.
    """

    where: str
    code: str
    year: int | None
    shape: BaseGeometry | None


@dataclass(frozen=True)
class CheckedOutlines:
    """Outlines in metres, one per area and year, and what was done to them."""

    outlines: tuple[Outline, ...]
    notes: tuple[str, ...]


def crs_of_name(file: str, name: object) -> str:
    """The coordinates that a name stands for.

    Raises:
        BrokenContent: We do not read those.
    """
    for crs, pattern in _CRS_NAMES.items():
        if isinstance(name, str) and pattern.fullmatch(name):
            return crs
    raise BrokenContent(
        f"{file} gebruikt coördinaten die wij niet lezen. Kies bij de uitgever graden (WGS 84, EPSG:4326) of meters"
        " van de Rijksdriehoek (EPSG:28992)."
    )


def from_geojson(geometry: object) -> BaseGeometry | None:
    """The surface in a GeoJSON geometry; None for anything else."""
    import shapely  # noqa: PLC0415 - late: most loads bring no outlines

    return _surface(lambda: shapely.from_geojson(json.dumps(geometry)))


def from_wkt(text: str) -> BaseGeometry | None:
    """The surface in well-known text; None for anything else."""
    import shapely  # noqa: PLC0415 - late, see from_geojson

    return _surface(lambda: shapely.from_wkt(text))


def from_wkb(content: bytes) -> BaseGeometry | None:
    """The surface in well-known binary; None for anything else."""
    import shapely  # noqa: PLC0415 - late, see from_geojson

    return _surface(lambda: shapely.from_wkb(content))


def checked(file: str, drawn: Sequence[Drawn], crs: str | None) -> CheckedOutlines:
    """Check outlines, put them in metres, and join the parts of an area that were drawn apart.

    A file that does not say its coordinates is read as degrees, as GeoJSON prescribes, unless every outline lies where
    only metres of the Rijksdriehoek can lie: then it is read as such, and the notes say so.

    Args:
        file: Name of the file.
        drawn: The outlines as they stand in the file.
        crs: `DEGREES` or EPSG:28992 where the file says so; None where it does not.

    Raises:
        BrokenContent: An outline is no surface, cannot be repaired, or lies outside the Netherlands.
    """
    if not drawn:
        return CheckedOutlines((), ())
    import geopandas as gpd  # noqa: PLC0415 - late, see from_geojson
    import shapely  # noqa: PLC0415 - late, see from_geojson

    for one in drawn:
        if one.shape is None:
            raise BrokenContent(f"{file}, {one.where} heeft geen grens. Haal het bestand opnieuw op.")
    shapes = [one.shape for one in drawn]
    notes = []
    if crs is None:
        crs = RD_NEW if _outside(shapes, RD_NEW).sum() == 0 else DEGREES
        if crs == RD_NEW:
            notes.append(
                "Het bestand noemt geen coördinatenstelsel. Alle coördinaten liggen waar alleen meters van de"
                " Rijksdriehoek kunnen liggen; zo zijn ze gelezen."
            )
    for number in _outside(shapes, crs).nonzero()[0][:1]:
        raise _elsewhere(file, drawn[number].where, crs)
    was_valid = shapely.is_valid(shapes)
    in_metres = gpd.GeoSeries([_repaired(file, one) for one in drawn], crs=crs).to_crs(RD_NEW).to_numpy()
    parts: dict[tuple[str, int | None], list[int]] = {}
    for number, one in enumerate(drawn):
        parts.setdefault((one.code, one.year), []).append(number)
    outlines = tuple(
        Outline(code, year, _joined([in_metres[number] for number in numbers]), not was_valid[numbers].all())
        for (code, year), numbers in parts.items()
    )
    return CheckedOutlines(outlines, (*notes, *_notes_on_repairs(outlines)))


def _surface(parsed: Callable[[], Any]) -> BaseGeometry | None:
    """What was parsed, where that is a polygon or multipolygon of finite numbers."""
    import numpy as np  # noqa: PLC0415 - late, see from_geojson
    import shapely  # noqa: PLC0415 - late, see from_geojson

    try:
        # A number that is too large for a coordinate becomes infinite with a warning, and is refused below.
        with np.errstate(all="ignore"):
            # Heights are left out: a height that is missing in one corner breaks every later step.
            shape = shapely.force_2d(parsed())
    except (shapely.errors.GEOSException, TypeError, ValueError, RecursionError):
        return None
    is_surface = shape is not None and shape.geom_type in ("Polygon", "MultiPolygon") and not shape.is_empty
    return shape if is_surface and np.isfinite(shapely.get_coordinates(shape)).all() else None


def _outside(shapes: Sequence[Any], crs: str) -> np.ndarray[Any, Any]:
    import numpy as np  # noqa: PLC0415 - late, see from_geojson
    import shapely  # noqa: PLC0415 - late, see from_geojson

    west, south, east, north = _BOXES[crs]
    bounds: np.ndarray[Any, Any] = shapely.bounds(shapes)
    reach = [bounds[:, 0] >= west, bounds[:, 1] >= south, bounds[:, 2] <= east, bounds[:, 3] <= north]
    outside: np.ndarray[Any, Any] = ~np.all(reach, axis=0)
    return outside


def _elsewhere(file: str, where: str, crs: str) -> BrokenContent:
    if crs == RD_NEW:
        return BrokenContent(
            f"{file} zegt dat de coördinaten meters van de Rijksdriehoek zijn (EPSG:28992), maar {where} ligt daar"
            " buiten Nederland. Kies bij de uitgever GeoJSON in graden (WGS 84, EPSG:4326)."
        )
    return BrokenContent(
        f"{file}, {where} ligt buiten Nederland. Waarschijnlijk staan er meters van de Rijksdriehoek in plaats van"
        " graden. Kies bij de uitgever GeoJSON in graden (WGS 84, EPSG:4326)."
    )


def _repaired(file: str, one: Drawn) -> BaseGeometry:
    import shapely  # noqa: PLC0415 - late, see from_geojson

    if shapely.is_valid(one.shape):
        return one.shape
    repaired = _made_valid(one.shape)
    if repaired.is_empty:
        raise BrokenContent(f"{file}, {one.where} heeft geen grens met oppervlakte. Haal het bestand opnieuw op.")
    return repaired


def _joined(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    import shapely  # noqa: PLC0415 - late, see from_geojson

    # Moving to metres moves every corner a little, so that a thin outline may cross itself again.
    joined = shapes[0] if len(shapes) == 1 else shapely.unary_union(shapes)
    return joined if shapely.is_valid(joined) else _made_valid(joined)


def _made_valid(shape: BaseGeometry) -> BaseGeometry:
    import shapely  # noqa: PLC0415 - late, see from_geojson

    # A repair may leave loose lines and points beside the polygons; only what has a surface is kept.
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shape)))
    return shapely.unary_union([part for part in parts if part.area > 0])


def _notes_on_repairs(outlines: Sequence[Outline]) -> list[str]:
    repaired = [one.code for one in outlines if one.repaired]
    if not repaired:
        return []
    shown = ", ".join(repaired[:_CODES_SHOWN]) + (" en meer" if len(repaired) > _CODES_SHOWN else "")
    return [f"Ongeldig, en hersteld: {len(repaired)} van de {len(outlines)} grenzen ({shown})."]
