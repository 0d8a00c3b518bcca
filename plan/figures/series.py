"""The counts of an indicator: its own rows, or its parts added up."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from data.catalogue import Indicator
from data.warehouse import Snapshot
from metrics.denominators import Denominator, allowed
from metrics.sums import add_up

_COLUMNS = ("area_code", "indicator_id", "period_start", "resolution", "indeling", "kind", "value", "status")


def series_of(snapshot: Snapshot, gemeente: str, indicator: Indicator) -> pl.LazyFrame:
    """The counts of an indicator in all areas, periods and resolutions.

    Returns:
        The columns of `data.schemas.Observations`, without those that tell where a row came from.
    """
    observations = snapshot.table("observations", gemeente).select(_COLUMNS)
    if indicator.sum_of:
        return add_up(observations, indicator.sum_of, indicator.id)
    return observations.filter(pl.col("indicator_id") == indicator.id)


def usual_denominator(indicator: Indicator) -> Denominator | None:
    """What an indicator is divided by unless the reader chooses otherwise; None for a plain count."""
    choices = allowed(indicator.denominators, indicator.unit)
    return choices[0] if choices else None


def spans(snapshot: Snapshot, gemeente: str, indicators: Iterable[Indicator]) -> pl.DataFrame:
    """From when to when each series runs: counted, asked, or added up.

    Args:
        snapshot: The version of the warehouse to read.
        gemeente: Code of the municipality.
        indicators: The indicators of the catalogue; those that are sums get a span from their parts.

    Returns:
        ``indicator_id``, ``resolution``, ``first`` and ``last`` (starts of a period), one row per series and
        resolution. A sum runs over the periods in which all its parts are known somewhere.
    """
    own = [_span(snapshot.table(name, gemeente)) for name in ("observations", "survey_results")]
    known = pl.col("value").is_not_null()
    sums = [_span(series_of(snapshot, gemeente, one).filter(known)) for one in indicators if one.sum_of]
    return pl.concat(pl.collect_all([*own, *sums]))


def _span(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.group_by("indicator_id", "resolution").agg(
        pl.col("period_start").min().alias("first"), pl.col("period_start").max().alias("last")
    )
