"""What is computed before the gate: the same for every reader, so it may be remembered per data version.

Nothing here leaves `plan.figures`: values become visible only through the door.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from data.catalogue import Indicator
from data.schemas import Level, Resolution, Status
from data.warehouse import Snapshot
from metrics import uncertainty
from metrics.denominators import Denominator
from metrics.rates import exposure, rates, window_start, window_sums
from metrics.smoothing import smooth
from plan.figures.model import Area
from plan.figures.series import series_of, spans
from plan.figures.window import Window

# Months in a period; a week counts as the month it begins in.
MONTHS_OF = {
    Resolution.QUARTER: 3,
    Resolution.HALF_YEAR: 6,
    Resolution.YEAR: 12,
    Resolution.TWO_YEARS: 1,  # a survey is held within one year and named after it
}

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
    """A count and what it is per so many of the denominator a year, raw and smoothed; None is unknown.

    ``person_years`` are those of the inhabitants, whatever the count is divided by: they tell how sure a rate can be.
    """

    count: int | None
    exposure: float | None
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
class Published:
    """A value of one area as its publisher gives it, without a margin."""

    area_code: str
    period_start: date
    resolution: Resolution
    value: float
    provisional: bool

    @property
    def last_month(self) -> date:
        """First day of the last month that the value is about."""
        return _last_month(self.period_start, self.resolution)


@dataclass(frozen=True, slots=True)
class Coverage:
    """From which month up to which month there are figures, and how long each period lasts."""

    first: date
    last: date
    resolution: Resolution


def areas(snapshot: Snapshot, gemeente: str) -> dict[str, Area]:
    """The areas of the newest division, by code: the gemeente first, then wijken, then buurten."""
    rows = list(area_rows(snapshot, gemeente).values())
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


def area_rows(snapshot: Snapshot, gemeente: str) -> dict[str, dict[str, Any]]:
    """Rows of the areas table, by code, in the newest division of each level; the largest areas first."""
    table = snapshot.table("areas", gemeente).collect()
    newest = table.filter(pl.col("vintage") == pl.col("vintage").max().over("level"))
    return {row["area_code"]: row for row in newest.sort(pl.col("level").to_physical(), "area_code").to_dicts()}


def known_stands(snapshot: Snapshot, gemeente: str) -> frozenset[str]:
    """Columns of the areas table that are known for at least half of the buurten: what one can divide by here."""
    buurten = [row for row in area_rows(snapshot, gemeente).values() if row["level"] == Level.BUURT.value]
    columns = ("inhabitants", "households", "dwellings", "businesses", "jobs", "visitors")
    return frozenset(
        column for column in columns if 2 * sum(row[column] is not None for row in buurten) >= len(buurten) > 0
    )


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


def counts_of_level(
    snapshot: Snapshot, gemeente: str, indicator: Indicator, level: Level, window: Window, per: Denominator | None
) -> dict[str, Rate]:
    """Counts of all areas of a level over a window, by area code; as rates where there is something to divide by.

    Areas are smoothed towards the mean of their own level, so a buurt is drawn to the buurten and a wijk to the wijken.
    A plain count (``per`` is None) has limits of its own and is not smoothed.
    """
    counts = _of_level(series_of(snapshot, gemeente, indicator), level)
    counted = window_sums(counts, end=window.end, months=window.months)
    people = exposure(stands(snapshot, gemeente, level, "inhabitants"), end=window.end, months=window.months)
    table = people.rename({"exposure": "person_years"}).join(counted, on="area_code", how="left")
    if per is None:
        table = rates(table.with_columns(exposure=pl.lit(1.0)), per=1.0)
    else:
        divided_by = exposure(stands(snapshot, gemeente, level, per.column), end=window.end, months=window.months)
        table = _smoothed(rates(table.join(divided_by, on="area_code", how="left"), per=per.per), per.per)
    return {row["area_code"]: _rate(row) for row in table.iter_rows(named=True)}


def published_values(snapshot: Snapshot, gemeente: str, indicator: Indicator) -> tuple[Published, ...]:
    """All values that a publisher gives as such (a share, a mark, a class), oldest first; the unknown are left out."""
    rows = series_of(snapshot, gemeente, indicator).filter(pl.col("value").is_not_null())
    return tuple(
        Published(
            area_code=row["area_code"],
            period_start=row["period_start"],
            resolution=Resolution(row["resolution"]),
            value=row["value"],
            provisional=row["status"] == Status.PROVISIONAL.value,
        )
        for row in rows.sort("period_start", "area_code").collect().iter_rows(named=True)
    )


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


def stands(snapshot: Snapshot, gemeente: str, level: Level, column: str) -> pl.LazyFrame:
    """What a count may be divided by, on 1 January: ``area_code``, ``year`` and ``denominator``."""
    return _of_level(snapshot.table("areas", gemeente), level).select(
        "area_code", pl.col("vintage").alias("year"), pl.col(column).alias("denominator")
    )


def monthly_or_yearly(snapshot: Snapshot, gemeente: str, indicator: Indicator, area_code: str) -> pl.DataFrame:
    """The series of one area in months, or else in whole years: ``period_start``, ``value``, ``resolution``."""
    series = (
        series_of(snapshot, gemeente, indicator)
        .filter(pl.col("area_code") == area_code)
        .select("period_start", "value", pl.col("resolution").cast(pl.String))
        .sort("period_start")
        .collect()
    )
    for resolution in (Resolution.MONTH, Resolution.YEAR):
        found = series.filter(pl.col("resolution") == resolution.value)
        if len(found):
            return found
    parts = {Resolution.QUARTER.value: 4, Resolution.HALF_YEAR.value: 2}
    return (
        series.filter(pl.col("resolution").is_in(list(parts)))
        .group_by(pl.col("period_start").dt.truncate("1y"), "resolution")
        .agg(
            value=pl.when(pl.col("value").count() == pl.col("resolution").first().replace_strict(parts)).then(
                pl.col("value").sum()
            )
        )
        .select("period_start", "value", pl.lit(Resolution.YEAR.value).alias("resolution"))
        .sort("period_start")
    )


def _smoothed(table: pl.DataFrame, per: float) -> pl.DataFrame:
    steadier = smooth(_as_floats(table["count"]), _as_floats(table["exposure"]))
    return table.with_columns(
        pl.Series("smoothed", steadier.rate * per).fill_nan(None),
        pl.Series("smoothed_lower", steadier.lower * per).fill_nan(None),
        pl.Series("smoothed_upper", steadier.upper * per).fill_nan(None),
    )


def _rate(row: dict[str, Any]) -> Rate:
    return Rate(
        count=None if row["count"] is None else round(row["count"]),
        exposure=row["exposure"] if row.get("smoothed") is not None else None,
        person_years=row["person_years"],
        value=row["rate"],
        lower=row["lower"],
        upper=row["upper"],
        smoothed=row.get("smoothed"),
        smoothed_lower=row.get("smoothed_lower"),
        smoothed_upper=row.get("smoothed_upper"),
        provisional=bool(row["provisional"]),
    )


def _of_level(table: pl.LazyFrame, level: Level) -> pl.LazyFrame:
    prefix = {Level.GEMEENTE: "GM", Level.WIJK: "WK", Level.BUURT: "BU"}[level]
    return table.filter(pl.col("area_code").str.starts_with(prefix))


def _as_floats(column: pl.Series) -> list[float]:
    return column.cast(pl.Float64).fill_null(float("nan")).to_list()


def _last_month(period_start: date, resolution: Resolution) -> date:
    """First day of the last month of a period."""
    months = MONTHS_OF.get(resolution, 1)
    return window_start(period_start, 1) if months == 1 else _later(period_start, months - 1)


def _later(when: date, months: int) -> date:
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    return date(year, month + 1, 1)
