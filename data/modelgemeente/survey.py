"""Draws the survey of the Modelgemeente: who feels unsafe in the own buurt, per wijk, with the size of the sample.

Shares that are made up; the level (16% in the gemeente, wijken 8 to 29%) follows published surveys. The questionnaire
was renewed in 2021, so older figures have another ``method_era`` and exist for the gemeente only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from data.modelgemeente.places import GEMEENTE, WIJKEN, wijk_code

INDICATOR = "onveilig_buurt"
YEARS = (2021, 2023, 2025)
_Z95 = 1.959963984540054
# Share of people that feel unsafe in each survey, and how many answer.
_WIJKEN: dict[str, tuple[tuple[float, float, float], int]] = {
    "Binnenstad": ((0.24, 0.24, 0.23), 165),
    "Stationskwartier": ((0.27, 0.26, 0.25), 150),
    "Populierenveld": ((0.22, 0.21, 0.20), 190),
    "Sterrenkwartier": ((0.18, 0.19, 0.19), 185),
    "Zilverkreek": ((0.11, 0.10, 0.10), 190),
    "Hoge Akkers": ((0.08, 0.11, 0.16), 200),
    "Oudermeer": ((0.06, 0.11, 0.19), 150),
    "Zandvelde": ((0.10, 0.10, 0.10), 105),
    "Lutjewerf": ((0.10, 0.10, 0.10), 85),
    "De Vlonder": ((0.15, 0.15, 0.15), 60),
    "Gasthuisveld": ((0.13, 0.13, 0.12), 130),
    "Sluisplas": ((0.11, 0.11, 0.11), 65),
}
# Year, share and number of respondents of the old questionnaire; gemeente only.
_BEFORE_2021 = ((2017, 0.17, 780), (2019, 0.15, 810))


@dataclass(frozen=True)
class _Sample:
    area_code: str
    year: int
    share: float
    respondents: int
    method_era: str


def survey_results(areas: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """Draw all surveys.

    Args:
        areas: The areas table; the gemeente's share is that of its wijken, weighed by inhabitants.
        random: Who happens to answer.

    Returns:
        A frame with ``area_code``, ``period_start``, ``estimate``, ``lower``, ``upper`` (percent, 95%), ``respondents``
        and ``method_era``.
    """
    samples = [
        _Sample(GEMEENTE, year, random.binomial(respondents, share) / respondents, respondents, "2012")
        for year, share, respondents in _BEFORE_2021
    ]
    for number, year in enumerate(YEARS):
        of_wijken = [_sample(wijk, number, year, random) for wijk in range(len(WIJKEN))]
        samples += [_gemeente(of_wijken, areas, year), *of_wijken]
    return pl.DataFrame([_row(sample) for sample in samples])


def _sample(wijk: int, number: int, year: int, random: np.random.Generator) -> _Sample:
    shares, about = _WIJKEN[WIJKEN[wijk].name]
    respondents = int(about * random.uniform(0.92, 1.0))
    return _Sample(
        wijk_code(wijk), year, random.binomial(respondents, shares[number]) / respondents, respondents, "2021"
    )


def _gemeente(of_wijken: list[_Sample], areas: pl.DataFrame, year: int) -> _Sample:
    """Weigh the wijken by their inhabitants, for some wijken were asked more than their share."""
    of_year = areas.filter((pl.col("vintage") == year) & (pl.col("level") == "wijk"))
    inhabitants = dict(zip(of_year["area_code"], of_year["inhabitants"], strict=True))
    total = sum(inhabitants.values())
    share = sum(sample.share * inhabitants[sample.area_code] for sample in of_wijken) / total
    weights = [inhabitants[sample.area_code] / total / sample.respondents for sample in of_wijken]
    effective = 1 / sum(weight**2 * sample.respondents for weight, sample in zip(weights, of_wijken, strict=True))
    return _Sample(GEMEENTE, year, share, int(effective), "2021")


def _row(sample: _Sample) -> dict[str, object]:
    lower, upper = wilson(sample.share, sample.respondents)
    return {
        "area_code": sample.area_code,
        "period_start": date(sample.year, 1, 1),
        "estimate": round(100 * sample.share, 1),
        "lower": round(100 * lower, 1),
        "upper": round(100 * upper, 1),
        "respondents": sample.respondents,
        "method_era": sample.method_era,
    }


def wilson(share: float, respondents: int) -> tuple[float, float]:
    """Limits of the 95% interval of a share (Wilson 1927), which never leaves 0 to 1."""
    squared = _Z95**2 / respondents
    middle = (share + squared / 2) / (1 + squared)
    reach = _Z95 / (1 + squared) * float(np.sqrt(share * (1 - share) / respondents + squared / (4 * respondents)))
    return middle - reach, middle + reach
