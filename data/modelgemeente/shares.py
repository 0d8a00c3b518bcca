"""Shares, marks and values that publishers give per area: who lives where, in what homes, with what help.

Each is drawn for the buurten; a wijk and the gemeente are the averages of their buurten, weighed by what the share is
of. Levels are made up, of the size that CBS publishes for a municipality like this.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from data.catalogue import load_catalogue
from data.modelgemeente.periods import periods
from data.modelgemeente.places import GEMEENTE, Kind, all_buurten
from data.modelgemeente.population import FIRST_YEAR, LAST_YEAR
from data.modelgemeente.randomness import stream
from data.schemas import Kind as ValueKind
from data.schemas import Level, Status

# Below this many inhabitants or dwellings the publisher gives no figure.
_FEWEST = 100
_MOST_PERCENT = 99.0

_Values = NDArray[np.float64]


@dataclass(frozen=True)
class _Share:
    """One share.

    Attributes:
        base: Column of the areas table that it is a share of, or an average over.
        levels: Of the whole gemeente, one per year from the first year on; the last one holds.
        factors: How much higher in a kind of buurt: centre, station, flats, vinex, village, business, campus,
            recreation.
        sigma: Standard deviation of the logarithm of what else sets one buurt apart from another.
        levels_published: The levels it is published for; those of the catalogue where left out.
        withheld: What the publisher says of a buurt with too few people.
    """

    indicator_id: str
    base: str
    first_year: int
    levels: tuple[float, ...]
    factors: tuple[float, ...]
    sigma: float
    decimals: int = 1
    levels_published: tuple[Level, ...] | None = None
    withheld: Status = Status.SUPPRESSED


_SHARES: tuple[_Share, ...] = (
    _Share("bijstand", "inhabitants", 2021, (4.1, 3.9, 3.7, 3.7, 3.8), (1.3, 1.4, 1.9, 0.5, 0.4, 1.0, 0.8, 0.4), 0.25),
    _Share(
        "bouwjaar_vanaf_2000", "dwellings", 2021, (23, 23.5, 24, 24.5, 25), (0.5, 1.4, 0.2, 2.6, 0.4, 1, 0.9, 0.6), 0.15
    ),
    _Share("huur_corporatie", "dwellings", 2021, (29.5, 29.3, 29, 29, 28.9), (1, 1.2, 1.9, 0.5, 0.4, 0.3, 1, 0.1), 0.2),
    _Share("inkomen_laag", "households", 2021, (7, 6.6, 6.1, 6.0, 6.0), (1.3, 1.4, 1.7, 0.5, 0.5, 0.8, 1.2, 0.6), 0.2),
    _Share(
        "jeugdhulp",
        "inhabitants",
        2018,
        (10.2, 10.4, 10.0, 10.9, 11.3, 11.6, 11.8, 11.9),
        (1.1, 1.1, 1.4, 0.8, 0.7, 1.0, 1.0, 0.8),
        0.12,
    ),
    _Share(
        "jongeren_0_24",
        "inhabitants",
        2021,
        (28.2, 28.1, 28.0, 27.9, 27.8),
        (0.85, 0.95, 1, 1.15, 0.85, 0.9, 1.3, 0.7),
        0.08,
    ),
    _Share(
        "leefbaarometer_score",
        "dwellings",
        2016,
        (4.10, 4.10, 4.12, 4.12, 4.13, 4.13, 4.13, 4.13, 4.14),
        (0.985, 0.965, 0.96, 1.03, 1.035, 0.97, 1.01, 1.02),
        0.012,
        decimals=3,
        levels_published=(Level.BUURT,),
        withheld=Status.MISSING,
    ),
    _Share(
        "opkomst_brandweer",
        "dwellings",
        2018,
        (84, 83, 85, 84, 82, 81, 82, 83),
        (1.08, 1.08, 1.05, 1.0, 0.72, 1.05, 1.04, 0.66),
        0.02,
    ),
    _Share(
        "ouderen_65",
        "inhabitants",
        2021,
        (19.0, 19.3, 19.6, 19.9, 20.2),
        (0.8, 0.7, 1.05, 0.7, 1.4, 0.8, 0.9, 1.6),
        0.10,
    ),
    _Share("schulden", "households", 2021, (8.6, 8.3, 8.1, 8.2, 8.4), (1.3, 1.4, 1.8, 0.6, 0.4, 1.0, 1.0, 0.6), 0.2),
    _Share(
        "woz_waarde",
        "dwellings",
        2021,
        (286, 312, 366, 378, 394),
        (0.95, 0.85, 0.72, 1.15, 1.35, 1.0, 0.95, 1.1),
        0.12,
        decimals=0,
    ),
)


def shares(areas: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Draw every share.

    Args:
        areas: The areas table of `population.areas`.
        seed: Each share has its own stream from it.

    Returns:
        ``area_code``, ``indicator_id``, ``period_start``, ``resolution``, ``kind``, ``value`` (null where the publisher
        gives none) and ``status``.
    """
    return pl.concat([_drawn(share, areas, seed) for share in _SHARES])


