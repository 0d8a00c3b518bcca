"""Every shape of file that we read. Where two fit, the first one wins; within a stage this is the order of reading."""

from __future__ import annotations

from data.sources import (
    areas_wkt_csv,
    boundaries_geojson,
    bron_geojson,
    cbs_areas_geojson,
    cbs_areas_topojson,
    cbs_geopackage,
    coded_counts,
    crime_by_type_csv,
    gemeente_labels_csv,
    key_figures_csv,
    key_figures_odata,
    known_refusals,
    kwb_workbook,
    leefbaarometer,
    levelled_names_csv,
    odata_v4,
    population_csv,
    statline_csv,
    survey_coded,
)
from data.sources.shapes import Shape

# Where areas are, what they are called and who lives there.
_AREAS_AND_PEOPLE: tuple[Shape, ...] = (
    *boundaries_geojson.SHAPES,
    *cbs_areas_geojson.SHAPES,
    *cbs_areas_topojson.SHAPES,
    *cbs_geopackage.SHAPES,
    *areas_wkt_csv.SHAPES,
    *kwb_workbook.SHAPES,
    *key_figures_csv.SHAPES,
    *key_figures_odata.SHAPES,
    *population_csv.SHAPES,
)

# What was counted, scored or asked.
_FIGURES: tuple[Shape, ...] = (
    *levelled_names_csv.SHAPES,
    *gemeente_labels_csv.SHAPES,
    *statline_csv.SHAPES,
    *crime_by_type_csv.SHAPES,
    *coded_counts.SHAPES,
    *survey_coded.SHAPES,
    *odata_v4.SHAPES,
    *leefbaarometer.SHAPES,
    *bron_geojson.SHAPES,
)

SHAPES: tuple[Shape, ...] = (*known_refusals.FIRST, *_AREAS_AND_PEOPLE, *_FIGURES, *known_refusals.LAST)
