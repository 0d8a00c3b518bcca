"""Themes weighed by harm under two sets of weights: never one, and never to be added to anything else."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from data.catalogue import Catalogue, WeightSet, load_catalogue
from metrics import wording
from metrics.harm import HarmView, compare_orders, weigh
from plan.figures import Figures, Window
from plan.figures.changes import repeats_others


@dataclass(frozen=True, slots=True)
class HarmPicture:
    """The themes under both sets.

    Attributes:
        sets: The two sets, in the order of the views.
        views: The weighted sums under each.
        names: Name per theme id.
        sentence: Whether the order depends on the set.
    """

    sets: tuple[WeightSet, WeightSet]
    views: tuple[HarmView, HarmView]
    names: dict[str, str]
    sentence: str


def weigh_themes(figures: Figures, window: Window) -> HarmPicture:
    """Weigh what was registered in the whole municipality, per theme, under both sets of weights."""
    catalogue = load_catalogue()
    whole = figures.area(figures.gemeente)
    counted = [one for one in figures.indicators() if one.harm is not None and one.theme and not repeats_others(one)]
    rows = [(one.theme, one.id, figures.figure(one, whole, window).count) for one in counted]
    schema = {"group": pl.String, "indicator_id": pl.String, "count": pl.Float64}
    counts = pl.DataFrame(rows, schema=schema, orient="row", strict=False)
    first, second = (catalogue.weight_sets[name] for name in ("inschatting", "strafmaximum"))
    views = (weigh(counts, _weights(catalogue, first)), weigh(counts, _weights(catalogue, second)))
    names = {theme.id: theme.name for theme in catalogue.themes.values()}
    order = compare_orders(*views)
    sentence = wording.sentence_of_order(things="thema's", sets=(first.name, second.name), change=order, names=names)
    return HarmPicture((first, second), views, names, sentence)


def _weights(catalogue: Catalogue, weights: WeightSet) -> dict[str, float]:
    """Weight per indicator; the makers' own set stands with the indicators."""
    if weights.weights:
        return {one.indicator: one.weight for one in weights.weights}
    return {one.id: float(one.harm) for one in catalogue.indicators.values() if one.harm is not None}
