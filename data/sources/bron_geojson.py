"""Road accidents of BRON (GeoJSON points): counted per year in each gemeente, wijk and buurt; points are never kept.

Accidents with injury (LET) and deaths (DOD) count. Accidents with damage only (UMS) do not: how many of those there are
depends on how much the police write down. They do help to tell where the file has accidents at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from data.errors import BrokenContent, UnknownArea
from data.schemas import Kind, Resolution, Status
from data.sources.files import printable
from data.sources.known_areas import gemeente_of
from data.sources.opened import OpenedFile
from data.sources.origins import Origin
from data.sources.shapes import Content, Known, Shape, Stage
from data.warehouse.frames import RD_NEW, empty_table
from data.warehouse.reports import whole_number

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SERIES = "verkeersongevallen_letsel"

_YEAR, _KIND = "jaar_vkl", "ap3_code"
_INJURY, _DEATH, _DAMAGE = "LET", "DOD", "UMS"
_YEARS = range(1995, 2101)
_WEST, _SOUTH, _EAST, _NORTH = 3.0, 50.0, 8.0, 54.0

# With fewer accidents than this, damage included, a gemeente lies outside the area of the file: a point beside its
# border, no more. Its zeros would be no zeros.
_FEWEST_ACCIDENTS = 20

_SCHEMA = {
    name: kind for name, kind in empty_table("observations").schema.items() if name not in ("source_id", "retrieved_at")
}


@dataclass(frozen=True)
class Accident:
    """One accident: where (degrees, WGS 84), when, and how it ended."""

    longitude: float
    latitude: float
    year: int
    kind: str


def read_accidents(opened: OpenedFile, known: Known) -> Content:
    """Count accidents with injury or deaths per area and year.

    Raises:
        BrokenContent: A point, year or kind is missing or wrong.
        UnknownArea: No outlines are loaded, or the file has too few accidents within them.
    """
    accidents = _accidents(opened)
    outlines = {code: outline for code, outline in known.outlines().items() if known.wants(code)}
    if not outlines:
        raise UnknownArea(
            f"{opened.name} heeft punten op de kaart. Om ze te tellen zijn grenzen nodig. Laad eerst het bestand met de"
            " grenzen van de gemeente, wijken of buurten."
        )
    places = _areas_of(accidents, outlines)
    in_gemeente = Counter(code for codes in places for code in codes if code.startswith("GM"))
    covered = {code for code, number in in_gemeente.items() if number >= _FEWEST_ACCIDENTS}
    if not covered:
        raise UnknownArea(
            f"{opened.name} heeft bijna geen ongevallen binnen de geladen grenzen. Waarschijnlijk gaat het over een"
            " andere streek. Kies bij Rijkswaterstaat de provincie van de gemeente."
        )
    counts = Counter(
        (code, accident.year)
        for accident, codes in zip(accidents, places, strict=True)
        if accident.kind != _DAMAGE
        for code in codes
    )
    years = sorted({accident.year for accident in accidents})
    codes = [code for code in sorted(outlines) if gemeente_of(code) in covered]
    rows = [_row(code, year, counts[code, year], known) for code in codes for year in years]
    gemeenten = {gemeente_of(code) for code in outlines}
    return Content(
        rows=len(rows),
        notes=[*_notes(accidents, places), *_note_on_gemeenten_beside(len(gemeenten - covered))],
        scores=pl.DataFrame(rows, schema=_SCHEMA),
    )


def _accidents(opened: OpenedFile) -> list[Accident]:
    features = opened.json_object.get("features")
    if not isinstance(features, list):
        raise BrokenContent(f"{opened.name} heeft geen punten. Haal het bestand opnieuw op.")
    return [_accident(opened.name, number, feature) for number, feature in enumerate(features, start=1)]


def _accident(file: str, number: int, feature: object) -> Accident:
    fields = _fields(feature)
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    at = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    year, kind = fields.get(_YEAR), fields.get(_KIND)
    if isinstance(year, bool) or not isinstance(year, int) or year not in _YEARS:
        raise _broken(file, number, f"{_YEAR} is geen jaar")
    if kind not in (_INJURY, _DEATH, _DAMAGE):
        raise _broken(file, number, f"{_KIND} is geen {_INJURY}, {_DEATH} of {_DAMAGE}: {printable(str(kind))}")
    if not isinstance(at, list) or len(at) < 2 or not all(_is_number(one) for one in at[:2]):
        raise _broken(file, number, "er is geen punt")
    longitude, latitude = float(at[0]), float(at[1])
    if not (_WEST <= longitude <= _EAST and _SOUTH <= latitude <= _NORTH):
        raise _broken(file, number, "het punt ligt buiten Nederland, of staat niet in graden (WGS 84)")
    return Accident(longitude, latitude, year, str(kind))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _fields(feature: object) -> dict[str, Any]:
    """The properties by name in small letters: exports and the web service differ in capitals."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return {name.lower(): value for name, value in properties.items()} if isinstance(properties, dict) else {}


