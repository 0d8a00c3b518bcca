"""Dutch dates and periods."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def day(when: date) -> str:
    """Write a day.

    >>> day(date(2026, 11, 2))
    '2 november 2026'
    """
    return f"{when.day} {month(when)}"


def month(when: date) -> str:
    """Write a month.

    >>> month(date(2026, 9, 1))
    'september 2026'
    """
    return f"{_MONTHS[when.month - 1]} {when.year}"


def short_month(when: date) -> str:
    """Write a month briefly, for a table or an axis.

    >>> short_month(date(2026, 3, 1))
    'mrt 2026'
    """
    return f"{_SHORT_MONTHS[when.month - 1]} {when.year}"


def period(start: date, end: date) -> str:
    """Write a period of whole months, from the month of ``start`` up to and including the month of ``end``.

    Raises:
        ValueError: The end lies before the start.

    >>> period(date(2025, 10, 1), date(2026, 9, 30)), period(date(2020, 1, 1), date(2022, 12, 1))
    ('okt 2025 t/m sep 2026', '2020 t/m 2022')
    >>> period(date(2026, 9, 1), date(2026, 9, 30)), period(date(2022, 1, 1), date(2022, 12, 31))
    ('september 2026', '2022')
    """
    if (end.year, end.month) < (start.year, start.month):
        raise ValueError("a period cannot end before it starts")
    if (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year} t/m {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return month(start)
    return f"{short_month(start)} t/m {short_month(end)}"
