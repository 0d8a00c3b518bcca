"""Figures as a table, for a file or a program: one row per figure, everything a reader needs to judge it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from plan.figures.model import Figure

COLUMNS: dict[str, type[pl.DataType]] = {
    "gebied_code": pl.String,
    "gebied": pl.String,
    "niveau": pl.String,
    "indicator": pl.String,
    "cijfer": pl.String,
    "eenheid": pl.String,
    "periode_begin": pl.Date,
    "periode_eind_maand": pl.Date,
    "aantal": pl.Int64,
    "waarde": pl.Float64,
    "ondergrens_95": pl.Float64,
    "bovengrens_95": pl.Float64,
    "gladgestreken": pl.Float64,
    "gladgestreken_ondergrens_95": pl.Float64,
    "gladgestreken_bovengrens_95": pl.Float64,
    "antwoorden": pl.Int64,
    "voorlopig": pl.Boolean,
    "poort": pl.String,
    "toelichting": pl.String,
    "bron": pl.String,
}


def as_table(figures: Iterable[Figure], attributions: Mapping[str, str]) -> pl.DataFrame:
    """Write figures as a table.

    Args:
        figures: Figures that passed the gate.
        attributions: The line of attribution by indicator id.

    Returns:
        The columns of `COLUMNS`, Dutch because people open the file. Numbers are not rounded; what the gate kept back
        is null, with the reason in ``toelichting``. ``periode_begin`` and ``periode_eind_maand`` are the first days of
        the first and the last month.
    """
    return pl.DataFrame([(*_row(one), attributions[one.indicator.id]) for one in figures], schema=COLUMNS, orient="row")


def _row(one: Figure) -> tuple[object, ...]:
    return (
        one.area.code,
        one.area.name,
        one.area.level.value,
        one.indicator.id,
        one.indicator.name,
        one.unit,
        one.window.start,
        one.window.end,
        one.count,
        one.value,
        one.lower,
        one.upper,
        one.smoothed,
        one.smoothed_lower,
        one.smoothed_upper,
        one.respondents,
        one.provisional,
        one.answer.state.value,
        one.answer.sentence,
    )
