"""Counting what a load brought, for its report."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from data.warehouse.reports import SeriesReport, whole_number

__all__ = ["series_of", "whole_number"]


def series_of(observations: pl.DataFrame, name_of: Callable[[str], str]) -> list[SeriesReport]:
    """Count the rows per series and level.

    Args:
        observations: Rows of the observations table.
        name_of: Gives the Dutch name of a series.
    """
    levels = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}
    prefix = pl.col("area_code").str.slice(0, 2)
    counted = (
        observations.group_by("indicator_id")
        .agg(
            *(prefix.eq(letters).sum().alias(level) for letters, level in levels.items()),
            first_year=pl.col("period_start").min().dt.year(),
            last_year=pl.col("period_start").max().dt.year(),
        )
        .sort("indicator_id")
    )
    return [
        SeriesReport(
            indicator=name_of(row["indicator_id"]),
            rows={level: row[level] for level in levels.values() if row[level]},
            first_year=row["first_year"],
            last_year=row["last_year"],
        )
        for row in counted.iter_rows(named=True)
    ]
