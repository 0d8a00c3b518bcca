"""Class borders for the legend of a map: few, round, and never an empty class.

Borders are upper and lower ends: ``n`` classes have ``n + 1`` borders. A value belongs to the class whose lower border
it reaches; the last class also holds its upper border.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

MOST_CLASSES = 5
UNKNOWN = -1

_Values = NDArray[np.float64]


def quantile_borders(values: Sequence[float] | _Values, classes: int = MOST_CLASSES) -> tuple[float, ...]:
    """Borders that put about as many areas in each class.

    Values that are equal always share a class, so ties can leave fewer classes; borders are rounded to about a
    twentieth of the range of the middle.

    Args:
        values: One per area; nan is unknown and does not count.
        classes: How many classes at most, 1 to 5.

    Returns:
        Rising borders from at most the lowest to at least the highest value; empty where no value is known.

    Raises:
        ValueError: ``classes`` is not 1 to 5.
    """
    known = _known(values, classes)
    if not known.size:
        return ()
    wanted = np.quantile(known, np.linspace(0, 1, classes + 1)[1:-1])
    # The middle of the values sets how finely to round: one extreme buurt should not make the other borders coarse.
    step = _round_step(float(np.ptp(wanted) if wanted.size > 1 and np.ptp(wanted) else np.ptp(known)) / 20)
    inner = np.round(np.round(wanted / step) * step, 12)
    low = np.floor(known[0] / step)
    high = max(np.ceil(known[-1] / step), low + 1)
    return _filled(known, [round(float(low * step), 12), *inner.tolist(), round(float(high * step), 12)])


def class_of(values: Sequence[float] | _Values, borders: Sequence[float]) -> NDArray[np.int64]:
    """The number of the class of each value, from 0.

    Args:
        values: One per area; nan is unknown.
        borders: As made by this module.

    Returns:
        `UNKNOWN` where the value is nan or lies outside the borders.
    """
    array = np.asarray(values, dtype=np.float64)
    if len(borders) < 2:
        return np.full(array.shape, UNKNOWN, dtype=np.int64)
    number = np.searchsorted(np.asarray(borders), array, side="right") - 1
    number = np.where(array == borders[-1], len(borders) - 2, number)
    inside = (array >= borders[0]) & (array <= borders[-1])
    return np.where(inside, number, UNKNOWN).astype(np.int64)


def _known(values: Sequence[float] | _Values, classes: int) -> _Values:
    if not 1 <= classes <= MOST_CLASSES:
        raise ValueError(f"a legend has 1 to {MOST_CLASSES} classes")
    array = np.asarray(values, dtype=np.float64)
    return np.sort(array[np.isfinite(array)])


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50, ... (times any power of ten) that is not below ``least``."""
    if least <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(least))
    return float(next(power * digit for digit in (1.0, 2.0, 5.0, 10.0) if power * digit >= least))


def _filled(known: _Values, borders: list[float]) -> tuple[float, ...]:
    """Drop inner borders that would leave a class empty; the outer two hold all values."""
    low, high = min(borders[0], float(known[0])), max(borders[-1], float(known[-1]))
    kept = [low]
    for border in sorted(set(borders[1:-1])):
        below = np.count_nonzero((known >= kept[-1]) & (known < border))
        if below and border <= known[-1] and border < high:
            kept.append(border)
    return (*kept, high)
