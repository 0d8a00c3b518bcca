"""Who lives and works where in the Modelgemeente, on 1 January of each year.

Whole people only: every number is divided over the buurten by largest remainders, so that wijken and gemeente are
exactly the sums of their parts.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from data.modelgemeente.places import GEMEENTE, GEMEENTE_NAME, WIJKEN, Kind, all_buurten, wijk_code
from data.schemas import Level

FIRST_YEAR, LAST_YEAR = 2015, 2026
_GROWTH, _HOUSEHOLDS_2026, _HOUSEHOLDS_GROWTH = 0.007, 46_800, 0.0085
_FLAGS = ("is_station", "is_uitgaansgebied", "is_instelling", "is_bedrijventerrein")
_SUMMED = ("inhabitants", "households", "dwellings", "businesses", "jobs", "visitors")
# Addresses per square kilometre within one kilometre, from which CBS calls a place 1 (very urban) to 4; below that 5.
_URBANITY_LIMITS, _URBANITY_RADIUS_M = (2500, 1500, 1000, 500), 1000.0


@dataclass(frozen=True)
class _Profile:
    """How people live and work in a kind of buurt; businesses and jobs are per inhabitant plus a number per buurt."""

    household_size: float
    extra_growth: float
    businesses: tuple[float, int]
    jobs: tuple[float, int]
    visitors_per_job: float | None = None


_PROFILES = {
    Kind.CENTRE: _Profile(1.65, -0.002, (0.15, 60), (0.50, 700), 6.0),
    Kind.STATION: _Profile(1.75, 0.006, (0.09, 20), (0.60, 500), 4.0),
    Kind.FLATS: _Profile(2.00, -0.006, (0.06, 4), (0.13, 20)),
    Kind.VINEX: _Profile(2.65, 0.008, (0.075, 4), (0.15, 20)),
    Kind.VILLAGE: _Profile(2.40, -0.005, (0.10, 3), (0.22, 10)),
    Kind.BUSINESS: _Profile(2.20, 0.0, (0.10, 230), (0.20, 3300)),
    Kind.CAMPUS: _Profile(1.60, 0.0, (0.06, 10), (0.30, 1900)),
    Kind.RECREATION: _Profile(2.20, 0.0, (0.12, 4), (0.40, 25)),
}


def areas(boundaries: gpd.GeoDataFrame, random: np.random.Generator) -> pl.DataFrame:
    """Every area in every year.

    Args:
        boundaries: As made by `geography.boundaries`.
        random: Of the small differences between years.

    Returns:
        A frame with the columns of the areas table, one row per area and vintage.
    """
    buurten = _buurten(boundaries, random)
    wijken = _summed(buurten, "parent_code").with_columns(
        name=pl.col("area_code").replace_strict({wijk_code(n): wijk.name for n, wijk in enumerate(WIJKEN)}),
        parent_code=pl.lit(GEMEENTE),
        level=pl.lit(Level.WIJK.value),
    )
    gemeente = _summed(wijken, "parent_code").with_columns(
        name=pl.lit(GEMEENTE_NAME),
        parent_code=pl.lit(None, pl.String),
        level=pl.lit(Level.GEMEENTE.value),
        # A flag warns that inhabitants are the wrong number to divide by; for the whole gemeente they are not.
        **dict.fromkeys(_FLAGS, pl.lit(False)),
    )
    columns = [name for name in buurten.columns if name not in ("addresses", "address_density")]
    return pl.concat([frame.select(columns) for frame in (gemeente, wijken, buurten)]).sort("vintage", "area_code")


def _buurten(boundaries: gpd.GeoDataFrame, random: np.random.Generator) -> pl.DataFrame:
    shapes = boundaries[boundaries["level"] == "buurt"].sort_values("area_code").geometry.to_numpy()
    places = list(all_buurten())
    profiles = [_PROFILES[wijk.kind] for _, wijk, _ in places]
    frames = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        inhabitants = _inhabitants(year, random)
        counted = _households_and_work(year, inhabitants, profiles)
        density = _address_density(shapes, counted["addresses"])
        frames.append(
            pl.DataFrame(
                {
                    "area_code": [code for code, _, _ in places],
                    "vintage": year,
                    "level": Level.BUURT.value,
                    "name": [buurt.name for _, _, buurt in places],
                    "parent_code": ["WK" + code[2:8] for code, _, _ in places],
                    "inhabitants": inhabitants,
                    **counted,
                    "visitors": _visitors(counted["jobs"], profiles),
                    "area_ha": shapely.area(shapes) / 10_000,
                    "address_density": density,
                    **{flag: [buurt.flag == flag for _, _, buurt in places] for flag in _FLAGS},
                }
            )
        )
    return _with_urbanity(pl.concat(frames))


def _inhabitants(year: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Inhabitants per buurt: the hand-made numbers in the last year, slower or faster growth before it."""
    now = np.array([buurt.inhabitants for _, _, buurt in all_buurten()])
    ago = LAST_YEAR - year
    wobble_total, wobble = random.normal(0, 0.0012), random.normal(0, 0.004, len(now))
    if ago == 0:
        return now
    growth = np.array([_PROFILES[wijk.kind].extra_growth for _, wijk, _ in all_buurten()])
    total = round(now.sum() * (1 + _GROWTH) ** -ago * (1 + wobble_total))
    return apportion(total, now * np.exp(-growth * ago + wobble))


