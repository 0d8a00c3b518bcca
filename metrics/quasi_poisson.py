"""The quasi-Poisson log-linear model: counts whose variance is a multiple of their mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.uncertainty import FloatArray

_MOST_STEPS = 50
_TOLERANCE = 1e-10
# The log of an expected count stays within this, so that a step too far cannot overflow.
_LARGEST_LOG = 50.0


@dataclass(frozen=True, eq=False)
class Fit:
    """A fitted model.

    Attributes:
        coefficients: One per column of the design, on the log scale.
        standard_errors: Of the coefficients, with the dispersion in them.
        dispersion: Pearson chi-square over degrees of freedom, at least 1.
        degrees_of_freedom: Observations minus coefficients.
    """

    coefficients: FloatArray
    standard_errors: FloatArray
    dispersion: float
    degrees_of_freedom: int

    def expected(self, design: FloatArray, exposure: FloatArray) -> FloatArray:
        """Expected counts for rows of a design with their exposure."""
        counts: FloatArray = exposure * np.exp(design @ self.coefficients)
        return counts


def fit(design: FloatArray, counts: FloatArray, exposure: FloatArray) -> Fit | None:
    """Fit log(expected count) = log(exposure) + design x coefficients by iteratively reweighted least squares.

    Args:
        design: Observations by coefficients, the first column the intercept.
        counts: Events per observation, known and not negative.
        exposure: Exposure per observation, above zero.

    Returns:
        The fit, or None where the counts do not settle it: too few observations, columns that say the same, or an
        answer that keeps moving (for example when all events fall in the last period).

    Source:
        P. McCullagh and J. A. Nelder (1989), Generalized Linear Models, 2nd edition, chapters 2 and 6. The dispersion
        is floored at 1: counts of events rarely vary less than chance, and a lucky sample must not narrow the interval.
    """
    observations, width = design.shape
    if observations <= width or counts.sum() == 0:
        return None
    offset = np.log(exposure)
    coefficients = np.zeros(width)
    coefficients[0] = np.log(counts.sum() / exposure.sum())
    for _ in range(_MOST_STEPS):
        expected = np.exp(np.clip(offset + design @ coefficients, -_LARGEST_LOG, _LARGEST_LOG))
        information = design.T @ (expected[:, None] * design)
        step = _solve(information, design.T @ (counts - expected))
        if step is None:
            return None
        coefficients = coefficients + step
        if np.max(np.abs(step)) < _TOLERANCE:
            return _finish(design, counts, exposure, coefficients)
    return None


def _finish(design: FloatArray, counts: FloatArray, exposure: FloatArray, coefficients: FloatArray) -> Fit | None:
    observations, width = design.shape
    expected = exposure * np.exp(design @ coefficients)
    pearson = float(((counts - expected) ** 2 / expected).sum())
    dispersion = max(1.0, pearson / (observations - width))
    inverse = _solve(design.T @ (expected[:, None] * design), np.eye(width))
    if inverse is None or np.any(np.diag(inverse) <= 0):
        return None
    return Fit(coefficients, np.sqrt(dispersion * np.diag(inverse)), dispersion, observations - width)


def _solve(matrix: FloatArray, right_side: FloatArray) -> FloatArray | None:
    try:
        solution = np.asarray(np.linalg.solve(matrix, right_side), dtype=np.float64)
    except np.linalg.LinAlgError:
        return None
    return solution if np.all(np.isfinite(solution)) else None
