"""One figure for all areas, smoothed or as it was registered."""

from __future__ import annotations

from itertools import pairwise

from geo.classes import class_of, quantile_borders
from metrics import wording
from plan.beeld.maps.model import TOO_LITTLE, MapRow, MapView
from plan.beeld.spread import sentence_of_spread
from plan.figures import Figure, Picture

_NAMES_SHOWN = 4


def value_view(picture: Picture, average: Figure, *, smoothed: bool) -> MapView:
    """Show a figure in classes that hold about as many areas each.

    Args:
        picture: The figure of all areas.
        average: The figure of the whole municipality.
        smoothed: Whether to show the smoothed value; a survey and a plain count have none.
    """
    values = [_value(one, smoothed=smoothed) for one in picture.figures]
    known = [value for value, _, _ in values if value is not None]
    borders = quantile_borders(known)
    steps = iter(class_of(known, borders).tolist())
    rows = tuple(
        _row(one, value, limits, None if value is None else next(steps))
        for one, (value, *limits) in zip(picture.figures, values, strict=True)
    )
    return MapView(
        sentence=sentence_of_spread(picture, average, smoothed=smoothed),
        reason=picture.reason,
        level=picture.level,
        unit=picture.unit,
        classes=tuple(f"{wording.number(low, 1)} tot {wording.number(high, 1)}" for low, high in pairwise(borders)),
        numbers=("Cijfer", "Marge", "Aantal"),
        caution=_caution(picture),
        rows=rows,
    )


def _value(figure: Figure, *, smoothed: bool) -> tuple[float | None, float | None, float | None]:
    if smoothed and figure.smoothed is not None:
        return figure.smoothed, figure.smoothed_lower, figure.smoothed_upper
    return figure.value, figure.lower, figure.upper


def _row(figure: Figure, value: float | None, limits: list[float | None], step: int | None) -> MapRow:
    lower, upper = limits
    marks = f" ({', '.join(figure.area.marks)})" if figure.area.marks else ""
    has_margin = value is not None and lower is not None and upper is not None
    margin = f"{wording.number(lower, 1)} tot {wording.number(upper, 1)}" if has_margin else ""
    return MapRow(
        area=figure.area,
        step=step,
        words=TOO_LITTLE if value is None else f"{wording.number(value, 1)} ({margin or 'zonder marge'})",
        cells={
            "Gebied": figure.area.label + marks,
            "Cijfer": TOO_LITTLE if value is None else wording.number(value, 1),
            "Marge": margin,
            "Aantal": _count(figure),
        },
        order=value,
    )


def _caution(picture: Picture) -> str:
    parts = ["Gebieden in verschillende kleuren verschillen vaak niet aantoonbaar: kijk naar de marges."]
    if "inwoner" in picture.unit:
        marked = [one.area.name for one in picture.figures if one.area.marks]
        where = f"zoals {wording.join_list(marked[:_NAMES_SHOWN])}" if marked else "welke dat hier zijn, is niet bekend"
        parts.append(
            f"Bij een station, uitgaansgebied, instelling of bedrijventerrein ({where}) komen veel mensen die er niet "
            "wonen. Een cijfer per inwoner valt daar hoog uit."
        )
    return " ".join([*parts, picture.indicator.caution])


def _count(figure: Figure) -> str:
    if figure.count is None:
        return ""
    years = figure.window.months // 12
    return wording.number(figure.count) if years == 1 else f"{wording.number(figure.count)} in {years} jaar"
