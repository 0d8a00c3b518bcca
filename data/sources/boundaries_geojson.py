"""GeoJSON with the buurten of one gemeente, as municipalities publish it: own codes, without the prefix of CBS.

BUURTCODE 0601 in GEMEENTECODE 0758 is BU07580601; it lies in wijk (GOUWCODE) 06, which is WK075806.
"""

from __future__ import annotations

import re

from data.errors import BrokenContent
from data.sources.files import printable
from data.sources.geojson import Feature, crs_of, features_of, first_properties
from data.sources.opened import OpenedFile
from data.sources.origins import UNSTATED, Origin
from data.sources.outlines import Drawn, checked, from_geojson
from data.sources.shapes import AreaFact, Content, Known, Shape, Stage

_FIELDS = ("BUURTCODE", "BUURT", "GOUWCODE", "GOUW", "GEMEENTECODE", "GEMEENTE")
_CODES = {
    "BUURTCODE": re.compile(r"[0-9A-Z]{4}"),
    "GOUWCODE": re.compile(r"[0-9A-Z]{2}"),
    "GEMEENTECODE": re.compile(r"[0-9]{4}"),
}


def read(opened: OpenedFile, known: Known) -> Content:
    """Read the buurten of one gemeente.

    Raises:
        BrokenContent: A feature misses a code or an outline, a code is there twice, or coordinates are unknown.
    """
    crs = crs_of(opened)
    names: dict[str, str] = {}
    drawn: list[Drawn] = []
    for feature in features_of(opened):
        code = _add_areas(opened.name, feature, names)
        drawn.append(Drawn(feature.where, code, known.year, from_geojson(feature.geometry)))
    gemeenten = [name for code, name in names.items() if code.startswith("GM")]
    if len(gemeenten) != 1:
        raise BrokenContent(
            f"{opened.name} heeft buurten van meer gemeenten: {printable(' en '.join(gemeenten[:2]))}."
            " Laad de buurten van één gemeente tegelijk."
        )
    outlines = checked(opened.name, drawn, crs)
    return Content(
        rows=len(drawn),
        notes=outlines.notes,
        facts=[AreaFact(code, name, known.year) for code, name in names.items()],
        outlines=outlines.outlines,
    )


def _add_areas(file: str, feature: Feature, names: dict[str, str]) -> str:
    fields = _fields(file, feature)
    gemeente, wijk = f"GM{fields['GEMEENTECODE']}", f"WK{fields['GEMEENTECODE']}{fields['GOUWCODE']}"
    buurt = f"BU{fields['GEMEENTECODE']}{fields['BUURTCODE']}"
    if buurt in names:
        raise BrokenContent(
            f"{file}, {feature.where}, BUURTCODE: {buurt} staat er twee keer in. Haal het bestand opnieuw op."
        )
    if not fields["BUURTCODE"].startswith(fields["GOUWCODE"]):
        raise BrokenContent(
            f"{file}, {feature.where}: buurt {buurt} begint niet met de code van haar wijk {wijk}."
            " Haal het bestand opnieuw op."
        )
    for code, name in ((gemeente, fields["GEMEENTE"]), (wijk, fields["GOUW"]), (buurt, fields["BUURT"])):
        if names.setdefault(code, name) != name:
            raise BrokenContent(
                f"{file}, {feature.where}: {code} heet {printable(name)} en elders {printable(names[code])}."
                " Haal het bestand opnieuw op."
            )
    return buurt


def _fields(file: str, feature: Feature) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name in _FIELDS:
        value = feature.properties.get(name)
        pattern = _CODES.get(name)
        if not isinstance(value, str) or not value.strip() or (pattern and not pattern.fullmatch(value)):
            raise BrokenContent(
                f"{file}, {feature.where}, {name} ontbreekt of heeft niet de vorm die daar hoort."
                " Haal het bestand opnieuw op."
            )
        fields[name] = value.strip()
    return fields


SHAPES = (
    Shape(
        id="boundaries",
        name="grenzen van buurten van een gemeente (GeoJSON)",
        stage=Stage.AREAS,
        origin=Origin("Gemeente", "Grenzen van buurten", UNSTATED, "Grenzen: gemeente"),
        read=read,
        recognises=lambda opened: "BUURTCODE" in first_properties(opened),
    ),
)
