"""What publishers call a period: '2022', '2022 januari', '2022JJ00', '2022MM01'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from data.schemas import Resolution

_FIRST_YEAR, _LAST_YEAR = 1995, 2100
_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905 - reads as a list
)
_LABEL = re.compile(r"([0-9]{4})(?: +([a-z]+))?(\*{0,2})")
_CODE = re.compile(r"([0-9]{4})(JJ00|MM(?:0[1-9]|1[0-2]))")


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of time with a name.

    Attributes:
        start: First day.
        resolution: How long it lasts.
        is_provisional: Whether the publisher marks it so, with one or two stars.
    """

    start: date
    resolution: Resolution
    is_provisional: bool = False


def parse_period(label: str) -> Period | None:
    """The period that a label stands for; None for a label we do not know.

    Example:
        >>> parse_period("2022  januari")
        Period(start=datetime.date(2022, 1, 1), resolution=<Resolution.MONTH: 'month'>, is_provisional=False)
    """
    text = label.strip()
    if code := _CODE.fullmatch(text):
        year, part = int(code[1]), code[2]
        return _period(year, None if part == "JJ00" else int(part[2:]), is_provisional=False)
    if words := _LABEL.fullmatch(text.lower()):
        if words[2] is not None and words[2] not in _MONTHS:
            return None
        month = None if words[2] is None else _MONTHS.index(words[2]) + 1
        return _period(int(words[1]), month, is_provisional=bool(words[3]))
    return None


def _period(year: int, month: int | None, *, is_provisional: bool) -> Period | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    resolution = Resolution.YEAR if month is None else Resolution.MONTH
    return Period(date(year, month or 1, 1), resolution, is_provisional)
