"""Comparable municipalities, by a rule that anyone can open: which figures count, how heavily, what if not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from metrics.uncertainty import FloatArray

FEWEST_VARIABLES, MOST_VARIABLES = 6, 10
CODE = "gemeente"

# Names of CBS columns and plain words that tell where people or their parents come from, or what they believe.
_ORIGIN = re.compile(
    r"herkomst|afkomst|migrat|migrant|alloch|autoch|wester|etni|ethnic|nationali|geboorteland|geb_?in|geb_?(nl|bl)"
    r"|maro[kc]|turk|(^|_)tur(_|$)|surin|(^|_)suri(_|$)|antil|(^|_)ant(_|$)|arub|_n?w_all?(_|$)|_(nl|eur|neu)_al"
    r"|buitenlander|vreemdeling|asiel|vluchteling|statushouder|religi|geloof|moslim|origin|foreign",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Variable:
    """A figure by which municipalities are compared.

    Attributes:
        column: Its column in the table of candidates.
        label: Its name, in Dutch.
        weight: How heavily it counts, above zero.
        on_log_scale: Whether ratios count rather than differences, as for the number of inhabitants. A value that is
            not above zero is then taken as missing.
    """

    column: str
    label: str
    weight: float = 1.0
    on_log_scale: bool = False


@dataclass(frozen=True)
class Peer:
    """A municipality that looks like ours.

    Attributes:
        code: Which municipality.
        distance: Weighted root mean square of ``differences``: 0 is the same in everything.
        differences: Theirs minus ours per column, in standard deviations of all candidates.
    """

    code: str
    distance: float
    differences: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Without:
    """What changes in the list when one variable does not count.

    Attributes:
        variable: The one left out.
        dropped: Codes that leave the list.
        added: Codes that come in.
    """

    variable: Variable
    dropped: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True)
class Peers:
    """The comparable municipalities and how firm that list is.

    Attributes:
        target: Code of our own municipality.
        variables: What they were compared by.
        nearest: The comparable ones, the nearest first.
        without: Per variable: what happens to the list without it.
        left_out: Candidates with a missing value, with the columns that are missing.
        candidates: How many were compared.
    """

    target: str
    variables: tuple[Variable, ...]
    nearest: tuple[Peer, ...]
    without: tuple[Without, ...]
    left_out: Mapping[str, tuple[str, ...]]
    candidates: int

    @property
    def firm(self) -> tuple[str, ...]:
        """Codes that stay in the list whichever variable is left out."""
        wavering = {code for one in self.without for code in one.dropped}
        return tuple(peer.code for peer in self.nearest if peer.code not in wavering)


def comparable(table: pl.DataFrame, target: str, variables: Sequence[Variable], at_most: int = 10) -> Peers:
    """Find the municipalities that look most like ours.

    Every variable is divided by its standard deviation over all complete candidates (ours included), so that units do
    not matter. Equal distances are ordered by code.

    Args:
        table: ``gemeente`` (a code per row) and the columns of the variables; null and NaN are missing.
        target: Code of our own municipality.
        variables: 6 to 10 variables; where people come from is never one of them.
        at_most: How many to return.

    Raises:
        ValueError: The number of variables, a weight or a name is not allowed; a municipality occurs twice; or our own
            is absent or misses a value.

    Source:
        Standardised Euclidean distance. The idea of an opened list of most similar areas follows the Most Similar
        Groups of the police in England and Wales.
    """
    _check(variables)
    if table[CODE].n_unique() != len(table):
        raise ValueError("a municipality occurs twice")
    values = table.select(CODE, *(_on_scale(one) for one in variables)).sort(CODE)
    left_out = _missing(values, variables)
    if target not in values[CODE] or target in left_out:
        raise ValueError("our own municipality is absent or misses a value")
    complete = values.filter(~pl.col(CODE).is_in(list(left_out)))
    codes = complete[CODE].to_list()
    differences = _differences(complete.drop(CODE).to_numpy(), codes.index(target))
    weights = np.array([one.weight for one in variables])
    order = _nearest(codes, target, differences, weights)[:at_most]
    distances = _distances(differences, weights)
    columns = [one.column for one in variables]
    nearest = tuple(
        Peer(codes[k], float(distances[k]), dict(zip(columns, differences[k].tolist(), strict=True))) for k in order
    )
    return Peers(
        target=target,
        variables=tuple(variables),
        nearest=nearest,
        without=tuple(
            _without(number, variables, [peer.code for peer in nearest], codes, (target, differences, weights))
            for number in range(len(variables))
        ),
        left_out=left_out,
        candidates=len(codes) - 1,
    )


def tells_origin(name: str) -> bool:
    """Whether the name of a column hints at where people come from; such a column is never compared.

    >>> tells_origin("percentageWesterseMigratieachtergrond"), tells_origin("p_nw_all"), tells_origin("p_huurw")
    (True, True, False)
    """
    return _ORIGIN.search(name) is not None


def _check(variables: Sequence[Variable]) -> None:
    if not FEWEST_VARIABLES <= len(variables) <= MOST_VARIABLES:
        raise ValueError(f"compare by {FEWEST_VARIABLES} to {MOST_VARIABLES} variables")
    if len({one.column for one in variables}) != len(variables):
        raise ValueError("a variable occurs twice")
    if not all(one.weight > 0 and np.isfinite(one.weight) for one in variables):
        raise ValueError("a weight must be above zero and finite")
    origin = [one.column for one in variables if tells_origin(one.column) or tells_origin(one.label)]
    if origin:
        raise ValueError(f"where people come from is never compared: {', '.join(origin)}")


def _on_scale(variable: Variable) -> pl.Expr:
    value = pl.col(variable.column).cast(pl.Float64)
    if variable.on_log_scale:
        return pl.when(value.is_finite() & (value > 0)).then(value.log())
    return pl.when(value.is_finite()).then(value)


def _missing(values: pl.DataFrame, variables: Sequence[Variable]) -> dict[str, tuple[str, ...]]:
    columns = [one.column for one in variables]
    incomplete = values.filter(pl.any_horizontal(pl.col(columns).is_null()))
    return {
        row[CODE]: tuple(column for column in columns if row[column] is None)
        for row in incomplete.iter_rows(named=True)
    }


def _differences(values: FloatArray, own: int) -> FloatArray:
    """Theirs minus ours in standard deviations; 0 where all are the same."""
    deviation = values.std(axis=0, ddof=1) if len(values) > 1 else np.zeros(values.shape[1])
    # Equal values can leave a deviation of rounding errors only.
    varies = deviation > 1e-12 * np.abs(values).max(axis=0)
    differences: FloatArray = np.divide(values - values[own], deviation, out=np.zeros_like(values), where=varies)
    return differences


def _distances(differences: FloatArray, weights: FloatArray) -> FloatArray:
    distances: FloatArray = np.sqrt(differences**2 @ weights / weights.sum())
    return distances


def _nearest(codes: Sequence[str], target: str, differences: FloatArray, weights: FloatArray) -> list[int]:
    distances = _distances(differences, weights)
    others = [k for k, code in enumerate(codes) if code != target]
    return sorted(others, key=lambda k: (distances[k], codes[k]))


def _without(
    number: int,
    variables: Sequence[Variable],
    listed: Sequence[str],
    codes: Sequence[str],
    table: tuple[str, FloatArray, FloatArray],
) -> Without:
    target, differences, weights = table
    keep = [k for k in range(len(variables)) if k != number]
    order = _nearest(codes, target, differences[:, keep], weights[keep])[: len(listed)]
    other = [codes[k] for k in order]
    return Without(
        variable=variables[number],
        dropped=tuple(code for code in listed if code not in other),
        added=tuple(code for code in other if code not in listed),
    )