def _drawn(share: _Share, areas: pl.DataFrame, seed: int) -> pl.DataFrame:
    indicator = load_catalogue().indicators[share.indicator_id]
    random = stream(seed, share.indicator_id)
    places = list(all_buurten())
    factors = dict(zip(Kind, share.factors, strict=True))
    apart = np.array([factors[wijk.kind] for _, wijk, _ in places])
    apart = np.round(apart * np.exp(share.sigma * random.normal(size=len(places))), 6)
    frames = []
    for start in periods(indicator.frequency, share.first_year):
        level = share.levels[min(start.year - share.first_year, len(share.levels) - 1)]
        base = _base(areas, share.base, start.year)
        values = level * apart * base.sum() / (apart * base).sum()
        if indicator.kind is ValueKind.SHARE:
            values = np.minimum(values, _MOST_PERCENT)
        published = share.levels_published or indicator.levels
        frames += [_of_level(level, values, base, share).with_columns(period_start=start) for level in published]
    return pl.concat(frames).select(
        "area_code",
        pl.lit(share.indicator_id).alias("indicator_id"),
        "period_start",
        pl.lit(indicator.frequency.value).alias("resolution"),
        pl.lit(indicator.kind.value).alias("kind"),
        "value",
        "status",
    )


def _of_level(level: Level, values: _Values, base: _Values, share: _Share) -> pl.DataFrame:
    """The average per area of a level; a buurt with too few people or homes gets none."""
    code = {
        Level.BUURT: pl.col("buurt"),
        Level.WIJK: pl.concat_str(pl.lit("WK"), pl.col("buurt").str.slice(2, 6)),
        Level.GEMEENTE: pl.lit(GEMEENTE),
    }[level]
    buurten = pl.DataFrame({"buurt": [code for code, _, _ in all_buurten()], "value": values, "base": base})
    known = (pl.col("base") >= _FEWEST) | pl.lit(level is not Level.BUURT)
    return (
        buurten.group_by(code.alias("area_code"), maintain_order=True)
        .agg(((pl.col("value") * pl.col("base")).sum() / pl.col("base").sum()).alias("value"), pl.col("base").sum())
        .select(
            "area_code",
            value=pl.when(known).then(pl.col("value").round(share.decimals)),
            status=pl.when(known).then(pl.lit(Status.FINAL.value)).otherwise(pl.lit(share.withheld.value)),
        )
    )


def _base(areas: pl.DataFrame, column: str, year: int) -> _Values:
    vintage = min(max(year, FIRST_YEAR), LAST_YEAR)
    buurten = areas.filter((pl.col("level") == Level.BUURT.value) & (pl.col("vintage") == vintage))
    return buurten.sort("area_code")[column].to_numpy().astype(np.float64)
