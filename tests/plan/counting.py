"""Counting as a reader would with the published tables: pandas and plain loops, nothing of the product's own."""

from collections import defaultdict
from datetime import date
from math import isnan

PERIOD_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "two_years": 24}
PREFIX = {"gemeente": "GM", "wijk": "WK", "buurt": "BU"}


def months_up_to(end, months):
    """First days of the months of a window, the oldest first."""
    found, year, month = [], end.year, end.month
    for _ in range(months):
        found.append(date(year, month, 1))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return found[::-1]


def last_whole(end, length):
    """The last month, up to one, with which a period of so many months ends."""
    month = end
    while month.month % length:
        month = months_up_to(month, 2)[0]
    return month


class Town:
    """The tables of one municipality as pandas frames, and sums over them.

    Args:
        raw: Frames ``areas``, ``observations`` and ``survey_results``.
    """

    def __init__(self, raw):
        self._series = defaultdict(dict)
        columns = ("indicator_id", "resolution", "area_code", "period_start", "value")
        for name, resolution, code, start, value in zip(
            *(raw["observations"][column] for column in columns), strict=True
        ):
            self._series[name, resolution].setdefault(code, {})[start] = None if isnan(value) else value
        self.areas = {(row["area_code"], row["vintage"]): row for row in raw["areas"].to_dict("records")}
        self.years = sorted({year for _, year in self.areas})

    def resolution(self, indicator):
        """In which periods an indicator and its parts are counted: the shortest."""
        parts = indicator.sum_of or (indicator.id,)
        found = {resolution for name, resolution in self._series if name in parts}
        return min(found, key=PERIOD_MONTHS.get)

    def count(self, indicator, code, end, months):
        """The sum over a window in one area; None as soon as a part is missing."""
        resolution = self.resolution(indicator)
        length = PERIOD_MONTHS[resolution]
        starts = months_up_to(end, months)[::length]
        values = [
            self._series[part, resolution].get(code, {}).get(start)
            for part in indicator.sum_of or (indicator.id,)
            for start in starts
        ]
        return None if None in values else sum(values)

    def published(self, indicator, code):
        """Values by the first day of their period."""
        found = {}
        for (name, resolution), by_code in self._series.items():
            if name == indicator.id:
                found |= {(start, resolution): value for start, value in by_code.get(code, {}).items()}
        return found

    def exposure(self, code, column, end, months):
        """The stand of 1 January of every month's year, or else the nearest earlier or later one, as years."""
        total = 0.0
        for month in months_up_to(end, months):
            earlier = [year for year in self.years if year <= month.year]
            year = earlier[-1] if earlier else self.years[0]
            stand = self.areas[code, year][column]
            if stand is None or isnan(stand):
                return None
            total += stand / 12
        return total
