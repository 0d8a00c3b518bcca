"""Figures of the whole gemeente that somebody keeps: youth, school, permits, measures, exercises, own systems.

Levels are made up; where a figure is published for other municipalities they are of that size (mandatory indicators in
municipal budgets; CBS on suspects: minors a third lower than ten years ago, 18 to 22 half).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.catalogue import load_catalogue
from data.modelgemeente.periods import periods
from data.modelgemeente.places import GEMEENTE
from data.modelgemeente.randomness import stream
from data.schemas import Kind, Resolution

# How far a share or a rate moves from one period to the next by itself, relative to its level.
_WOBBLE = 0.03
_DECIMALS = 1

EXERCISES: tuple[date, ...] = (
    date(2018, 11, 1),
    date(2020, 10, 1),
    date(2022, 10, 1),
    date(2023, 11, 1),
    date(2025, 3, 1),
)


@dataclass(frozen=True)
class _Register:
    """A series of the whole gemeente.

    Attributes:
        levels: What is expected per period, one value per year from the first year on; the last one holds.
        is_certain: Whether the levels are the figures themselves, without chance.
    """

    indicator_id: str
    first_year: int
    levels: tuple[float, ...]
    is_certain: bool = False


_REGISTERS: tuple[_Register, ...] = (
    _Register("agressie_publieke_taak", 2019, (9, 11, 13, 14, 14, 15, 15, 16)),
    _Register("bibob", 2018, (12, 14, 15, 19, 22, 24, 25, 26)),
    _Register("buurtbemiddeling", 2016, (168, 175, 181, 190, 188, 205, 214, 209, 216, 220)),
    _Register("buurtbemiddeling_opgelost", 2016, (64, 66, 65, 67, 63, 64, 67, 68, 69, 68)),
    _Register("crisisfuncties", 2020, (74, 71, 76, 80, 83, 84, 86)),
    _Register("demonstraties", 2017, (1.2, 1.3, 1.7, 2.0, 2.2, 2.4, 2.8, 3.0, 3.2, 3.2)),
    _Register("discriminatie_meldingen", 2015, (34, 36, 31, 33, 37, 58, 41, 44, 46, 52, 50)),
    _Register("ensia", 2018, (61, 64, 68, 70, 73, 76, 79, 82)),
    _Register("evenementen", 2016, (148, 150, 155, 158, 31, 64, 149, 158, 162, 165)),
    _Register("halt", 2015, (20, 19, 18.5, 18, 17.5, 14, 13.5, 15, 15.5, 16, 16.2)),
    _Register("horeca_maatregelen", 2018, (15, 17, 9, 12, 18, 20, 19, 18)),
    _Register("huisverbod", 2015, (16, 15, 17, 14, 13, 15, 16, 14, 13, 14, 14)),
    _Register("jeugdbescherming", 2015, (1.2, 1.2, 1.2, 1.3, 1.3, 1.3, 1.2, 1.2, 1.1, 1.1, 1.0)),
    _Register("jeugdgroepen", 2018, (7, 7, 9, 8, 6, 6, 5, 5, 5)),
    _Register("jeugdreclassering", 2015, (0.6, 0.5, 0.5, 0.4, 0.4, 0.4, 0.4, 0.4, 0.3, 0.3, 0.3)),
    _Register("jongeren_rechter", 2015, (2.0, 1.8, 1.6, 1.5, 1.4, 1.2, 1.1, 1.1, 1.0, 1.0, 1.0)),
    _Register("keurmerk_veilig_ondernemen", 2018, (1, 1, 2, 2, 3, 3, 3, 3), is_certain=True),
    _Register("ondermijning_signalen", 2018, (14, 16, 18, 20, 22, 23, 25, 26, 26)),
    _Register("phishing_klikratio", 2021, (19, 17, 15, 13, 11, 10)),
    _Register("phishing_meldratio", 2021, (9, 12, 16, 20, 24, 27)),
    _Register("schoolverlaters", 2015, (1.9, 1.9, 2.0, 2.1, 2.2, 1.9, 2.1, 2.5, 2.6, 2.4, 2.3)),
    _Register("schoolverzuim_absoluut", 2015, (1.8, 1.9, 2.0, 2.1, 2.3, 2.5, 2.6, 2.9, 3.1, 3.0, 2.8)),
    _Register("schoolverzuim_relatief", 2015, (25, 26, 25, 24, 26, 19, 22, 27, 29, 28, 27)),
    _Register("sluitingen_13b", 2015, (11, 10, 12, 11, 9, 8, 10, 9, 9, 10, 9)),
    _Register("veilig_thuis", 2019, (38, 40, 42, 43, 44, 45, 45, 45)),
    _Register("verdachten_12_17", 2015, (205, 190, 175, 170, 172, 150, 138, 142, 140, 138, 136)),
    _Register("verdachten_18_22", 2015, (390, 370, 340, 320, 310, 280, 250, 238, 230, 222, 205)),
)


def registered(seed: int) -> pl.DataFrame:
    """Draw every register, and the exercises against a digital crisis.

    Returns:
        ``area_code``, ``indicator_id``, ``period_start``, ``resolution``, ``kind`` and ``value``.
    """
    return pl.concat([*(_rows(register, seed) for register in _REGISTERS), *_exercises()])


def _rows(register: _Register, seed: int) -> pl.DataFrame:
    indicator = load_catalogue().indicators[register.indicator_id]
    starts = periods(indicator.frequency, register.first_year)
    levels = [register.levels[min(start.year - register.first_year, len(register.levels) - 1)] for start in starts]
    random = stream(seed, register.indicator_id)
    if register.is_certain:
        values = [float(level) for level in levels]
    elif indicator.kind is Kind.COUNT:
        values = [float(random.poisson(level)) for level in levels]
    else:
        values = [round(level * (1 + _WOBBLE * float(random.normal())), _DECIMALS) for level in levels]
    return _frame(register.indicator_id, starts, values)


def _exercises() -> list[pl.DataFrame]:
    """How many exercises in a year, and each month how many months ago the last one was."""
    years = periods(Resolution.YEAR, EXERCISES[0].year)
    counts = [float(sum(day.year == year.year for day in EXERCISES)) for year in years]
    months = [month for month in periods(Resolution.MONTH, EXERCISES[0].year) if month >= EXERCISES[0]]
    ago = []
    for month in months:
        last = max(day for day in EXERCISES if day <= month)
        ago.append(float((month.year - last.year) * 12 + month.month - last.month))
    return [_frame("cyberoefeningen", years, counts), _frame("cyberoefening_geleden", months, ago)]


def _frame(indicator_id: str, starts: list[date] | tuple[date, ...], values: list[float]) -> pl.DataFrame:
    indicator = load_catalogue().indicators[indicator_id]
    return pl.DataFrame({"period_start": list(starts), "value": values}).select(
        pl.lit(GEMEENTE).alias("area_code"),
        pl.lit(indicator_id).alias("indicator_id"),
        "period_start",
        pl.lit(indicator.frequency.value).alias("resolution"),
        pl.lit(indicator.kind.value).alias("kind"),
        "value",
    )
