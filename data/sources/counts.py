"""What a file of counts says, before it becomes observations: so many of this key, there, then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.schemas import Level
from data.sources.periods import Period
from data.sources.places import Places

TOTAL_KEY = "0.0.0"


@dataclass(frozen=True)
class Count:
    """One count of a publisher.

    Attributes:
        key: The publisher's key of what was counted.
        label: What the publisher calls it.
        period: When.
        area_code: Where.
        value: How many; None where the publisher gives no figure.
        table_id: Number of the table that the key is of, in a file that mixes two.
    """

    key: str
    label: str
    period: Period
    area_code: str
    value: int | None
    table_id: str | None = None


@dataclass(frozen=True)
class SumMismatch:
    """An area whose count is not the sum of its parts."""

    area_code: str
    key: str
    period: Period
    whole: int
    sum_of_parts: int


def sum_mismatches(counts: Iterable[Count], places: Places) -> list[SumMismatch]:
    """Where a gemeente is not the sum of its wijken, or a wijk not the sum of its buurten.

    Only sums of which every part is known are compared.
    """
    values: dict[tuple[str, Period], dict[str, int | None]] = {}
    for count in counts:
        values.setdefault((count.key, count.period), {})[count.area_code] = count.value
    found = []
    for (key, period), by_area in values.items():
        for code, whole in by_area.items():
            parts = [by_area.get(part.code) for part in places.parts_of(code)]
            known = [part for part in parts if part is not None]
            if whole is not None and parts and len(known) == len(parts) and sum(known) != whole:
                found.append(SumMismatch(code, key, period, whole, sum(known)))
    return found


def total_and_types(counts: Iterable[Count], places: Places) -> Mapping[Period, tuple[int, int]]:
    """Per period in which both are there: the total of the gemeente, and the sum of its separate types."""
    totals: dict[Period, int] = {}
    types: dict[Period, int] = {}
    for count in counts:
        if places.by_code[count.area_code].level is Level.GEMEENTE and count.value is not None:
            if count.key == TOTAL_KEY:
                totals[count.period] = count.value
            else:
                types[count.period] = types.get(count.period, 0) + count.value
    return {period: (total, types[period]) for period, total in totals.items() if period in types}
