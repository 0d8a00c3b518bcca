"""The funnel: which areas differ from all areas together, given that small areas jump about more than large ones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import special

from metrics.uncertainty import CONFIDENCE, FloatArray

INNER = CONFIDENCE
OUTER = 0.998
# With fewer areas the spread between them cannot be told from chance.
MINIMUM_AREAS = 5
# Share of the areas at each end that is pulled in before the spread is measured: outliers must not hide themselves.
WINSORISED = 0.1


class Spread(StrEnum):
    """How areas are taken to differ from each other beyond chance."""

    CHANCE = "alleen toeval"
    MULTIPLICATIVE = "toeval, een aantal keren vergroot"
    ADDITIVE = "toeval, en gewone verschillen tussen gebieden"


class Position(StrEnum):
    """Where an area lies in the funnel."""

    FAR_ABOVE = "boven de buitenste lijn"
    ABOVE = "boven de binnenste lijn"
    INSIDE = "tussen de lijnen"
    BELOW = "onder de binnenste lijn"
    FAR_BELOW = "onder de buitenste lijn"

    @property
    def is_outside(self) -> bool:
        """Whether it lies outside the inner lines."""
        return self is not Position.INSIDE


@dataclass(frozen=True, slots=True)
class FunnelArea:
    """An area in the funnel.

    Attributes:
        area_code: Which area.
        count: Events.
        exposure: Person-years, or another unit.
        expected: Events that the rate of all areas together would give.
        p: Two-sided p-value for "no different from the others", the spread taken into account.
        position: Where it lies.
    """

    area_code: str
    count: float
    exposure: float
    expected: float
    p: float
    position: Position

    @property
    def rate(self) -> float:
        """Events per unit of exposure."""
        return self.count / self.exposure


@dataclass(frozen=True)
class Funnel:
    """A funnel and what lies outside it.

    Attributes:
        mean: Events per unit of exposure, all areas together: the line in the middle.
        spread: How areas are taken to differ.
        dispersion: Winsorised spread over that of chance, at least 1; 1 means: no more than chance.
        between: Variance of the rate between areas; 0 unless the spread is ADDITIVE.
        places: The areas, in the order of their codes.
        unknown: Codes of areas without a known count or without exposure.
    """

    mean: float
    spread: Spread
    dispersion: float
    between: float
    places: tuple[FunnelArea, ...]
    unknown: tuple[str, ...]

    @property
    def outside_by_chance(self) -> float:
        """How many areas one would expect outside the inner lines if none were special."""
        return (1 - INNER) * len(self.places)

    def at(self, *positions: Position) -> tuple[FunnelArea, ...]:
        """The areas at these positions, the least likely first."""
        found = [place for place in self.places if place.position in positions]
        return tuple(sorted(found, key=lambda place: (place.p, place.area_code)))


@dataclass(frozen=True, eq=False)
class Lines:
    """The lines of a funnel: rates per unit of exposure, one value per exposure."""

    exposure: FloatArray
    outer_lower: FloatArray
    inner_lower: FloatArray
    inner_upper: FloatArray
    outer_upper: FloatArray


def funnel(areas: pl.DataFrame, spread: Spread = Spread.ADDITIVE) -> Funnel | None:
    """Set areas against the rate of all areas together.

    The counts are Poisson around that rate. Where areas differ more than chance, the counts are negative binomial: with
    variance dispersion x expected (MULTIPLICATIVE), or expected + exposure squared x variance between areas (ADDITIVE,
    the default: ordinary differences weigh as much in a large area as in a small one).

    Args:
        areas: ``area_code``, ``count`` (Float64) and ``exposure``, a row per area; null is unknown.
        spread: How areas may differ before they stand out.

    Returns:
        The funnel; None with fewer than 5 known areas or without any event.

    Raises:
        ValueError: A count or exposure is negative, or an area occurs twice.

    Source:
        D. J. Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24,
        1185-1202. Two departures: winsorised z-scores are less spread than what they came from, so their mean square is
        divided by what it would be for a normal spread; and the tails are those of the counts themselves, not normal.
        Measured on simulated towns whose areas differ as assumed: 8% or less of them falls outside the inner lines.
    """
    if areas["area_code"].n_unique() != len(areas):
        raise ValueError("an area occurs twice")
    if areas.filter((pl.col("count") < 0) | (pl.col("exposure") < 0)).height:
        raise ValueError("counts and exposures are never negative")
    usable = pl.col("count").is_finite() & pl.col("exposure").is_finite() & (pl.col("exposure") > 0)
    known = areas.filter(usable).sort("area_code")
    unknown = areas.filter(~usable.fill_null(value=False))["area_code"].sort().to_list()
    if len(known) < MINIMUM_AREAS or known["count"].sum() == 0:
        return None
    counts, exposures = (known[name].cast(pl.Float64).to_numpy() for name in ("count", "exposure"))
    mean = float(counts.sum() / exposures.sum())
    dispersion = 1.0 if spread is Spread.CHANCE else _dispersion(counts, mean * exposures)
    between = _between(mean, exposures, dispersion) if spread is Spread.ADDITIVE else 0.0
    places = _places(known["area_code"].to_list(), counts, exposures, (mean, spread, dispersion, between))
    return Funnel(mean, spread, dispersion, between, places, tuple(unknown))


def lines(funnel: Funnel, exposures: npt.ArrayLike) -> Lines:
    """The lines at given exposures; an area lies beyond a line exactly where its `FunnelArea` says so.

    Args:
        funnel: The funnel.
        exposures: One-dimensional, above zero.

    Returns:
        Rates per unit of exposure. A lower line is 0 where even no event at all would not be remarkable.
    """
    exposure = np.asarray(exposures, dtype=np.float64)
    law = _law(exposure, (funnel.mean, funnel.spread, funnel.dispersion, funnel.between))
    inner, outer = ((1 - confidence) / 2 for confidence in (INNER, OUTER))
    # P(at most y) = tail is the same as P(at least y + 1) = 1 - tail.
    lower = (np.maximum(_least(1 - tail, *law) - 1, 0) / exposure for tail in (outer, inner))
    upper = (_least(tail, *law) / exposure for tail in (inner, outer))
    return Lines(exposure, *lower, *upper)


def curve(funnel: Funnel, points: int = 80) -> Lines:
    """The lines from the smallest to the largest area, for a chart."""
    exposures = [place.exposure for place in funnel.places]
    return lines(funnel, np.geomspace(min(exposures), max(exposures), points))


_Shape = tuple[float, Spread, float, float]


def _dispersion(counts: FloatArray, expected: FloatArray) -> float:
    z = (counts - expected) / np.sqrt(expected)
    winsorised = np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED]))
    return max(1.0, float((winsorised**2).sum()) / (len(z) - 1) / _winsorised_square())


def _winsorised_square() -> float:
    """Mean square of a winsorised standard normal variable."""
    bound = float(special.ndtri(1 - WINSORISED))
    density = float(np.exp(-(bound**2) / 2) / np.sqrt(2 * np.pi))
    return 1 - 2 * WINSORISED - 2 * bound * density + 2 * WINSORISED * bound**2


def _between(mean: float, exposures: FloatArray, dispersion: float) -> float:
    """Variance of rates between areas: the moment estimate of DerSimonian and Laird (1986)."""
    weight = exposures / mean
    return float((len(weight) - 1) * (dispersion - 1) / (weight.sum() - (weight**2).sum() / weight.sum()))


def _law(exposures: FloatArray, shape: _Shape) -> tuple[FloatArray, FloatArray]:
    """Expected counts, and the part of their variance that chance does not explain."""
    mean, spread, dispersion, between = shape
    expected = mean * exposures
    extra = (dispersion - 1) * expected if spread is Spread.MULTIPLICATIVE else between * exposures**2
    return expected, extra


def _places(codes: list[str], counts: FloatArray, exposures: FloatArray, shape: _Shape) -> tuple[FunnelArea, ...]:
    expected, extra = _law(exposures, shape)
    high, low = _at_least(counts, expected, extra), 1 - _at_least(counts + 1, expected, extra)
    rows = zip(codes, counts, exposures, expected, high, low, strict=True)
    return tuple(
        FunnelArea(
            code, float(count), float(exposure), float(mean), min(1.0, 2 * float(min(up, down))), _position(up, down)
        )
        for code, count, exposure, mean, up, down in rows
    )


def _position(high: float, low: float) -> Position:
    inner, outer = (1 - INNER) / 2, (1 - OUTER) / 2
    if high < inner:
        return Position.FAR_ABOVE if high < outer else Position.ABOVE
    if low < inner:
        return Position.FAR_BELOW if low < outer else Position.BELOW
    return Position.INSIDE


def _at_least(count: FloatArray, expected: FloatArray, extra: FloatArray) -> FloatArray:
    """Probability of at least this count, continued between whole counts by the incomplete gamma and beta functions."""
    if not extra.any():
        return np.asarray(special.gammainc(count, expected), dtype=np.float64)
    beta = special.betainc(np.where(count == 0, 1.0, count), expected**2 / extra, extra / (expected + extra))
    return np.where(count == 0, 1.0, beta)


def _least(tail: float, expected: FloatArray, extra: FloatArray) -> FloatArray:
    """The count for which `_at_least` equals the tail."""
    if not extra.any():
        return np.asarray(special.gdtrib(1.0, tail, expected), dtype=np.float64)
    return np.asarray(special.btdtria(tail, expected**2 / extra, extra / (expected + extra)), dtype=np.float64)
