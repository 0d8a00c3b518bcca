"""GeoJSON with the buurten of one gemeente, as municipalities publish it: own codes, without the prefix of CBS.

BUURTCODE 0601 in GEMEENTECODE 0758 is BU07580601; it lies in wijk (GOUWCODE) 06, which is WK075806.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.errors import BrokenContent, UnreadableFile, UnrecognisedFile
from data.schemas import Level
from data.sources.files import SourceFile, printable
from data.sources.places import Place, Places
from data.sources.text import decode

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_FIELDS = ("BUURTCODE", "BUURT", "GOUWCODE", "GOUW", "GEMEENTECODE", "GEMEENTE")
_CODES = {
    "BUURTCODE": re.compile(r"[0-9A-Z]{4}"),
    "GOUWCODE": re.compile(r"[0-9A-Z]{2}"),
    "GEMEENTECODE": re.compile(r"[0-9]{4}"),
}
_WGS84 = re.compile(r"(urn:ogc:def:crs:OGC:[^:]*:CRS84|(urn:ogc:def:crs:)?EPSG:[^:]*:?4326)")

# Degrees; whatever lies outside is no place in the Netherlands, or is written in other coordinates.
_WEST, _SOUTH, _EAST, _NORTH = 3.0, 50.0, 8.0, 54.0


@dataclass(frozen=True)
class Territory:
    """The areas of a gemeente and the outlines of its buurten.

    Attributes:
        places: Gemeente, wijken and buurten.
        outlines: Valid polygons or multipolygons in degrees (WGS 84), by code of the buurt.
        repaired: Codes of the buurten whose outline had to be repaired.
    """

    places: Places
    outlines: Mapping[str, BaseGeometry]
    repaired: tuple[str, ...]


def read_boundaries(file: SourceFile) -> Territory:
    """Read the buurten of one gemeente.

    Raises:
        UnreadableFile: It is no JSON, or was cut off.
        UnrecognisedFile: It is JSON, but no collection of buurten.
        BrokenContent: A feature misses a code or an outline, a code is there twice, or coordinates are no degrees.
    """
    content = _parse(file)
    _refuse_other_coordinates(file, content)
    features = content.get("features")
    if content.get("type") != "FeatureCollection" or not isinstance(features, list) or not features:
        raise UnrecognisedFile(_not_buurten(file))
    places: dict[str, Place] = {}
    outlines: dict[str, BaseGeometry] = {}
    repaired: list[str] = []
    for number, feature in enumerate(features, start=1):
        buurt = _add_places(file, number, feature, places)
        outline, was_broken = _outline(file, number, feature)
        outlines[buurt.code] = outline
        if was_broken:
            repaired.append(buurt.code)
    gemeenten = [place.name for place in places.values() if place.level is Level.GEMEENTE]
    if len(gemeenten) != 1:
        raise BrokenContent(
            f"{file.name} heeft buurten van meer gemeenten: {printable(' en '.join(gemeenten[:2]))}."
            " Laad de buurten van één gemeente tegelijk."
        )
    return Territory(Places.of(places.values()), outlines, tuple(repaired))


def _parse(file: SourceFile) -> dict[str, Any]:
    try:
        content = json.loads(decode(file), object_pairs_hook=_without_repeats, parse_constant=_no_constant)
    except json.JSONDecodeError as problem:
        raise UnreadableFile(
            f"{file.name} is geen volledige JSON: het gaat mis op regel {problem.lineno}. Waarschijnlijk is het bestand"
            " afgebroken. Haal het opnieuw op."
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise UnreadableFile(
            f"{file.name} is geen bruikbare JSON: een naam staat er dubbel in, een getal is onmogelijk of het is te"
            " diep genest. Haal het bestand opnieuw op."
        ) from problem
    if not isinstance(content, dict):
        raise UnrecognisedFile(_not_buurten(file))
    return content


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("a name is repeated")
    return content


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _refuse_other_coordinates(file: SourceFile, content: dict[str, Any]) -> None:
    crs = content.get("crs")
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not _WGS84.fullmatch(name):
        raise BrokenContent(
            f"{file.name} gebruikt coördinaten die wij niet lezen: {printable(str(name))}. Kies bij de uitgever"
            " GeoJSON in graden (WGS 84, EPSG:4326)."
        )


def _add_places(file: SourceFile, number: int, feature: object, places: dict[str, Place]) -> Place:
    fields = _fields(file, number, feature)
    gemeente = Place(f"GM{fields['GEMEENTECODE']}", Level.GEMEENTE, fields["GEMEENTE"], None)
    wijk = Place(f"WK{fields['GEMEENTECODE']}{fields['GOUWCODE']}", Level.WIJK, fields["GOUW"], gemeente.code)
    buurt = Place(f"BU{fields['GEMEENTECODE']}{fields['BUURTCODE']}", Level.BUURT, fields["BUURT"], wijk.code)
    if buurt.code in places:
        raise BrokenContent(
            f"{file.name}, vlak {number}, BUURTCODE: {buurt.code} staat er twee keer in. Haal het bestand opnieuw op."
        )
    if not fields["BUURTCODE"].startswith(fields["GOUWCODE"]):
        raise BrokenContent(
            f"{file.name}, vlak {number}: buurt {buurt.code} begint niet met de code van haar wijk {wijk.code}."
            " Haal het bestand opnieuw op."
        )
    for place in (gemeente, wijk, buurt):
        if places.setdefault(place.code, place) != place:
            raise BrokenContent(
                f"{file.name}, vlak {number}: {place.code} heet {printable(place.name)} en elders"
                f" {printable(places[place.code].name)}. Haal het bestand opnieuw op."
            )
    return buurt


def _fields(file: SourceFile, number: int, feature: object) -> dict[str, str]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or (number == 1 and "BUURTCODE" not in properties):
        raise UnrecognisedFile(_not_buurten(file))
    fields: dict[str, str] = {}
    for name in _FIELDS:
        value = properties.get(name)
        pattern = _CODES.get(name)
        if not isinstance(value, str) or not value.strip() or (pattern and not pattern.fullmatch(value)):
            raise BrokenContent(
                f"{file.name}, vlak {number}, {name} ontbreekt of heeft niet de vorm die daar hoort."
                " Haal het bestand opnieuw op."
            )
        fields[name] = value.strip()
    return fields


def _outline(file: SourceFile, number: int, feature: dict[str, Any]) -> tuple[BaseGeometry, bool]:
    """The outline of a feature, repaired where needed, and whether it was."""
    # Late: shapely and numpy are only needed for files with outlines.
    import shapely  # noqa: PLC0415 - see above

    outline = _polygon(feature.get("geometry"))
    if outline is None:
        raise BrokenContent(f"{file.name}, vlak {number} heeft geen grens. Haal het bestand opnieuw op.")
    west, south, east, north = outline.bounds
    if not (west >= _WEST and south >= _SOUTH and east <= _EAST and north <= _NORTH):
        raise BrokenContent(
            f"{file.name}, vlak {number} ligt buiten Nederland. Waarschijnlijk staan er meters van de Rijksdriehoek in"
            " plaats van graden. Kies bij de uitgever GeoJSON in graden (WGS 84, EPSG:4326)."
        )
    if outline.is_valid:
        return outline, False
    # A repair may leave loose lines and points beside the polygons; only what has a surface is kept.
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(outline)))
    surfaces = [part for part in parts if part.area > 0]
    if not surfaces:
        raise BrokenContent(
            f"{file.name}, vlak {number} heeft geen grens met oppervlakte. Haal het bestand opnieuw op."
        )
    return shapely.unary_union(surfaces), True


def _polygon(geometry: object) -> BaseGeometry | None:
    """A polygon or multipolygon in two dimensions, of finite numbers; None for anything else."""
    import numpy as np  # noqa: PLC0415 - late, see _outline
    import shapely  # noqa: PLC0415 - late, see _outline

    try:
        # Heights are left out: a height that is missing in one corner breaks every later step.
        outline = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (shapely.errors.GEOSException, TypeError, ValueError, RecursionError):
        return None
    is_surface = outline is not None and outline.geom_type in ("Polygon", "MultiPolygon") and not outline.is_empty
    return outline if is_surface and np.isfinite(shapely.get_coordinates(outline)).all() else None


def _not_buurten(file: SourceFile) -> str:
    return (
        f"{file.name} is JSON, maar geen GeoJSON met buurten (BUURTCODE, GOUWCODE, GEMEENTECODE)."
        " Geef het grenzenbestand van de gemeente."
    )
