"""From what was drawn per buurt and month to what is published: per period, and up to the smallest area of a series."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from data.catalogue import load_catalogue
from data.modelgemeente.crime import NUISANCE_TOTAL, TOTAL, series_of
from data.modelgemeente.crime_types import CRIME_TYPES, NUISANCE_TYPES, OWN_COUNTS, SPREADS, CrimeType
from data.modelgemeente.periods import is_over, start_of_period
from data.modelgemeente.places import GEMEENTE, all_buurten
from data.modelgemeente.population import FIRST_YEAR
from data.schemas import Kind, Level, Resolution

_WHOLES = {
    Level.WIJK: pl.concat_str(pl.lit("WK"), pl.col("area_code").str.slice(2, 6)),
    Level.GEMEENTE: pl.lit(GEMEENTE),
}


@dataclass(frozen=True)
class _Series:
    indicator_id: str
    resolution: Resolution
    levels: tuple[Level, ...]
    since: int = FIRST_YEAR
    flag: str | None = None


def published_counts(monthly: pl.DataFrame) -> pl.DataFrame:
    """Add months up to the periods of each series and buurten to wijken and gemeente.

    A type that is published per year only is there for the gemeente and the wijken; a series that is counted at a flag
    has no rows for buurten without it.

    Args:
        monthly: As drawn by `crime.monthly_counts`.

    Returns:
        ``area_code``, ``indicator_id``, ``period_start``, ``resolution``, ``kind`` and ``value``.
    """
    listed = _listed()
    by_series = monthly.partition_by("indicator_id", maintain_order=True, as_dict=True)
    counted = {str(name): _counted(rows, listed[str(name)]) for (name,), rows in by_series.items()}
    return pl.concat(
        [_summed(rows, listed[name], level) for name, rows in counted.items() for level in listed[name].levels]
    )


def _counted(rows: pl.DataFrame, series: _Series) -> pl.DataFrame:
    """The rows from the first year that is counted, and of the buurten that are."""
    flagged = [code for code, _, buurt in all_buurten() if series.flag in (None, buurt.flag)]
    return rows.filter(pl.col("area_code").is_in(flagged) & (pl.col("period_start").dt.year() >= series.since))


def _summed(rows: pl.DataFrame, series: _Series, level: Level) -> pl.DataFrame:
    code = _WHOLES.get(level, pl.col("area_code"))
    return (
        rows.group_by(code.alias("area_code"), start_of_period(series.resolution), maintain_order=True)
        .agg(value=pl.col("count").sum().cast(pl.Float64))
        .filter(is_over(series.resolution))
        .select(
            "area_code",
            pl.lit(series.indicator_id).alias("indicator_id"),
            "period_start",
            pl.lit(series.resolution.value).alias("resolution"),
            pl.lit(Kind.COUNT.value).alias("kind"),
            "value",
        )
    )


def _listed() -> dict[str, _Series]:
    totals = [_Series(total, Resolution.MONTH, tuple(Level)) for total in (TOTAL, NUISANCE_TOTAL)]
    police = [_police_series(one) for one in (*CRIME_TYPES, *NUISANCE_TYPES)]
    return {one.indicator_id: one for one in (*totals, *police, *map(_own_series, OWN_COUNTS))}


def _police_series(crime_type: CrimeType) -> _Series:
    listed = load_catalogue().crime_types.get(crime_type.key)
    if listed is not None and listed.year_only:
        return _Series(listed.series, Resolution.YEAR, (Level.GEMEENTE, Level.WIJK))
    return _Series(series_of(crime_type), Resolution.MONTH, tuple(Level))


def _own_series(crime_type: CrimeType) -> _Series:
    indicator = load_catalogue().indicators[crime_type.key]
    spread = SPREADS[crime_type.spread]
    flag = spread.base if spread.is_counted_at_a_flag else None
    return _Series(indicator.id, indicator.frequency, indicator.levels, crime_type.since, flag)
