"""GeoJSON with areas under their code of CBS.

The wijk- en buurtkaart and the gebiedsindelingen of PDOK, what people make of them, and the API of Amsterdam. Large
waters are features of their own with the code of the gemeente they lie in: those are left out.
"""

from __future__ import annotations

import re

from data.schemas import AREA_CODE
from data.sources.geojson import crs_of, features_of, first_properties
from data.sources.key_figures import AreaRows, find_columns, notes_on_rows
from data.sources.opened import OpenedFile
from data.sources.origins import UNSTATED, Origin, cbs
from data.sources.outlines import Drawn, checked, from_geojson
from data.sources.shapes import Content, Known, Shape, Stage

_CODE = re.compile(AREA_CODE)


def read(opened: OpenedFile, known: Known) -> Content:
    """Read areas with their outlines, and the key figures that stand beside them.

    Raises:
        BrokenContent: A code, year, figure or outline is wrong, or an area is there twice with different figures.
    """
    crs = crs_of(opened)
    columns = find_columns(first_properties(opened))
    # Figures without a year would be those of any year; outlines alone take the year of the figures.
    has_year = columns.year is not None
    year = known.stated_year(opened.name) if columns.figures and not has_year else known.year
    rows = AreaRows(opened.name, columns, year)
    drawn: list[Drawn] = []
    for feature in features_of(opened):
        fact = rows.add(feature.where, feature.properties, may_repeat=True)
        if fact is not None and known.wants(fact.code):
            drawn.append(Drawn(feature.where, fact.code, fact.year, from_geojson(feature.geometry)))
    outlines = checked(opened.name, drawn, crs)
    return Content(
        rows=rows.read,
        notes=[*notes_on_rows(rows), *outlines.notes],
        not_read=columns.descent,
        facts=rows.all_facts(),
        outlines=outlines.outlines,
    )


def _has_codes(opened: OpenedFile) -> bool:
    properties = first_properties(opened)
    values = (properties.get(column) for column in find_columns(properties).codes.values())
    return any(isinstance(value, str) and _CODE.fullmatch(value) for value in values)


SHAPES = (
    Shape(
        id="municipal_areas",
        name="grenzen van buurten van een gemeente, met codes van het CBS (GeoJSON)",
        stage=Stage.AREAS,
        origin=Origin("Gemeente", "Grenzen van buurten", UNSTATED, "Grenzen: gemeente"),
        read=read,
        recognises=lambda opened: "cbsCode" in first_properties(opened),
    ),
    Shape(
        id="cbs_areas",
        name="gemeenten, wijken of buurten met codes van het CBS (GeoJSON)",
        stage=Stage.AREAS,
        origin=cbs("Wijk- en buurtkaart", outlines=True),
        read=read,
        recognises=_has_codes,
    ),
)
