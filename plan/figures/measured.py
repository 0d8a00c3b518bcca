"""What is computed before the gate: the same for every reader, so it may be remembered per data version.

Nothing here leaves `plan.figures`: values become visible only through the door.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from data.catalogue import Indicator
from data.schemas import Level, Resolution
from data.warehouse import Snapshot
from metrics import uncertainty
from metrics.rates import exposure, rates, window_sums
from metrics.smoothing import smooth
from plan.figures.model import Area
from plan.figures.series import series_of, spans
from plan.figures.window import Window

PER_INHABITANTS = 1000.0

# How far back a rate of a small area is pooled when one year says too little.
POOLED_MONTHS = 36

_MARKS = {
    "is_station": "station",
    "is_uitgaansgebied": "uitgaansgebied",
    "is_instelling": "instelling",
    "is_bedrijventerrein": "bedrijventerrein",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """A count with its exposure and its rate per 1,000 inhabitants a year, raw and smoothed; None is unknown."""

    count: int | None
    person_years: float | None
    value: float | None
    lower: float | None
    upper: float | None
    smoothed: float | None
    smoothed_lower: float | None
    smoothed_upper: float | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """A survey result of one area."""

    area_code: str
    period_start: date
    value: float
    lower: float
    upper: float
    respondents: int | None
    method_era: str

    def as_estimate(self) -> uncertainty.Estimate:
        """Only what a calculation needs."""
        return uncertainty.Estimate(self.value, self.lower, self.upper, self.method_era)


@dataclass(frozen=True, slots=True)
class Coverage:
    """From which month up to which month there are figures, and how long each period lasts."""

    first: date
    last: date
    resolution: Resolution


def areas(snapshot: Snapshot, gemeente: str) -> dict[str, Area]:
    """The areas of the newest division, by code: the gemeente first, then wijken, then buurten."""
    table = snapshot.table("areas", gemeente).collect()
    order = pl.col("level").to_physical()
    newest = table.filter(pl.col("vintage") == pl.col("vintage").max()).sort(order, "area_code")
    rows = newest.to_dicts()
    names = Counter((row["level"], row["name"]) for row in rows)
    return {
        row["area_code"]: Area(
            code=row["area_code"],
            name=row["name"],
            label=row["name"] if names[row["level"], row["name"]] == 1 else f"{row['name']} ({row['area_code']})",
            level=Level(row["level"]),
            parent=row["parent_code"],
            inhabitants=row["inhabitants"],
            marks=tuple(word for column, word in _MARKS.items() if row[column]),
        )
        for row in rows
    }


def coverage(snapshot: Snapshot, gemeente: str, indicators: Iterable[Indicator]) -> dict[str, Coverage]:
    """Which stretch each series covers, by id; sums included. Months go before years where a series has both."""
    found = spans(snapshot, gemeente, indicators).sort(
        "indicator_id", pl.col("resolution").to_physical(), descending=[False, True]
    )
    return {
        row["indicator_id"]: Coverage(
            first=row["first"],
            last=_last_month(row["last"], Resolution(row["resolution"])),
            resolution=Resolution(row["resolution"]),
        )
        for row in found.iter_rows(named=True)
    }


def rates_of_level(
    snapshot: Snapshot, gemeente: str, indicator: Indicator, level: Level, window: Window
) -> dict[str, Rate]:
    """Counts and rates of all areas of a level over a window, by area code.

    Areas are smoothed towards the mean of their own level, so a buurt is drawn to the buurten and a wijk to the wijken.
    """
    counts = _of_level(series_of(snapshot, gemeente, indicator), level)
    counted = window_sums(counts, end=window.end, months=window.months)
    people = exposure(population(snapshot, gemeente, level), end=window.end, months=window.months)
    table = rates(people.join(counted, on="area_code", how="left"), per=PER_INHABITANTS)
    steadier = smooth(_as_floats(table["count"]), _as_floats(table["exposure"]))
    table = table.with_columns(
        pl.Series("smoothed", steadier.rate * PER_INHABITANTS).fill_nan(None),
        pl.Series("smoothed_lower", steadier.lower * PER_INHABITANTS).fill_nan(None),
        pl.Series("smoothed_upper", steadier.upper * PER_INHABITANTS).fill_nan(None),
    )
    return {
        row["area_code"]: Rate(
            count=None if row["count"] is None else round(row["count"]),
            person_years=row["exposure"],
            value=row["rate"],
            lower=row["lower"],
            upper=row["upper"],
            smoothed=row["smoothed"],
            smoothed_lower=row["smoothed_lower"],
            smoothed_upper=row["smoothed_upper"],
            provisional=bool(row["provisional"]),
        )
        for row in table.iter_rows(named=True)
    }


def estimates(snapshot: Snapshot, gemeente: str, indicator: Indicator) -> tuple[Estimate, ...]:
    """All survey results of an indicator, oldest first; rows without an estimate are left out."""
    table = snapshot.table("survey_results", gemeente).filter(
        (pl.col("indicator_id") == indicator.id) & pl.col("estimate").is_not_null()
    )
    return tuple(
        Estimate(
            area_code=row["area_code"],
            period_start=row["period_start"],
            value=row["estimate"],
            lower=row["lower"],
            upper=row["upper"],
            respondents=row["respondents"],
            method_era=row["method_era"],
        )
        for row in table.sort("period_start", "area_code").collect().iter_rows(named=True)
    )


def population(snapshot: Snapshot, gemeente: str, level: Level) -> pl.LazyFrame:
    """Inhabitants on 1 January: ``area_code``, ``year`` and ``denominator``."""
    return _of_level(snapshot.table("areas", gemeente), level).select(
        "area_code", pl.col("vintage").alias("year"), pl.col("inhabitants").alias("denominator")
    )


def monthly_or_yearly(snapshot: Snapshot, gemeente: str, indicator: Indicator, area_code: str) -> pl.DataFrame:
    """The series of one area at the finest resolution it has: ``period_start``, ``value``, ``resolution``; by time."""
    series = (
        series_of(snapshot, gemeente, indicator)
        .filter(pl.col("area_code") == area_code)
        .select("period_start", "value", "resolution")
        .sort("period_start")
        .collect()
    )
    months = series.filter(pl.col("resolution") == Resolution.MONTH.value)
    return months if len(months) else series.filter(pl.col("resolution") == Resolution.YEAR.value)


def _of_level(table: pl.LazyFrame, level: Level) -> pl.LazyFrame:
    prefix = {Level.GEMEENTE: "GM", Level.WIJK: "WK", Level.BUURT: "BU"}[level]
    return table.filter(pl.col("area_code").str.starts_with(prefix))


def _as_floats(column: pl.Series) -> list[float]:
    return column.cast(pl.Float64).fill_null(float("nan")).to_list()


def _last_month(period_start: date, resolution: Resolution) -> date:
    """First day of the last month of a period."""
    if resolution is Resolution.YEAR:
        return period_start.replace(month=12, day=1)
    return period_start.replace(day=1)
