"""Every shape of file that we read. Where two fit, the first one wins; within a stage this is the order of reading."""

from __future__ import annotations

from data.sources import boundaries_geojson, crime_by_type_csv, population_csv, statline_csv
from data.sources.shapes import Shape

# Where areas are, what they are called and who lives there.
_AREAS_AND_PEOPLE: tuple[Shape, ...] = (
    *boundaries_geojson.SHAPES,
    *population_csv.SHAPES,
)

# What was counted, scored or asked.
_FIGURES: tuple[Shape, ...] = (
    *statline_csv.SHAPES,
    *crime_by_type_csv.SHAPES,
)

SHAPES: tuple[Shape, ...] = (*_AREAS_AND_PEOPLE, *_FIGURES)
