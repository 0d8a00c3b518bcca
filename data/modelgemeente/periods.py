"""Up to when the figures of the Modelgemeente run, and which whole periods lie in that time."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.schemas import Resolution

# The first month that is not there yet: figures run up to and including September 2026.
NOT_YET = date(2026, 10, 1)
_MONTHS = {
    Resolution.MONTH: 1,
    Resolution.QUARTER: 3,
    Resolution.HALF_YEAR: 6,
    Resolution.YEAR: 12,
    Resolution.TWO_YEARS: 24,
}


def periods(resolution: Resolution, first_year: int) -> tuple[date, ...]:
    """First days of the whole periods from the start of a year on."""
    length = _MONTHS[resolution]
    months = (NOT_YET.year - first_year) * 12 + NOT_YET.month - 1
    starts = range(0, months - length + 1, length)
    return tuple(date(first_year + start // 12, start % 12 + 1, 1) for start in starts)


def start_of_period(resolution: Resolution) -> pl.Expr:
    """The first day of the month, quarter, half year or year in which ``period_start`` lies."""
    return pl.col("period_start").dt.truncate(f"{_MONTHS[resolution]}mo")


def is_over(resolution: Resolution) -> pl.Expr:
    """Whether the period that begins at ``period_start`` lies wholly in the time of the figures."""
    return pl.col("period_start").dt.offset_by(f"{_MONTHS[resolution]}mo") <= NOT_YET
