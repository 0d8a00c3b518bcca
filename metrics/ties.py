"""Which ranks can be told apart: every area gets the ranks it may have, never a place in a league table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
import polars as pl

from metrics.uncertainty import CONFIDENCE, Estimate, FloatArray, rate_difference_p, survey_difference_p

_Pairs = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class RankRange:
    """The ranks an area may have.

    Attributes:
        area_code: Which area.
        value: Its rate per unit of exposure, or its survey figure.
        best: Highest rank it may have; 1 is the highest value.
        worst: Lowest rank it may have.
    """

    area_code: str
    value: float
    best: int
    worst: int

    @property
    def is_settled(self) -> bool:
        """Whether only one rank is possible."""
        return self.best == self.worst


@dataclass(frozen=True)
class Ranking:
    """What can be said of an order, with 95% certainty for all its statements together.

    Attributes:
        places: The areas, the highest value first; areas with the same value by code.
        groups: Codes in groups from high to low. Within a group no two areas can be told apart; each area of a later
            group lies provably below at least one of the group before, but not always below all of it.
        pairs: How many pairs were compared.
        pairs_told_apart: How many of those differ by more than chance.
        unknown: Codes of areas without a figure.
    """

    places: tuple[RankRange, ...]
    groups: tuple[tuple[str, ...], ...]
    pairs: int
    pairs_told_apart: int
    unknown: tuple[str, ...]

    @property
    def says_nothing(self) -> bool:
        """Whether no two areas can be told apart."""
        return self.pairs_told_apart == 0


def ranks_of_rates(areas: pl.DataFrame, dispersion: npt.ArrayLike = 1.0) -> Ranking:
    """Rank rates as far as chance allows.

    All pairs are tested exactly and the p-values are corrected for the number of pairs. So the chance that even one of
    the ranges leaves out the true rank is at most 5% (as far as the counts behave as assumed).

    Args:
        areas: ``area_code``, ``count`` and ``exposure``, a row per area; null is unknown.
        dispersion: Variance over mean of the counts of an area over the years (`metrics.comparison.overdispersion`):
            one value, or one per row; of a pair the larger counts. Not that of a funnel: there it holds the very
            differences between areas that are ranked here.

    Raises:
        ValueError: A count, exposure or dispersion is negative, or an area occurs twice.

    Source:
        M. Mogstad, J. P. Romano, A. M. Shaikh and D. Wilhelm (2024), Inference for ranks, Review of Economic Studies
        91, 476-518: ranks from tests of all pairs; S. Holm (1979), Scandinavian Journal of Statistics 6, 65-70; the
        test is `metrics.uncertainty.rate_difference_p`.
    """
    if areas["area_code"].n_unique() != len(areas):
        raise ValueError("an area occurs twice")
    spread = pl.Series("dispersion", np.broadcast_to(np.asarray(dispersion, dtype=np.float64), len(areas)))
    usable = pl.col("count").is_finite() & pl.col("exposure").is_finite() & (pl.col("exposure") > 0)
    known = areas.with_columns(spread).filter(usable).sort("area_code")
    unknown = areas.filter(~usable.fill_null(value=False))["area_code"].sort().to_list()
    counts, exposures, spreads = (
        known[name].cast(pl.Float64).to_numpy() for name in ("count", "exposure", "dispersion")
    )
    first, second = _pairs(len(known))
    p = rate_difference_p(
        counts[first],
        exposures[first],
        counts[second],
        exposures[second],
        np.maximum(spreads[first], spreads[second]),
    )
    return _ranking(known["area_code"].to_list(), counts / exposures, p, unknown)


def ranks_of_estimates(estimates: Mapping[str, Estimate | None]) -> Ranking:
    """Rank survey figures as far as their margins allow.

    Args:
        estimates: Figure per area code; None is unknown.

    Raises:
        ValueError: The figures come from different method eras, or an interval does not hold its figure.

    Source:
        As `ranks_of_rates`, with `metrics.uncertainty.survey_difference_p` for each pair.
    """
    known = {code: one for code, one in sorted(estimates.items()) if one is not None}
    if len({one.method_era for one in known.values()}) > 1:
        raise ValueError("figures of different method eras are never ranked")
    p = [survey_difference_p(known[first], known[second]) for first, second in combinations(known, 2)]
    values = np.array([one.value for one in known.values()], dtype=np.float64)
    unknown = sorted(code for code, one in estimates.items() if one is None)
    return _ranking(list(known), values, np.array(p, dtype=np.float64), unknown)


def _pairs(areas: int) -> tuple[_Pairs, _Pairs]:
    return np.triu_indices(areas, k=1)


def _ranking(codes: Sequence[str], values: FloatArray, p: FloatArray, unknown: Sequence[str]) -> Ranking:
    """Codes must be sorted; p has one value per pair, in the order of `_pairs`."""
    above = _provably_above(values, p)
    best = 1 + above.sum(axis=0)
    worst = len(codes) - above.sum(axis=1)
    places = [RankRange(codes[k], float(values[k]), int(best[k]), int(worst[k])) for k in range(len(codes))]
    places.sort(key=lambda place: (-place.value, place.area_code))
    return Ranking(
        places=tuple(places),
        groups=_groups(codes, above, [place.area_code for place in places]),
        pairs=len(p),
        pairs_told_apart=int(above.sum()),
        unknown=tuple(unknown),
    )


def _provably_above(values: FloatArray, p: FloatArray) -> npt.NDArray[np.bool_]:
    """Row above column, where Holm's correction leaves the difference standing."""
    above = np.zeros((len(values), len(values)), dtype=np.bool_)
    first, second = _pairs(len(values))
    order = np.argsort(p, kind="stable")
    stands = np.zeros(len(p), dtype=np.bool_)
    stands[order] = np.logical_and.accumulate(p[order] * np.arange(len(p), 0, -1) <= 1 - CONFIDENCE)
    higher = values[first] > values[second]
    above[np.where(higher, first, second)[stands], np.where(higher, second, first)[stands]] = True
    return above


def _groups(codes: Sequence[str], above: npt.NDArray[np.bool_], order: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Peel off, again and again, the areas that none of the rest lies provably above."""
    left, groups = np.ones(len(codes), dtype=np.bool_), []
    while left.any():
        top = left & ~above[left].any(axis=0)
        groups.append({code for code, is_top in zip(codes, top, strict=True) if is_top})
        left &= ~top
    return tuple(tuple(code for code in order if code in group) for group in groups)
