"""Makes every table of the Modelgemeente from one seed; the same seed gives the same tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import geopandas as gpd
import numpy as np
import polars as pl

from data.modelgemeente.crime import MONTHS, monthly_counts
from data.modelgemeente.geography import boundaries
from data.modelgemeente.places import GEMEENTE
from data.modelgemeente.population import LAST_YEAR, areas
from data.modelgemeente.stories import Lesson, stories_of
from data.modelgemeente.survey import INDICATOR, survey_results
from data.schemas import TABLES, Kind, Resolution, Status

SEED = 20_261_112
SOURCE = "modelgemeente"
RETRIEVED_AT = datetime(2026, 11, 2, 5, 0, tzinfo=UTC)
TRANSFORMATION_VERSION = 1
_PROVISIONAL_SINCE = date(2026, 7, 1)


@dataclass(frozen=True)
class Build:
    """The tables, with the boundaries apart because they carry geometry.

    Attributes:
        tables: areas, observations, survey_results and provenance; each fits its schema.
        boundaries: EPSG:28992, one row per area of the last vintage.
    """

    tables: Mapping[str, pl.DataFrame]
    boundaries: gpd.GeoDataFrame


def build(seed: int = SEED) -> Build:
    """Make everything."""
    shapes = boundaries(np.random.default_rng([seed, 1000]))
    all_areas = areas(shapes, np.random.default_rng([seed, 2000]))
    shapes.insert(1, "vintage", np.int32(LAST_YEAR))
    tables = {
        "areas": all_areas,
        "observations": _observations(monthly_counts(all_areas, seed)),
        "survey_results": _survey_results(survey_results(all_areas, np.random.default_rng([seed, 3000]))),
    }
    tables = {name: _fitted(name, table) for name, table in tables.items()}
    tables["provenance"] = _fitted("provenance", _provenance(tables))
    return Build(tables, shapes.sort_values("area_code", ignore_index=True))


def _observations(counts: pl.DataFrame) -> pl.DataFrame:
    """Add up buurten to wijken and gemeente, and say what is provisional or missing."""
    wijk = pl.concat_str(pl.lit("WK"), pl.col("area_code").str.slice(2, 6))
    wholes = [
        counts.group_by(whole.alias("area_code"), "indicator_id", "period_start").agg(pl.col("count").sum())
        for whole in (wijk, pl.lit(GEMEENTE))
    ]
    late = pl.col("period_start") >= _PROVISIONAL_SINCE
    status = pl.when(late).then(pl.lit(Status.PROVISIONAL.value)).otherwise(pl.lit(Status.FINAL.value))
    rows = pl.concat([counts, *wholes]).with_columns(value=pl.col("count").cast(pl.Float64), status=status)
    return _with_missing(rows).with_columns(
        resolution=pl.lit(Resolution.MONTH.value),
        indeling=LAST_YEAR,
        kind=pl.lit(Kind.COUNT.value),
        source_id=pl.lit(SOURCE),
        retrieved_at=pl.lit(RETRIEVED_AT),
    )


def _with_missing(rows: pl.DataFrame) -> pl.DataFrame:
    """Take out what the publisher did not give; the wijk and the gemeente keep what happened there."""
    for story in stories_of(Lesson.MISSING_MONTH):
        hit = (
            (pl.col("area_code") == story.area_code)
            & (pl.col("indicator_id") == story.indicator_id)
            & pl.col("period_start").is_between(story.first, story.last)
        )
        rows = rows.with_columns(
            value=pl.when(hit).then(None).otherwise(pl.col("value")),
            status=pl.when(hit).then(pl.lit(Status.MISSING.value)).otherwise(pl.col("status")),
        )
    return rows


def _survey_results(results: pl.DataFrame) -> pl.DataFrame:
    return results.with_columns(
        indicator_id=pl.lit(INDICATOR),
        resolution=pl.lit(Resolution.TWO_YEARS.value),
        kind=pl.lit(Kind.SHARE.value),
        source_id=pl.lit(SOURCE),
        retrieved_at=pl.lit(RETRIEVED_AT),
    )


def _provenance(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    content = "".join(table.write_csv() for table in tables.values())
    return pl.DataFrame(
        {
            "source_id": [SOURCE],
            "publisher": ["Modelgemeente (fictief)"],
            "table_id": pl.Series([None], dtype=pl.String),
            "title": [f"Verzonnen cijfers van de Modelgemeente, {MONTHS[0]:%Y} tot en met september {MONTHS[-1]:%Y}"],
            "query": ["python -m data.modelgemeente"],
            "retrieved_at": [RETRIEVED_AT],
            "licence": ["EUPL-1.2 (fictieve cijfers)"],
            "attribution": ["Bron: Modelgemeente, fictieve cijfers"],
            "rows": [sum(table.height for table in tables.values())],
            "content_hash": [hashlib.sha256(content.encode()).hexdigest()],
            "transformation_version": [TRANSFORMATION_VERSION],
        }
    )


def _fitted(name: str, table: pl.DataFrame) -> pl.DataFrame:
    """Cast to the schema's columns and check every rule; sorted by primary key."""
    schema = TABLES[name]
    ordered = table.select(list(schema.columns())).sort(schema.primary_key())
    return schema.validate(ordered, cast=True)
