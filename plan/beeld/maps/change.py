"""How a figure changed between two periods, per area: only what is more than chance gets a colour of its own.

All areas are tested together, under one false-discovery rate: with sixty buurten three would stand out by chance alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.catalogue import Indicator
from data.schemas import Level
from metrics import wording
from metrics.comparison import MINIMUM_EVENTS, Comparison, stand_out
from metrics.trend import Verdict, name_of_change
from plan.beeld.comparison import AREAS
from plan.beeld.maps.model import TOO_LITTLE, MapRow, MapView
from plan.figures import Figure, Figures, Window

CLASSES = ("aantoonbaar minder", "geen aantoonbare verandering", "aantoonbaar meer")
_NAMES_SHOWN = 5
_HOW = (
    "Hier staat één jaar tegenover één jaar, voor alle gebieden samen getoetst. De briefing vergelijkt met drie "
    "jaar en ziet daardoor soms meer."
)


def change_view(figures: Figures, indicator: Indicator, level: Level, now: Window, then: Window) -> MapView:
    """Hold a figure of each area against the same figure of an earlier period.

    Args:
        figures: The door to the figures, for one reader.
        indicator: A counted indicator.
        level: The areas to compare.
        now: The later twelve months.
        then: The earlier twelve months; the two do not overlap.
    """
    later = figures.picture(indicator, level, now)
    earlier = {one.area.code: one for one in figures.picture(indicator, level, then).figures}
    spread = figures.ups_and_downs(indicator, later.level, then)
    comparisons = [_comparison(one, earlier[one.area.code], spread.get(one.area.code)) for one in later.figures]
    found = stand_out(comparisons, at_most=len(comparisons))
    more = {one.comparison.area_code: one.is_higher for one in found.items}
    rows = tuple(
        _row(one, comparison, more.get(one.area.code))
        for one, comparison in zip(later.figures, comparisons, strict=True)
    )
    from_, to = figures.own_window(indicator, then).label, figures.own_window(indicator, now).label
    return MapView(
        sentence=_sentence(indicator, AREAS[later.level], rows, (from_, to)),
        reason=later.reason,
        level=later.level,
        unit=f"verandering van {from_} naar {to}",
        classes=CLASSES,
        numbers=("Eerst", "Nu", "Verschil"),
        caution=f"{_HOW} {indicator.caution}",
        rows=rows,
    )


def _comparison(later: Figure, earlier: Figure, dispersion: float | None) -> Comparison:
    """Two whole years of one area; pooled years and figures that the gate keeps back are not compared.

    Nor is anything where too few years are known to tell what is ordinary (``dispersion`` is None).
    """
    comparable = dispersion is not None and all(one.is_shown and one.window.months == 12 for one in (later, earlier))
    return Comparison(
        subject=later.indicator.id,
        area_code=later.area.code,
        count=later.count if comparable else None,
        exposure=later.exposure or 1.0,
        baseline_count=earlier.count if comparable else None,
        baseline_exposure=earlier.exposure or 1.0,
        dispersion=dispersion or 1.0,
        harm=later.indicator.harm or 0,
    )


def _row(figure: Figure, compared: Comparison, is_more: bool | None) -> MapRow:  # noqa: FBT001 - more, less or neither
    label = figure.area.label
    now, then = compared.count, compared.baseline_count
    if now is None or then is None or now + then < MINIMUM_EVENTS:
        cells = {"Gebied": label, "Eerst": "", "Nu": "", "Verschil": "", "Oordeel": Verdict.TOO_LITTLE.capitalize()}
        return MapRow(figure.area, None, TOO_LITTLE, cells, None)
    step = {None: 1, True: 2, False: 0}[is_more]
    change = _percent(compared)
    cells = {
        "Gebied": label,
        "Eerst": wording.number(then),
        "Nu": wording.number(now),
        "Verschil": "" if change is None else f"{wording.signed(change)}%",
        "Oordeel": _verdict(figure.indicator, step - 1).capitalize(),
    }
    return MapRow(
        figure.area, step, f"{CLASSES[step]}: {wording.number(then)} werd {wording.number(now)}", cells, change
    )


def _percent(compared: Comparison) -> float | None:
    """Change of the rate in percent; None where the earlier period is so small that a percentage would mislead."""
    now, then = compared.count, compared.baseline_count
    if now is None or then is None or then < MINIMUM_EVENTS or not compared.exposure or not compared.baseline_exposure:
        return None
    return 100 * (now / compared.exposure / (then / compared.baseline_exposure) - 1)


def _verdict(indicator: Indicator, sign: int) -> Verdict:
    return name_of_change(sign, sign, indicator.direction, indicator.registration)


def _sentence(indicator: Indicator, areas: str, rows: Sequence[MapRow], periods: tuple[str, str]) -> str:
    start = f"{indicator.name}, van {periods[0]} naar {periods[1]}:"
    more, fewer = ([row.area.name for row in rows if row.step == step] for step in (2, 0))
    if all(row.step is None for row in rows):
        return (
            f"{start} te weinig om te zeggen. Er zijn te weinig gevallen, of te weinig jaren om te weten wat gewoon is."
        )
    if not more and not fewer:
        return f"{start} in geen van de {areas} is een verandering aangetoond."
    parts = [
        f"aantoonbaar {word} in {_some(names, areas)}" for word, names in (("meer", more), ("minder", fewer)) if names
    ]
    return f"{start} {' en '.join(parts)}."


def _some(names: Sequence[str], areas: str) -> str:
    return wording.join_list(sorted(names)) if len(names) <= _NAMES_SHOWN else f"{len(names)} {areas}"
