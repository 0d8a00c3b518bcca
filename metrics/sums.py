"""From separate series to their sum, without ever counting what is missing as zero."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from data.schemas import Kind, Status

_CELL = ("area_code", "period_start", "resolution")
_STATUS = pl.Enum([one.value for one in Status])


def add_up(observations: pl.LazyFrame, parts: Sequence[str], indicator_id: str) -> pl.LazyFrame:
    """Add up counts of several series per area and period.

    A resolution in which a part has no known count at all gives no rows: with a type that is published per year only
    there are no months, rather than months that are never known.

    Args:
        observations: Rows of `data.schemas.Observations`, of any series.
        parts: The ids of the series to add up, each once.
        indicator_id: The id that the sum gets.

    Returns:
        One row per area, period and resolution in which a part has a row, in no special order: ``area_code``,
        ``indicator_id``, ``period_start``, ``resolution``, ``indeling`` (the newest of the parts), ``kind``, ``value``
        (null as soon as a part is missing) and ``status`` (onderdrukt before geen opgave before voorlopig).

    Raises:
        ValueError: There are no parts, or one is named twice.
    """
    if not parts or len(set(parts)) != len(parts):
        raise ValueError("a sum has parts, and counts each of them once")
    of_parts = observations.filter(pl.col("indicator_id").is_in(list(parts)))
    all_known = pl.col("value").count() == len(parts)
    return (
        of_parts.join(_complete(of_parts, len(parts)), on="resolution", how="semi")
        .group_by(_CELL)
        .agg(
            pl.col("indeling").max(),
            value=pl.when(all_known).then(pl.col("value").sum()),
            status=pl.when(_any(Status.SUPPRESSED))
            .then(pl.lit(Status.SUPPRESSED.value))
            .when(~all_known)
            .then(pl.lit(Status.MISSING.value))
            .when(_any(Status.PROVISIONAL))
            .then(pl.lit(Status.PROVISIONAL.value))
            .otherwise(pl.lit(Status.FINAL.value))
            .cast(_STATUS),
        )
        .select(
            "area_code",
            pl.lit(indicator_id).alias("indicator_id"),
            "period_start",
            "resolution",
            "indeling",
            pl.lit(Kind.COUNT.value).cast(pl.Enum([one.value for one in Kind])).alias("kind"),
            "value",
            "status",
        )
    )


def _complete(of_parts: pl.LazyFrame, parts: int) -> pl.LazyFrame:
    """The resolutions in which every part is known somewhere."""
    known = of_parts.filter(pl.col("value").is_not_null())
    return known.group_by("resolution").agg(pl.col("indicator_id").n_unique()).filter(pl.col("indicator_id") == parts)


def _any(status: Status) -> pl.Expr:
    return (pl.col("status") == status.value).any()
