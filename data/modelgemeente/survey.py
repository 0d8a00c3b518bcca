"""Draws the surveys of the Modelgemeente: what people feel and meet, per wijk, with the size of the sample.

Answers are made up; their levels follow published surveys (Veiligheidsmonitor 2017 to 2023, CBS). The questionnaire was
renewed in 2021, so older figures have another ``method_era`` and exist for the gemeente only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from data.catalogue import load_catalogue
from data.modelgemeente.places import GEMEENTE, WIJKEN, wijk_code
from data.modelgemeente.questions import OTHER_SURVEYS, QUESTIONS, YEARS, Asked, Question
from data.modelgemeente.randomness import stream
from data.schemas import Kind

_Z95 = 1.959963984540054
_OLD_ERA, _ERA = "2012", "2021"
# About how many people answer in each wijk, and in the whole gemeente under the old questionnaire.
_ABOUT_ASKED = {
    "Binnenstad": 165,
    "Stationskwartier": 150,
    "Populierenveld": 190,
    "Sterrenkwartier": 185,
    "Zilverkreek": 190,
    "Hoge Akkers": 200,
    "Oudermeer": 150,
    "Zandvelde": 105,
    "Lutjewerf": 85,
    "De Vlonder": 60,
    "Gasthuisveld": 130,
    "Sluisplas": 65,
}
_BEFORE_2021 = ((2017, 780), (2019, 810))

_Shares = NDArray[np.float64]


@dataclass(frozen=True)
class _Sample:
    """The people of one survey year: how many answered per wijk, and how heavily a wijk counts in the gemeente."""

    year: int
    respondents: NDArray[np.int64]
    weights: _Shares

    @property
    def effective(self) -> int:
        """To how many answers of an even draw the whole is worth: some wijken were asked more than their share."""
        return int(1 / float((self.weights**2 / self.respondents).sum()))


def survey_results(areas: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Draw all surveys.

    Args:
        areas: The areas table; the gemeente's answer is that of its wijken, weighed by inhabitants.
        seed: Who happens to answer; each question has its own stream from it.

    Returns:
        A frame with ``area_code``, ``indicator_id``, ``period_start``, ``resolution``, ``kind``, ``estimate``,
        ``lower``, ``upper`` (percent or a mark, 95%), ``respondents`` and ``method_era``.
    """
    random = stream(seed, "respondents")
    samples = [_sample(areas, year, random) for year in YEARS]
    rows = [row for question in QUESTIONS for row in _answers(question, samples, stream(seed, question.indicator_id))]
    rows += [row for asked in OTHER_SURVEYS for row in _other(asked, stream(seed, asked.indicator_id))]
    return pl.DataFrame(rows)


def _sample(areas: pl.DataFrame, year: int, random: np.random.Generator) -> _Sample:
    of_year = areas.filter((pl.col("vintage") == year) & (pl.col("level") == "wijk")).sort("area_code")
    inhabitants = of_year["inhabitants"].to_numpy()
    about = np.array([_ABOUT_ASKED[wijk.name] for wijk in WIJKEN])
    respondents = (about * random.uniform(0.92, 1.0, len(about))).astype(np.int64)
    return _Sample(year, respondents, inhabitants / inhabitants.sum())


def _answers(question: Question, samples: Sequence[_Sample], random: np.random.Generator) -> list[dict[str, object]]:
    """Every estimate of one question: the old questionnaire, then per survey the gemeente and its wijken."""
    rows = []
    for (year, respondents), level in zip(_BEFORE_2021, question.before, strict=True):
        found = _asked_of(question, np.array([level]), np.array([respondents]), random)
        rows.append(_row(question, GEMEENTE, year, float(found[0]), respondents, _OLD_ERA))
    for number, sample in enumerate(samples):
        expected = _expected(question, number, sample.weights)
        found = _asked_of(question, expected, sample.respondents, random)
        asked = round(sample.effective * question.part_asked)
        rows.append(_row(question, GEMEENTE, sample.year, float(found @ sample.weights), asked, _ERA))
        if question.is_per_wijk:
            rows += [
                _row(question, wijk_code(wijk), sample.year, float(found[wijk]), int(sample.respondents[wijk]), _ERA)
                for wijk in range(len(WIJKEN))
            ]
    return rows


def _expected(question: Question, survey: int, weights: _Shares) -> _Shares:
    """What is expected per wijk: its own level where one is given, else that of the gemeente and its kind of wijk."""
    if question.by_hand:
        return np.array([question.by_hand[wijk.name][survey] for wijk in WIJKEN])
    level = question.levels[survey]
    apart = np.array([question.apart.get(wijk.kind, 0.0) for wijk in WIJKEN])
    if question.deviation is not None:
        return np.asarray(level + apart - apart @ weights)
    factors = np.exp(apart)
    return np.asarray(level * factors / (factors @ weights))


def _asked_of(
    question: Question, expected: _Shares, respondents: NDArray[np.int64], random: np.random.Generator
) -> _Shares:
    """What a sample happens to answer: a share of people (in percent), or the mean of their marks."""
    asked = np.maximum(1, np.rint(respondents * question.part_asked)).astype(np.int64)
    if question.deviation is not None:
        return np.asarray(expected + question.deviation / np.sqrt(asked) * random.normal(size=len(asked)))
    return np.asarray(100 * random.binomial(asked, np.round(expected / 100, 6)) / asked)


def _other(asked: Asked, random: np.random.Generator) -> list[dict[str, object]]:
    """A survey of its own, with its own years and respondents."""
    rows = []
    for year, level, respondents in asked.surveys:
        share = 100 * random.binomial(respondents, level / 100) / respondents
        lower, upper = wilson(share / 100, respondents)
        limits = {"estimate": share, "lower": 100 * lower, "upper": 100 * upper}
        rows.append(_filled(asked.indicator_id, GEMEENTE, year, limits, respondents, asked.era))
    return rows


def _row(
    question: Question, area_code: str, year: int, estimate: float, respondents: int, era: str
) -> dict[str, object]:
    if question.deviation is None:
        lower, upper = (100 * limit for limit in wilson(estimate / 100, respondents))
    else:
        reach = _Z95 * question.deviation / float(np.sqrt(respondents))
        lower, upper = estimate - reach, estimate + reach
    limits = {"estimate": estimate, "lower": lower, "upper": upper}
    return _filled(question.indicator_id, area_code, year, limits, respondents, era)


def _filled(
    indicator_id: str, area_code: str, year: int, limits: Mapping[str, float], respondents: int, era: str
) -> dict[str, object]:
    indicator = load_catalogue().indicators[indicator_id]
    decimals = 1 if indicator.kind is Kind.SHARE else 2
    return {
        "area_code": area_code,
        "indicator_id": indicator_id,
        "period_start": date(year, 1, 1),
        "resolution": indicator.frequency.value,
        "kind": indicator.kind.value,
        **{name: round(value, decimals) for name, value in limits.items()},
        "respondents": respondents,
        "method_era": era,
    }


def wilson(share: float, respondents: int) -> tuple[float, float]:
    """Limits of the 95% interval of a share (Wilson 1927), which never leaves 0 to 1."""
    squared = _Z95**2 / respondents
    middle = (share + squared / 2) / (1 + squared)
    reach = _Z95 / (1 + squared) * float(np.sqrt(share * (1 - share) / respondents + squared / (4 * respondents)))
    return middle - reach, middle + reach
