"""Makes every table of the Modelgemeente from one seed; the same seed gives the same tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import geopandas as gpd
import numpy as np
import polars as pl

from data.modelgemeente.cbs import CBS_SERIES, cbs_series
from data.modelgemeente.crime import MONTHS, TOTAL, monthly_counts, series_of
from data.modelgemeente.crime_types import CRIME_TYPES
from data.modelgemeente.geography import boundaries
from data.modelgemeente.peers import FIRST_VINTAGE, peer_areas, peer_counts
from data.modelgemeente.placed import published_counts
from data.modelgemeente.places import GEMEENTE
from data.modelgemeente.population import LAST_YEAR, areas
from data.modelgemeente.registers import registered
from data.modelgemeente.shares import shares
from data.modelgemeente.stories import Lesson, stories_of
from data.modelgemeente.survey import survey_results
from data.schemas import TABLES, Resolution, Status

SEED = 20_261_214
# The land and its people stay as they are, whatever happens there.
_LAND_SEED = 20_261_112
SOURCE, PEER_SOURCE = "modelgemeente", "modelgemeente-vergelijking"
RETRIEVED_AT = datetime(2026, 11, 2, 5, 0, tzinfo=UTC)
TRANSFORMATION_VERSION = 1
_PROVISIONAL_SINCE, _PROVISIONAL_YEAR = date(2026, 7, 1), date(2025, 1, 1)


@dataclass(frozen=True)
class Build:
    """The tables, with the boundaries apart because they carry geometry.

    Attributes:
        tables: areas, observations, survey_results and provenance; each fits its schema.
        boundaries: EPSG:28992, one row per area of the last vintage.
        peers: areas, observations and provenance of the municipalities to compare with, all twelve together.
    """

    tables: Mapping[str, pl.DataFrame]
    boundaries: gpd.GeoDataFrame
    peers: Mapping[str, pl.DataFrame]


def build(seed: int = SEED) -> Build:
    """Make everything."""
    shapes = boundaries(np.random.default_rng([_LAND_SEED, 1000]))
    all_areas = areas(shapes, np.random.default_rng([_LAND_SEED, 2000]))
    shapes.insert(1, "vintage", np.int32(LAST_YEAR))
    tables = {
        "areas": all_areas,
        "observations": _observations(all_areas, seed),
        "survey_results": survey_results(all_areas, seed).with_columns(
            source_id=pl.lit(SOURCE), retrieved_at=pl.lit(RETRIEVED_AT)
        ),
    }
    title = f"Verzonnen cijfers van de Modelgemeente, {MONTHS[0]:%Y} tot en met september {MONTHS[-1]:%Y}"
    ordered = shapes.sort_values("area_code", ignore_index=True)
    return Build(_complete(tables, SOURCE, title), ordered, _peers(seed))


def _complete(tables: Mapping[str, pl.DataFrame], source: str, title: str) -> dict[str, pl.DataFrame]:
    fitted = {name: _fitted(name, table) for name, table in tables.items()}
    return {**fitted, "provenance": _fitted("provenance", _provenance(fitted, source, title))}


def _peers(seed: int) -> dict[str, pl.DataFrame]:
    """The peers' tables; their last year may still change where it is of CBS."""
    counts = peer_counts(seed).with_columns(status=pl.lit(Status.FINAL.value)).with_columns(status=_status())
    observations = counts.with_columns(
        indeling=LAST_YEAR, source_id=pl.lit(PEER_SOURCE), retrieved_at=pl.lit(RETRIEVED_AT)
    )
    title = f"Verzonnen cijfers van gemeenten om mee te vergelijken, {FIRST_VINTAGE} tot en met {LAST_YEAR - 1}"
    return _complete({"areas": peer_areas(), "observations": observations}, PEER_SOURCE, title)


def _observations(areas: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Everything that is counted or kept, with what is provisional or missing."""
    placed = published_counts(monthly_counts(areas, seed))
    police = {series_of(one) for one in CRIME_TYPES} | {TOTAL}
    of_gemeente = placed.filter((pl.col("area_code") == GEMEENTE) & pl.col("indicator_id").is_in(police))
    counted = pl.concat([placed, registered(seed), cbs_series(of_gemeente, GEMEENTE, seed)])
    counted = counted.with_columns(status=pl.lit(Status.FINAL.value))
    columns = [*counted.columns]
    rows = pl.concat([counted, shares(areas, seed).select(columns)]).with_columns(status=_status())
    return _with_missing(rows).with_columns(
        indeling=LAST_YEAR, source_id=pl.lit(SOURCE), retrieved_at=pl.lit(RETRIEVED_AT)
    )


def _status() -> pl.Expr:
    """Months since July may still change, and so may the last year of CBS."""
    late_month = (pl.col("resolution") == Resolution.MONTH.value) & (pl.col("period_start") >= _PROVISIONAL_SINCE)
    late_year = pl.col("indicator_id").is_in(list(CBS_SERIES)) & (pl.col("period_start") >= _PROVISIONAL_YEAR)
    return pl.when(late_month | late_year).then(pl.lit(Status.PROVISIONAL.value)).otherwise(pl.col("status"))


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


def _provenance(tables: Mapping[str, pl.DataFrame], source: str, title: str) -> pl.DataFrame:
    content = "".join(table.write_csv() for table in tables.values())
    return pl.DataFrame(
        {
            "source_id": [source],
            "publisher": ["Modelgemeente (fictief)"],
            "table_id": pl.Series([None], dtype=pl.String),
            "title": [title],
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