def _areas_of(accidents: Iterable[Accident], outlines: Mapping[str, BaseGeometry]) -> list[tuple[str, ...]]:
    """For each accident the gemeente, wijk and buurt it lies in; on a border it counts once, for the first code."""
    # Late: geopandas takes most of a second to import, and most loads bring no points.
    import geopandas as gpd  # noqa: PLC0415 - see above
    import shapely  # noqa: PLC0415 - see above

    at = np.array([(one.longitude, one.latitude) for one in accidents])
    points = gpd.GeoSeries(gpd.points_from_xy(at[:, 0], at[:, 1]), crs="EPSG:4326").to_crs(RD_NEW).to_numpy()
    codes = sorted(outlines)
    tree = shapely.STRtree([outlines[code] for code in codes])
    found: list[dict[str, str]] = [{} for _ in points]
    point_numbers, area_numbers = tree.query(points, predicate="intersects")
    for point, area in sorted(zip(point_numbers.tolist(), area_numbers.tolist(), strict=True)):
        found[point].setdefault(codes[area][:2], codes[area])
    return [tuple(levels.values()) for levels in found]


def _row(code: str, year: int, number: int, known: Known) -> dict[str, object]:
    return {
        "area_code": code,
        "indicator_id": SERIES,
        "period_start": date(year, 1, 1),
        "resolution": Resolution.YEAR.value,
        "indeling": known.places.year or year,
        "kind": Kind.COUNT.value,
        "value": float(number),
        "status": Status.FINAL.value,
    }


def _notes(accidents: list[Accident], places: list[tuple[str, ...]]) -> list[str]:
    kinds = Counter(accident.kind for accident in accidents)
    outside = sum(not codes for codes in places)
    counted = (
        f"Geteld zijn ongevallen met gewonden ({whole_number(kinds[_INJURY])}) of doden"
        f" ({whole_number(kinds[_DEATH])}). {whole_number(kinds[_DAMAGE])} ongevallen met alleen schade zijn"
        " weggelaten: hoeveel daarvan bekend worden, hangt af van de politie."
    )
    notes = [counted, "De punten zelf zijn niet bewaard, alleen aantallen per gebied en jaar."]
    if outside:
        notes.append(f"{whole_number(outside)} punten liggen buiten de geladen grenzen en zijn weggelaten.")
    return notes


def _note_on_gemeenten_beside(number: int) -> list[str]:
    if not number:
        return []
    which = "1 gemeente is" if number == 1 else f"{whole_number(number)} gemeenten zijn"
    return [f"{which} weggelaten: het bestand heeft daar geen of bijna geen ongevallen."]


def _broken(file: str, number: int, problem: str) -> BrokenContent:
    return BrokenContent(f"{file}, punt {number}: {problem}. Haal het bestand opnieuw op bij Rijkswaterstaat.")


def _is_accidents(opened: OpenedFile) -> bool:
    features = opened.json_object.get("features")
    return isinstance(features, list) and bool(features) and {_YEAR, _KIND} <= _fields(features[0]).keys()


SHAPES = (
    Shape(
        id="bron",
        name="verkeersongevallen van BRON (GeoJSON)",
        stage=Stage.FIGURES,
        origin=Origin(
            "Rijkswaterstaat", "Verkeersongevallen (BRON)", "CC0 volgens de uitgever", "Bron: Rijkswaterstaat, BRON"
        ),
        read=read_accidents,
        recognises=_is_accidents,
    ),
)
