"""Draws the crime, the nuisance and the own counts of the Modelgemeente, buurt by buurt and month by month.

Expected number of a type in a buurt and month = level of the type x its index x its season x inhabitants of the
gemeente, divided over the buurten by their spread, changed by the stories. The drawn number is Poisson around that,
after two gamma factors (so: negative binomial): one for the month in the whole gemeente, one for the buurt.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from data.catalogue import load_catalogue
from data.modelgemeente.crime_types import (
    CRIME_TYPES,
    INDICES,
    NUISANCE_TYPES,
    OWN_COUNTS,
    SEASONS,
    SPREADS,
    CrimeType,
    Spread,
)
from data.modelgemeente.places import all_buurten
from data.modelgemeente.population import FIRST_YEAR, LAST_YEAR
from data.modelgemeente.randomness import stream
from data.modelgemeente.stories import STORIES, Lesson, stories_of

TOTAL, NUISANCE_TOTAL = "totaal_misdrijven", "overlast_totaal"
MONTHS: tuple[date, ...] = tuple(
    date(year, month, 1) for year in range(FIRST_YEAR, LAST_YEAR + 1) for month in range(1, 13)
)[:141]  # up to and including September 2026
_SD_MONTH, _SD_BUURT = 0.06, 0.25
# Part of the log-normal difference between buurten that all types share; the rest is a type's own.
_SHARED = 0.6
# A job counts for this part of an inhabitant where crime follows who is present.
_JOB_PRESENCE = 0.2
_LOCKDOWNS = ((date(2020, 4, 1), date(2020, 5, 1)), (date(2020, 11, 1), date(2021, 5, 1)))
_LOCKDOWN_SPREADS, _LOCKDOWN_FACTOR = ("fiets", "uitgaan", "winkel"), 0.8
# Where people feel less safe while crime falls, it falls by this much a year from 2021 on.
_LOCAL_DECLINE = 0.07

_Counts = NDArray[np.int64]
_Expected = NDArray[np.float64]


def monthly_counts(areas: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Draw every type and add up the totals.

    Types that are published per year only, and own counts of a quarter or a year, are drawn per month as well: the
    totals need them, and a year is the sum of its months.

    Args:
        areas: The areas table of `population.areas`.
        seed: Each type has its own stream from it, so that a new type leaves the others as they are.

    Returns:
        A frame with ``area_code`` (buurten), ``indicator_id``, ``period_start`` and ``count``, sorted by indicator.
    """
    shared = stream(seed, "buurten").normal(size=len(list(all_buurten())))
    drawn: dict[str, _Counts] = {}
    for types, total in ((CRIME_TYPES, TOTAL), (NUISANCE_TYPES, NUISANCE_TOTAL), (OWN_COUNTS, None)):
        group = {series_of(one): _drawn(one, areas, shared, seed) for one in types}
        drawn |= group if total is None else {**group, total: np.asarray(sum(group.values()))}
    return pl.concat([_frame(indicator_id, counts) for indicator_id, counts in sorted(drawn.items())])


def series_of(crime_type: CrimeType) -> str:
    """Id under which the counts of a type are stored; own counts are indicators themselves."""
    catalogue = load_catalogue()
    listed = catalogue.crime_types.get(crime_type.key) or catalogue.nuisance_types.get(crime_type.key)
    return listed.series if listed else crime_type.key


def _drawn(crime_type: CrimeType, areas: pl.DataFrame, shared: NDArray[np.float64], seed: int) -> _Counts:
    random = stream(seed, series_of(crime_type))
    return _draw(_expected(crime_type, areas, shared, random), random)


def _expected(
    crime_type: CrimeType, areas: pl.DataFrame, shared: NDArray[np.float64], random: np.random.Generator
) -> _Expected:
    """Expected number per buurt and month."""
    own = random.normal(size=len(shared))
    share = _shares(SPREADS[crime_type.spread], areas, np.sqrt(_SHARED) * shared + np.sqrt(1 - _SHARED) * own)
    if crime_type in CRIME_TYPES:
        share *= _local_decline()
    share /= share.sum(axis=0)
    # Processors differ in the last digits of an exponential; rounded, each of them draws the same numbers.
    return np.round(_with_stories(crime_type, share * _level(crime_type, areas)), 6)


