"""Where several figures stand out at once: which, and how many. It is a count of findings, not a grade."""

from __future__ import annotations

from collections.abc import Sequence

from data.catalogue import Indicator, Subject
from data.schemas import Kind, Level
from metrics import wording
from plan.beeld.comparison import AREAS
from plan.beeld.maps.model import TOO_LITTLE, MapRow, MapView
from plan.figures import Area, Figure, Figures, Window
from plan.figures.changes import repeats_others

CLASSES = ("geen", "1", "2", "3 of 4", "5 of meer")
_BORDERS = (0, 1, 2, 4)
_NAMES_SHOWN = 5
_HOW = (
    "Dit zegt niet hoe veilig een gebied is: elk cijfer telt één keer, hoe zwaar of licht ook, en door toeval ligt er "
    "wel eens een boven. In een centrum of bij een station liggen veel cijfers hoog, omdat er veel mensen komen die er "
    "niet wonen."
)


def stacking_view(figures: Figures, level: Level, window: Window, theme: str | None) -> MapView:
    """Count, per area, the figures that lie above the whole municipality by more than their margin.

    Only counts of events that stick to a place and do harm take part; each counts once, whatever its weight.
    """
    taking_part = [one for one in figures.indicators(theme) if _takes_part(one, level)]
    whole = figures.area(figures.gemeente)
    means = {one.id: figures.figure(one, whole, window) for one in taking_part}
    pictures = [figures.picture(one, level, window) for one in taking_part]
    rows = tuple(
        _row(area, [picture.figures[place] for picture in pictures], means)
        for place, area in enumerate(figures.areas(level))
    )
    return MapView(
        sentence=_sentence(rows, AREAS[level], len(taking_part)),
        reason=None,
        level=level,
        unit=f"aantal van de {len(taking_part)} cijfers dat aantoonbaar boven de hele gemeente ligt",
        classes=CLASSES,
        numbers=("Hoeveel",),
        caution=_HOW,
        rows=rows,
    )


def _takes_part(indicator: Indicator, level: Level) -> bool:
    return (
        indicator.kind is Kind.COUNT
        and indicator.harm is not None
        and bool(indicator.denominators)
        and indicator.subject is Subject.PLACE
        and not repeats_others(indicator)
        and _FINENESS[indicator.lowest_level] >= _FINENESS[level]
    )


_FINENESS = {Level.GEMEENTE: 0, Level.WIJK: 1, Level.BUURT: 2}


def _row(area: Area, found: Sequence[Figure], means: dict[str, Figure]) -> MapRow:
    known = [one for one in found if one.smoothed_lower is not None]
    high = [one.indicator.short_name for one in known if _is_above(one, means[one.indicator.id])]
    if not known:
        cells = {"Gebied": area.label, "Hoeveel": "", "Welke cijfers": TOO_LITTLE}
        return MapRow(area, None, TOO_LITTLE, cells, None)
    names = wording.join_list(high)
    return MapRow(
        area=area,
        step=sum(len(high) > border for border in _BORDERS),
        words=f"{len(high)} van {len(known)}: {names}" if high else f"geen van {len(known)}",
        cells={"Gebied": area.label, "Hoeveel": wording.number(len(high)), "Welke cijfers": names},
        order=float(len(high)),
    )


def _is_above(figure: Figure, mean: Figure) -> bool:
    return mean.value is not None and figure.smoothed_lower is not None and figure.smoothed_lower > mean.value


def _sentence(rows: Sequence[MapRow], areas: str, taking_part: int) -> str:
    if not taking_part:
        return "Bij dit thema zijn er geen cijfers die zo naast elkaar kunnen staan."
    most = max((row.order or 0.0 for row in rows), default=0.0)
    if most == 0:
        return f"In geen van de {areas} ligt een van de {taking_part} cijfers aantoonbaar boven de hele gemeente."
    several = sorted(row.area.name for row in rows if (row.order or 0.0) > _BORDERS[2])
    if not several:
        return (
            f"In geen van de {areas} liggen meer dan 2 van de {taking_part} cijfers aantoonbaar boven de hele gemeente."
        )
    where = wording.join_list(several) if len(several) <= _NAMES_SHOWN else f"{len(several)} {areas}"
    return f"In {where} liggen 3 of meer van de {taking_part} cijfers aantoonbaar boven de hele gemeente."
