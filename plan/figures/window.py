"""The stretch of time that a figure covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from metrics import wording
from metrics.rates import window_start


@dataclass(frozen=True, order=True)
class Window:
    """A run of whole months.

    Attributes:
        end: First day of the last month in it.
        months: How many months; twelve unless figures are pooled over more years.
    """

    end: date
    months: int = 12

    @property
    def start(self) -> date:
        """First day of the first month in it."""
        return window_start(self.end, self.months)

    @property
    def key(self) -> str:
        """Short and stable: ``2026-09/12``."""
        return f"{self.end:%Y-%m}/{self.months}"

    @property
    def label(self) -> str:
        """How a reader calls it, in Dutch."""
        return wording.period(self.start, self.end)

    def over(self, months: int) -> Window:
        """The window with the same end and another length."""
        return Window(self.end, months)


def windows_up_to(last_month: date, first_month: date, at_most: int = 8) -> tuple[Window, ...]:
    """The twelve-month windows a reader can choose: the latest months, then whole calendar years back.

    Args:
        last_month: First day of the latest month with figures.
        first_month: First day of the first month with figures.
        at_most: How many to offer.
    """
    latest = Window(last_month)
    december = date(last_month.year - (last_month.month < 12), 12, 1)
    years = [Window(date(year, 12, 1)) for year in range(december.year, first_month.year - 1, -1)]
    offered = [latest, *(one for one in years if one != latest)]
    return tuple(one for one in offered if one.start >= first_month)[:at_most]


def last_whole_period(month: date, length: int) -> date:
    """First day of the last month of the last quarter, half year or year that ends in or before a month.

    Args:
        month: First day of a month.
        length: Months in a period: 3, 6 or 12.

    >>> last_whole_period(date(2026, 9, 1), 12), last_whole_period(date(2026, 9, 1), 3)
    (datetime.date(2025, 12, 1), datetime.date(2026, 9, 1))
    """
    whole = month.month // length * length
    return date(month.year, whole, 1) if whole else date(month.year - 1, 12, 1)
