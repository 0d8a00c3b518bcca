"""The series of CBS that look like those of the police: near them, never the same, for CBS counts in its own way."""

from __future__ import annotations

import numpy as np
import polars as pl

from data.modelgemeente.crime import TOTAL
from data.modelgemeente.randomness import stream
from data.schemas import Kind, Resolution

# Series of CBS: the police series that it is near, and how much more or less CBS counts.
CBS_SERIES: dict[str, tuple[tuple[str, ...], float]] = {
    "bbv_diefstal_woning": (("inbraak_woning",), 1.10),
    "bbv_geweld": (
        (
            *("zedenmisdrijf", "moord_doodslag", "openlijk_geweld", "bedreiging"),
            *("mishandeling", "straatroof", "overval"),
        ),
        1.02,
    ),
    "bbv_vernieling": (("vernieling", "openbare_orde"), 1.03),
    "bbv_winkeldiefstal": (("diefstal_winkel",), 1.01),
    "cbs_misdrijven_totaal": ((TOTAL,), 1.01),
}
_APART = 0.015


def cbs_series(police: pl.DataFrame, gemeente: str, seed: int) -> pl.DataFrame:
    """Make the series of CBS for a gemeente.

    Args:
        police: ``indicator_id``, ``period_start`` and ``value`` of one gemeente, months and years; of each series one
            resolution only. Years that are not over are left out.
        gemeente: Code of that gemeente.
        seed: How far CBS and police are apart in a year.

    Returns:
        ``area_code``, ``indicator_id``, ``period_start``, ``resolution``, ``kind`` and ``value``.
    """
    years = (
        police.group_by("indicator_id", pl.col("period_start").dt.truncate("1y"))
        .agg(pl.col("value").sum())
        .pivot("indicator_id", index="period_start", values="value")
        .filter(pl.col("zedenmisdrijf").is_not_null())
        .sort("period_start")
    )
    found = []
    for name, (parts, factor) in CBS_SERIES.items():
        apart = factor * (1 + _APART * stream(seed, f"{gemeente} {name}").normal(size=years.height))
        values = np.rint(years.select(pl.sum_horizontal(parts)).to_series().to_numpy() * apart)
        found.append(
            years.select(
                pl.lit(gemeente).alias("area_code"),
                pl.lit(name).alias("indicator_id"),
                "period_start",
                pl.lit(Resolution.YEAR.value).alias("resolution"),
                pl.lit(Kind.COUNT.value).alias("kind"),
                pl.Series("value", values),
            )
        )
    return pl.concat(found)
