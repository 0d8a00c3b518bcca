"""Twelve fictional municipalities to compare the Modelgemeente with: the gemeente as a whole only, per year.

Some look like it, some do not: smaller, larger, more rural, more urban. Every name is made up and says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from data.modelgemeente.cbs import cbs_series
from data.modelgemeente.crime import NUISANCE_TOTAL, TOTAL, series_of
from data.modelgemeente.crime_types import CRIME_TYPES, INDICES, NUISANCE_TYPES, CrimeType
from data.modelgemeente.population import FIRST_YEAR, LAST_YEAR
from data.modelgemeente.randomness import stream
from data.schemas import Kind, Level, Resolution

FIRST_VINTAGE = 2021
_YEARS = range(FIRST_VINTAGE, LAST_YEAR)
# How far one municipality is from another in one type, and one year from the next (logarithm, relative).
_SD_TYPE, _SD_YEAR = 0.16, 0.04


@dataclass(frozen=True)
class _Peer:
    """One municipality on 1 January 2026.

    Attributes:
        growth: Of the inhabitants, per year.
        jobs: Per inhabitant.
        area_ha: Land.
        stedelijkheid: Class of CBS, 1 (very urban) to 5.
        crime: Level of crime and nuisance against the Modelgemeente.
    """

    code: str
    name: str
    inhabitants: int
    growth: float
    household_size: float
    jobs: float
    area_ha: float
    stedelijkheid: int
    crime: float


PEERS: tuple[_Peer, ...] = (
    _Peer("GM9901", "Lindeborg (fictief)", 98_200, 0.006, 2.14, 0.52, 8_150, 2, 1.02),
    _Peer("GM9902", "Kreekstad (fictief)", 112_600, 0.009, 2.10, 0.57, 9_020, 2, 1.10),
    _Peer("GM9903", "Hazelveen (fictief)", 88_900, 0.004, 2.22, 0.47, 10_400, 3, 0.88),
    _Peer("GM9904", "Eikendonk (fictief)", 104_700, 0.007, 2.17, 0.50, 7_900, 2, 0.97),
    _Peer("GM9905", "Duinhaven (fictief)", 93_400, 0.003, 2.08, 0.44, 6_300, 2, 1.06),
    _Peer("GM9906", "Rietmonde (fictief)", 76_300, 0.005, 2.26, 0.46, 12_700, 3, 0.88),
    _Peer("GM9907", "Vossenburg (fictief)", 121_500, 0.008, 2.05, 0.61, 8_600, 2, 1.16),
    _Peer("GM9908", "Klaverstede (fictief)", 101_900, 0.006, 2.19, 0.53, 11_200, 3, 0.93),
    _Peer("GM9909", "Oeverkamp (fictief)", 45_800, 0.002, 2.31, 0.41, 14_900, 4, 0.72),
    _Peer("GM9910", "Zilverhorst (fictief)", 28_400, 0.001, 2.38, 0.36, 17_300, 5, 0.58),
    _Peer("GM9911", "Molenmeer (fictief)", 164_200, 0.011, 1.98, 0.66, 9_800, 1, 1.34),
    _Peer("GM9912", "Heidestad (fictief)", 231_000, 0.010, 1.93, 0.69, 10_100, 1, 1.52),
)


def peer_areas() -> pl.DataFrame:
    """The areas table of all peers, per year from 2021 on."""
    return pl.DataFrame([_area(peer, year) for peer in PEERS for year in range(FIRST_VINTAGE, LAST_YEAR + 1)])


def _area(peer: _Peer, year: int) -> dict[str, object]:
    inhabitants = round(peer.inhabitants * (1 + peer.growth) ** (year - LAST_YEAR))
    households = round(inhabitants / peer.household_size)
    return {
        "area_code": peer.code,
        "vintage": year,
        "level": Level.GEMEENTE.value,
        "name": peer.name,
        "parent_code": None,
        "inhabitants": inhabitants,
        "households": households,
        "dwellings": round(households * 1.02),
        "businesses": round(inhabitants * (0.05 + 0.11 * peer.jobs)),
        "jobs": round(inhabitants * peer.jobs),
        "visitors": None,
        "area_ha": peer.area_ha,
        "stedelijkheid": peer.stedelijkheid,
        "is_station": False,
        "is_uitgaansgebied": False,
        "is_instelling": False,
        "is_bedrijventerrein": False,
    }


def peer_counts(seed: int) -> pl.DataFrame:
    """Crime and nuisance of all peers per year, every type and both totals, and the series of CBS.

    Returns:
        ``area_code``, ``indicator_id``, ``period_start``, ``resolution``, ``kind`` and ``value``.
    """
    return pl.concat([_counts(peer, seed) for peer in PEERS])


def _counts(peer: _Peer, seed: int) -> pl.DataFrame:
    found: dict[str, NDArray[np.int64]] = {}
    for types, total in ((CRIME_TYPES, TOTAL), (NUISANCE_TYPES, NUISANCE_TOTAL)):
        group = {series_of(one): _drawn(one, peer, seed) for one in types}
        found |= {**group, total: np.asarray(sum(group.values()))}
    police = pl.concat([_frame(peer.code, name, counts) for name, counts in found.items()])
    return pl.concat([police, cbs_series(police, peer.code, seed)])


def _drawn(crime_type: CrimeType, peer: _Peer, seed: int) -> NDArray[np.int64]:
    random = stream(seed, f"{peer.code} {series_of(crime_type)}")
    inhabitants = np.array([peer.inhabitants * (1 + peer.growth) ** (year - LAST_YEAR) for year in _YEARS])
    index = np.array([INDICES[crime_type.index][year - FIRST_YEAR] for year in _YEARS])
    apart = peer.crime * np.exp(_SD_TYPE * random.normal())
    ups_and_downs = 1 + _SD_YEAR * random.normal(size=len(index))
    expected = crime_type.level / 1000 * inhabitants * index * apart * ups_and_downs
    return np.asarray(random.poisson(np.round(expected, 6)), dtype=np.int64)


def _frame(code: str, indicator_id: str, counts: NDArray[np.int64]) -> pl.DataFrame:
    years = pl.Series("period_start", [f"{year}-01-01" for year in _YEARS]).str.to_date()
    return pl.DataFrame({"period_start": years, "value": counts.astype(np.float64)}).select(
        pl.lit(code).alias("area_code"),
        pl.lit(indicator_id).alias("indicator_id"),
        "period_start",
        pl.lit(Resolution.YEAR.value).alias("resolution"),
        pl.lit(Kind.COUNT.value).alias("kind"),
        "value",
    )