def _shares(spread: Spread, areas: pl.DataFrame, difference: NDArray[np.float64]) -> _Expected:
    factors = np.array(
        [
            spread.factors[wijk.kind] * (buurt.pull if spread.base == "presence" else 1.0)
            for _, wijk, buurt in all_buurten()
        ]
    )
    apart = factors * np.exp(spread.sigma * difference)
    return np.asarray(_by_month(areas, spread.base) * apart[:, None])


def _by_month(areas: pl.DataFrame, base: str) -> _Expected:
    """A column of the areas table per buurt and month; that of 1 January holds for the year."""
    presence = (pl.col("inhabitants") + _JOB_PRESENCE * pl.col("jobs")).alias("presence")
    buurten = areas.filter(pl.col("level") == "buurt").with_columns(presence).sort("area_code", "vintage")
    per_year = buurten[base].to_numpy().astype(np.float64).reshape(-1, LAST_YEAR - FIRST_YEAR + 1)
    return per_year[:, [month.year - FIRST_YEAR for month in MONTHS]]


def _level(crime_type: CrimeType, areas: pl.DataFrame) -> NDArray[np.float64]:
    """Expected number per month in the whole gemeente; the index runs in a line from mid-year to mid-year."""
    inhabitants = _by_month(areas, "inhabitants").sum(axis=0)
    years = np.array([month.year + (month.month - 0.5) / 12 for month in MONTHS])
    index = np.interp(years, np.arange(FIRST_YEAR, LAST_YEAR + 1) + 0.5, INDICES[crime_type.index])
    season = np.array([SEASONS[crime_type.season][month.month - 1] for month in MONTHS])
    level = crime_type.level / 1000 / 12 * inhabitants * index * season / np.mean(SEASONS[crime_type.season])
    if crime_type.spread in _LOCKDOWN_SPREADS:
        closed = np.array([any(first <= month <= last for first, last in _LOCKDOWNS) for month in MONTHS])
        level = np.where(closed, _LOCKDOWN_FACTOR * level, level)
    return np.asarray(level)


def _local_decline() -> _Expected:
    """Falling factor per month for the buurten of stories in which feeling and figure part."""
    since = np.array([max(0.0, month.year + (month.month - 0.5) / 12 - 2021) for month in MONTHS])
    apart = stories_of(Lesson.FEELING_APART)
    touched = np.array([any(story.touches(code) for story in apart) for code, _, _ in all_buurten()])
    return np.exp(-_LOCAL_DECLINE * np.outer(touched, since))


def _with_stories(crime_type: CrimeType, expected: _Expected) -> _Expected:
    for story in STORIES:
        if story.indicator_id == series_of(crime_type):
            touched = np.array([story.touches(code) for code, _, _ in all_buurten()])
            during = np.array([story.first <= month <= story.last for month in MONTHS])
            cell = np.outer(touched, during)
            expected = np.where(cell, expected * story.factor + story.extra_a_month, expected)
    return expected


def _draw(expected: _Expected, random: np.random.Generator) -> _Counts:
    month = random.gamma(1 / _SD_MONTH**2, _SD_MONTH**2, expected.shape[1])
    buurt = random.gamma(1 / _SD_BUURT**2, _SD_BUURT**2, expected.shape)
    return random.poisson(expected * month * buurt)


def _frame(indicator_id: str, counts: _Counts) -> pl.DataFrame:
    codes = [code for code, _, _ in all_buurten()]
    return pl.DataFrame(
        {
            "area_code": np.repeat(codes, len(MONTHS)),
            "indicator_id": [indicator_id] * counts.size,
            "period_start": list(MONTHS) * len(codes),
            "count": counts.ravel(),
        }
    )