def _households_and_work(
    year: int, inhabitants: NDArray[np.int64], profiles: list[_Profile]
) -> dict[str, NDArray[np.int64]]:
    ago = LAST_YEAR - year
    size = np.array([profile.household_size for profile in profiles])
    households = apportion(round(_HOUSEHOLDS_2026 * (1 + _HOUSEHOLDS_GROWTH) ** -ago), inhabitants / size)
    dwellings = np.ceil(households * 1.02).astype(np.int64)
    busier = (1 + 0.018) ** -ago
    businesses = _per_head([profile.businesses for profile in profiles], inhabitants, busier)
    jobs = _per_head([profile.jobs for profile in profiles], inhabitants, (1 + 0.009) ** -ago)
    return {
        "households": households,
        "dwellings": dwellings,
        "businesses": businesses,
        "jobs": jobs,
        "addresses": dwellings + businesses,
    }


def _per_head(rates: list[tuple[float, int]], inhabitants: NDArray[np.int64], level: float) -> NDArray[np.int64]:
    per_inhabitant, per_buurt = np.array(rates).T
    return np.asarray(np.rint((per_inhabitant * inhabitants + per_buurt) * level), dtype=np.int64)


def _visitors(jobs: NDArray[np.int64], profiles: list[_Profile]) -> list[int | None]:
    """Visitors on an average day; they are counted in the centre and around the station only."""
    return [
        None if profile.visitors_per_job is None else round(profile.visitors_per_job * int(count))
        for profile, count in zip(profiles, jobs, strict=True)
    ]


def _address_density(shapes: NDArray[np.object_], addresses: NDArray[np.int64]) -> NDArray[np.float64]:
    """Addresses per square kilometre within one kilometre of the middle of each buurt, spread evenly over a buurt."""
    circles = shapely.buffer(shapely.point_on_surface(shapes), _URBANITY_RADIUS_M)
    share = shapely.area(shapely.intersection(circles[:, None], shapes[None, :])) / shapely.area(shapes)[None, :]
    return np.asarray(share @ addresses / (shapely.area(circles) / 1e6))


def _with_urbanity(frame: pl.DataFrame) -> pl.DataFrame:
    """Turn the density of addresses into the class of CBS, 1 (very urban) to 5 (rural)."""
    steps = [(pl.col("address_density") < limit).cast(pl.Int8) for limit in _URBANITY_LIMITS]
    return frame.with_columns(stedelijkheid=pl.sum_horizontal(pl.lit(1, pl.Int8), *steps).cast(pl.Int8))


def _summed(parts: pl.DataFrame, into: str) -> pl.DataFrame:
    """Add parts up; a sum with an unknown part is unknown. Density is that of the average address."""
    known_sum = [
        pl.when(pl.col(name).is_null().any()).then(None).otherwise(pl.col(name).sum()).alias(name) for name in _SUMMED
    ]
    whole = parts.group_by(pl.col(into).alias("area_code"), "vintage", maintain_order=True).agg(
        *known_sum,
        pl.col("area_ha").sum().round(5),  # corners are on whole metres, so five decimals are exact
        pl.col("addresses").sum(),
        *[pl.col(flag).any() for flag in _FLAGS],
        address_density=(pl.col("address_density") * pl.col("addresses")).sum() / pl.col("addresses").sum(),
    )
    return _with_urbanity(whole)


def apportion(total: int, weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Divide a whole number by weights into whole numbers that add up to it (largest remainders)."""
    exact = total * weights / weights.sum()
    whole = np.asarray(np.floor(exact), dtype=np.int64)
    short = total - int(whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:short]] += 1
    return whole
