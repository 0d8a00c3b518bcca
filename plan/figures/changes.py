"""How figures move, before the gate: the trend of one series, and what stands out among many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

import polars as pl

from data.catalogue import Indicator
from data.schemas import Kind, Level, Resolution
from data.warehouse import Snapshot
from metrics.comparison import Comparison, StandsOut, overdispersion, stand_out
from metrics.rates import window_start
from metrics.trend import Point, Trend, Verdict, rolling_sums, trend, verdict
from plan.figures.measured import POOLED_MONTHS, Rate, counts_of_level, monthly_or_yearly, stands
from plan.figures.series import series_of, usual_denominator
from plan.figures.window import Window

# Five years of months: long enough to tell a trend from a season, short enough to be about now.
TREND_MONTHS = 60
TREND_YEARS = 10

# The publishers' own totals. A total or a sum says what its parts already say, and would count once more for each.
TOTAL = "totaal_misdrijven"
_TOTALS = (TOTAL, "cbs_misdrijven_totaal", "overlast_totaal")


@dataclass(frozen=True, slots=True)
class Movement:
    """A series with its trend.

    Attributes:
        points: Twelve-month sums by their last month, or years by their first: what a chart draws.
        trend: The trend over the last five years of months, or ten of years.
        verdict: What the trend may be called.
        is_monthly: Whether the series has months.
    """

    points: tuple[Point, ...]
    trend: Trend
    verdict: Verdict
    is_monthly: bool


def movement(snapshot: Snapshot, gemeente: str, indicator: Indicator, area_code: str, window: Window) -> Movement:
    """The series of one area up to the end of the window, with its trend."""
    rows = monthly_or_yearly(snapshot, gemeente, indicator, area_code).filter(pl.col("period_start") <= window.end)
    is_monthly = bool(len(rows)) and rows["resolution"][0] == Resolution.MONTH.value
    points = _with_exposure(rows, _amounts(snapshot, gemeente, indicator, area_code), 12 if is_monthly else 1)
    resolution = Resolution.MONTH if is_monthly else Resolution.YEAR
    recent = [point for point in points if point.start >= _trend_start(window, is_monthly=is_monthly)]
    found = trend(recent, resolution, indicator.method_breaks)
    return Movement(
        points=tuple(rolling_sums(points) if is_monthly else points),
        trend=found,
        verdict=verdict(found, indicator.direction, indicator.registration),
        is_monthly=is_monthly,
    )


def repeats_others(indicator: Indicator) -> bool:
    """Whether an indicator only says once more what others say: a total, a sum, or the figure for the budget."""
    return indicator.id in _TOTALS or bool(indicator.sum_of) or indicator.is_bbv


def standing_out(
    snapshot: Snapshot, gemeente: str, indicators: Iterable[Indicator], area_codes: Sequence[str], window: Window
) -> StandsOut:
    """What differs from the three years before, over all indicators and areas together.

    Args:
        snapshot: The version of the warehouse to read.
        gemeente: Code of the municipality.
        indicators: Counted indicators; totals and sums are left out where their parts are there.
        area_codes: The gemeente and wijken to look at.
        window: The twelve months that are held against the 36 before.
    """
    counted = [one for one in indicators if one.kind is Kind.COUNT and one.harm is not None]
    parts = [one for one in counted if not repeats_others(one)] or counted
    comparisons = [
        comparison
        for indicator in parts
        for comparison in _comparisons(snapshot, gemeente, indicator, area_codes, window)
    ]
    return stand_out(comparisons)


def _comparisons(
    snapshot: Snapshot, gemeente: str, indicator: Indicator, area_codes: Sequence[str], window: Window
) -> list[Comparison]:
    before = Window(_month_before(window), POOLED_MONTHS)
    per = usual_denominator(indicator)
    now: dict[str, Rate] = {}
    then: dict[str, Rate] = {}
    for level in (Level.GEMEENTE, Level.WIJK):
        now |= counts_of_level(snapshot, gemeente, indicator, level, window, per)
        then |= counts_of_level(snapshot, gemeente, indicator, level, before, per)
    spread = dispersion(snapshot, gemeente, indicator, list(area_codes), before)
    return [
        Comparison(
            subject=indicator.id,
            area_code=code,
            # Without a measure of the ordinary ups and downs a comparison cannot be fair: it is counted as not made.
            count=now[code].count if code in spread else None,
            exposure=now[code].person_years,
            baseline_count=then[code].count,
            baseline_exposure=then[code].person_years,
            dispersion=spread.get(code, 1.0),
            harm=indicator.harm or 0,
        )
        for code in area_codes
        if code in now
    ]


def dispersion(
    snapshot: Snapshot, gemeente: str, indicator: Indicator, area_codes: Sequence[str], before: Window
) -> dict[str, float]:
    """Variance over mean of a year's count per area, learnt from the baseline; empty where it holds no series."""
    rows = (
        series_of(snapshot, gemeente, indicator)
        .filter(pl.col("area_code").is_in(area_codes) & pl.col("period_start").is_between(before.start, before.end))
        .select("area_code", "period_start", "value", "resolution")
        .collect()
    )
    months = rows.filter(pl.col("resolution") == Resolution.MONTH.value).sort("period_start")
    if len(months):
        table = months.pivot("period_start", index="area_code", values="value", sort_columns=True)
        counts = table.drop("area_code").cast(pl.Float64).fill_null(float("nan")).to_numpy()
        return dict(zip(table["area_code"], overdispersion(counts).tolist(), strict=True))
    return _around_trends(snapshot, gemeente, indicator, area_codes, before)


def _around_trends(
    snapshot: Snapshot, gemeente: str, indicator: Indicator, area_codes: Sequence[str], before: Window
) -> dict[str, float]:
    """The same for a series of years alone: what is left around each area's own trend, shared by areas of one level.

    Three years of one area cannot tell a steady fall from ordinary ups and downs; ten years of all areas can.
    """
    found = {code: movement(snapshot, gemeente, indicator, code, before).trend.dispersion for code in area_codes}
    shared = {}
    for level in {code[:2] for code in area_codes}:
        known = [one for code, one in found.items() if code.startswith(level) and one is not None]
        if known:
            shared[level] = median(known)
    return {code: shared[code[:2]] for code in area_codes if code[:2] in shared}


def _amounts(snapshot: Snapshot, gemeente: str, indicator: Indicator, area_code: str) -> dict[int, float]:
    """What the counts of each year are divided by; one where an indicator is a plain count."""
    per = usual_denominator(indicator)
    if per is None:
        return {0: 1.0}
    level = {"GM": Level.GEMEENTE, "WK": Level.WIJK, "BU": Level.BUURT}[area_code[:2]]
    rows = stands(snapshot, gemeente, level, per.column).filter(pl.col("area_code") == area_code).drop_nulls().collect()
    return dict(rows.select("year", pl.col("denominator").cast(pl.Float64)).iter_rows())


def _with_exposure(rows: pl.DataFrame, amounts: dict[int, float], parts_per_year: int) -> list[Point]:
    """Points with the stand of 1 January: of that year, else the nearest earlier one, else a later one."""
    years = sorted(amounts)
    points = []
    for start, value, _ in rows.iter_rows():
        earlier = [year for year in years if year <= start.year]
        year = earlier[-1] if earlier else (years[0] if years else None)
        points.append(Point(start, value, 0.0 if year is None else amounts[year] / parts_per_year))
    return points


def _trend_start(window: Window, *, is_monthly: bool) -> date:
    return window_start(window.end, TREND_MONTHS if is_monthly else TREND_YEARS * 12)


def _month_before(window: Window) -> date:
    return window_start(window.start, 2)
