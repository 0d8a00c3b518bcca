"""From separate months and years to one count over a window, and from a count to a rate with its limits."""

from __future__ import annotations

from datetime import date
from typing import Literal

import polars as pl

from data.schemas import Resolution, Status
from metrics.uncertainty import poisson_limits

# Months in a period of each resolution that can be added up; weeks do not fit in months.
_MONTHS_OF = {Resolution.MONTH: 1, Resolution.QUARTER: 3, Resolution.HALF_YEAR: 6, Resolution.YEAR: 12}


def window_sums(observations: pl.DataFrame | pl.LazyFrame, *, end: date, months: int) -> pl.DataFrame:
    """Add up the counts of one indicator over a window of whole months.

    One resolution is used for all areas, because months and year totals of a publisher are never added together: the
    one that makes the most areas complete, and the shortest where that is equal. Quarters, half years and years can be
    used only when the window is made of whole ones.

    Args:
        observations: Rows of `data.schemas.Observations` of ONE indicator; any number of areas.
        end: Any day in the last month that counts.
        months: Length of the window.

    Returns:
        One row per area in ``observations``, sorted by area_code: ``area_code``, ``count`` (Float64, null as soon as a
        part is missing: unknown is never zero), ``parts`` (periods that are known), ``parts_expected`` and
        ``provisional`` (whether a part may still change).

    Raises:
        ValueError: There are two indicators in the frame, or the window is empty.
    """
    if months < 1:
        raise ValueError("a window has at least one month")
    frame = observations.lazy().collect()
    if frame["indicator_id"].n_unique() > 1:
        raise ValueError("counts of different indicators are never added together")
    first = window_start(end, months)
    whole = [
        (resolution, months // length)
        for resolution, length in _MONTHS_OF.items()
        if (first.month - 1) % length == 0 and months % length == 0
    ]
    present = set(frame["resolution"].unique())
    usable = [(resolution, parts) for resolution, parts in whole if resolution.value in present] or whole[:1]
    sums = [_sums(frame, resolution, first, end, expected) for resolution, expected in usable]
    # The first of the best: shorter periods go before longer ones that know no more.
    return max(sums, key=_how_much_is_known)


def _how_much_is_known(sums: pl.DataFrame) -> tuple[int, float]:
    """How many areas are complete, and which share of all periods is known."""
    expected = int(sums["parts_expected"].sum())
    return sums["count"].count(), int(sums["parts"].sum()) / expected if expected else 0.0


def window_start(end: date, months: int) -> date:
    """First day of a window of ``months`` whole months, the last of which holds ``end``.

    >>> window_start(date(2026, 9, 30), 12)
    datetime.date(2025, 10, 1)
    """
    year, month = divmod(end.year * 12 + end.month - months, 12)
    return date(year, month + 1, 1)


def exposure(areas_by_year: pl.DataFrame | pl.LazyFrame, *, end: date, months: int) -> pl.DataFrame:
    """How many person-years (or dwelling-years, ...) a window holds.

    Every month takes the stand of 1 January of its calendar year; where that year is missing the nearest earlier year,
    and where there is none the nearest later.

    Args:
        areas_by_year: ``area_code``, ``year`` (integer) and ``denominator`` (null is unknown); a row per area and year.
        end: Any day in the last month that counts.
        months: Length of the window.

    Returns:
        One row per area, sorted by area_code: ``area_code`` and ``exposure`` (Float64; null where a stand that is
        needed is unknown).

    Raises:
        ValueError: The window is empty.
    """
    if months < 1:
        raise ValueError("a window has at least one month")
    stands = areas_by_year.lazy().select("area_code", pl.col("year").cast(pl.Int64), "denominator").sort("year")
    needed = stands.select("area_code").unique().join(_months_per_year(end, months).lazy(), how="cross").sort("needed")
    earlier = _nearest(needed, stands, "backward")
    later = _nearest(needed, stands, "forward")
    stand = pl.when(pl.col("year").is_not_null()).then("denominator").otherwise("denominator_later")
    person_years = (stand.cast(pl.Float64) * pl.col("months") / 12).alias("person_years")
    return (
        earlier.join(later, on=["area_code", "needed"], suffix="_later")
        .select("area_code", person_years)
        .group_by("area_code")
        .agg(exposure=_sum_of_known(pl.col("person_years"), pl.len()))
        .sort("area_code")
        .collect()
    )


def rates(frame: pl.DataFrame, per: float = 1000.0) -> pl.DataFrame:
    """Add the rate and its exact 95% limits.

    Args:
        frame: At least ``count`` (Float64) and ``exposure`` (person-years); null is unknown.
        per: Events per how many person-years.

    Returns:
        The frame with ``rate``, ``lower`` and ``upper``; null where count or exposure is unknown or exposure is zero.

    Raises:
        ValueError: A count is negative.

    Source:
        Exact limits of Garwood, see `metrics.uncertainty.poisson_limits`.
    """
    count = frame["count"].cast(pl.Float64)
    lower, upper = poisson_limits(count.to_numpy())
    scale = pl.when(pl.col("exposure") > 0).then(per / pl.col("exposure"))
    limits = (count.alias("rate"), pl.Series("lower", lower).fill_nan(None), pl.Series("upper", upper).fill_nan(None))
    return frame.with_columns(*limits).with_columns(pl.col("rate", "lower", "upper") * scale)


def _sums(frame: pl.DataFrame, resolution: Resolution, first: date, end: date, expected: int) -> pl.DataFrame:
    in_window = (pl.col("resolution") == resolution.value) & pl.col("period_start").is_between(first, end)
    sums = (
        frame.lazy()
        .filter(in_window)
        .group_by("area_code")
        .agg(
            count=_sum_of_known(pl.col("value"), expected),
            parts=pl.col("value").count().cast(pl.Int64),
            provisional=(pl.col("status") == Status.PROVISIONAL.value).any(),
        )
    )
    return (
        frame.lazy()
        .select(pl.col("area_code").unique())
        .join(sums, on="area_code", how="left")
        .select(
            "area_code",
            "count",
            pl.col("parts").fill_null(0),
            pl.lit(expected, pl.Int64).alias("parts_expected"),
            pl.col("provisional").fill_null(value=False),
        )
        .sort("area_code")
        .collect()
    )


def _sum_of_known(values: pl.Expr, expected: int | pl.Expr) -> pl.Expr:
    """The sum where all parts are there, else null; polars by itself counts a missing part as zero."""
    return pl.when(values.count() == expected).then(values.sum())


def _months_per_year(end: date, months: int) -> pl.DataFrame:
    starts = pl.date_range(window_start(end, months), end.replace(day=1), interval="1mo", eager=True)
    years = starts.dt.year().cast(pl.Int64).alias("needed")
    return years.value_counts(name="months").with_columns(pl.col("months").cast(pl.Int64))


def _nearest(needed: pl.LazyFrame, stands: pl.LazyFrame, strategy: Literal["backward", "forward"]) -> pl.LazyFrame:
    return needed.join_asof(
        stands,
        left_on="needed",
        right_on="year",
        by="area_code",
        strategy=strategy,
        coalesce=False,
        check_sortedness=False,  # both sides are sorted; within groups polars cannot see it and would warn
    )
