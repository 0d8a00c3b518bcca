"""Areas beside each other: the funnel with what can be told apart, and register beside beleving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from data.catalogue import Direction, Indicator
from data.schemas import Level
from metrics import wording
from metrics.funnel import Funnel, funnel
from metrics.perception import Standing, side, standing
from metrics.ties import ranks_of_estimates, ranks_of_rates
from metrics.uncertainty import Estimate
from plan.beeld.spread import NOT_COMPARABLE
from plan.beeld.summary import FEELING
from plan.figures import Area, Figure, Figures, Picture, Window

AREAS = {Level.GEMEENTE: "gemeenten", Level.WIJK: "wijken", Level.BUURT: "buurten"}


@dataclass(frozen=True, slots=True)
class AreasCompared:
    """A figure of all areas of a level, as far as they can be told apart.

    Attributes:
        picture: The figures.
        funnel: The funnel; None where there are too few areas or events.
        sentences: What stands out, and what of the order is certain.
    """

    picture: Picture
    funnel: Funnel | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WijkStanding:
    """Register and beleving of one wijk; both figures passed the gate.

    Attributes:
        sentence: What may be said of the two together.
    """

    area: Area
    register: Figure
    felt: Figure
    standing: Standing
    sentence: str


def compare_areas(figures: Figures, indicator: Indicator, level: Level, window: Window) -> AreasCompared:
    """Hold the areas of a level against all of them together."""
    picture = figures.picture(indicator, level, window)
    table = _counts(picture.figures)
    found = funnel(table)
    names = {one.area.code: one.area.label for one in picture.figures}
    areas = AREAS[picture.level]
    sentences = [
        wording.sentence_of_funnel(what=indicator.name, areas=areas, funnel=found, names=names)
        if picture.is_comparable
        else f"{indicator.name}: {areas} zijn niet met elkaar te vergelijken. {NOT_COMPARABLE}"
    ]
    if indicator.is_survey:
        ranking = ranks_of_estimates({one.area.code: _estimate(one) for one in picture.figures})
        sentences = [wording.sentence_of_ties(what=indicator.name, areas=areas, ranking=ranking, names=names)]
    if found is not None:
        spread = figures.ups_and_downs(indicator, picture.level, window)
        ranking = ranks_of_rates(table, [spread.get(code, 1.0) for code in table["area_code"]])
        sentences.append(wording.sentence_of_ties(what=indicator.name, areas=areas, ranking=ranking, names=names))
    if picture.reason:
        sentences.append(picture.reason)
    return AreasCompared(picture, found, tuple(sentences))


def register_and_feeling(
    figures: Figures, register: Indicator, felt: Indicator, window: Window
) -> tuple[WijkStanding, ...]:
    """Set what is registered in each wijk beside what people feel there.

    Args:
        figures: The door to the figures, for one reader.
        register: A counted indicator.
        felt: A survey indicator with a direction.
        window: The twelve months to look at.
    """
    whole = figures.area(figures.gemeente)
    of_all = figures.figure(register, whole, window), figures.figure(felt, whole, window)
    standings = []
    for area in figures.areas(Level.WIJK):
        here = figures.figure(register, area, window), figures.figure(felt, area, window)
        sides = [side(_estimate(one), _estimate(all_)) for one, all_ in zip(here, of_all, strict=True)]
        found = standing(sides[0], sides[1], felt.direction)
        sentence = wording.sentence_of_quadrant(where=area.name, standing=found)
        standings.append(WijkStanding(area, here[0], here[1], found, sentence))
    return tuple(standings)


def feelings(indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The survey indicators of wijken that say whether people feel safe; the one of the own buurt first."""
    asked = (one for one in indicators if one.is_survey and one.direction is not Direction.CONTEXT)
    return tuple(sorted((one for one in asked if Level.WIJK in one.levels), key=lambda one: one.id != FEELING))


def _counts(figures: Sequence[Figure]) -> pl.DataFrame:
    rows = [(one.area.code, None if one.count is None else float(one.count), one.exposure) for one in figures]
    schema = {"area_code": pl.String, "count": pl.Float64, "exposure": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _estimate(figure: Figure) -> Estimate | None:
    """A value with its margin; None for a plain count, which is always larger in a larger area."""
    if not (figure.indicator.is_survey or figure.indicator.denominators):
        return None
    if figure.value is None or figure.lower is None or figure.upper is None:
        return None
    return Estimate(figure.value, figure.lower, figure.upper)
