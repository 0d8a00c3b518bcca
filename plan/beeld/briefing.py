"""What must be discussed this month: at most five things that changed by more than chance, with how we looked."""

from __future__ import annotations

from dataclasses import dataclass

from data.catalogue import Indicator
from metrics import wording
from metrics.comparison import StandOut
from metrics.trend import Verdict, name_of_change
from plan.figures import Area, Figures, Window


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that stands out.

    Attributes:
        verdict: What the change may be called.
        sentence: What was found, from the figures.
        caution: What the figure cannot say.
    """

    indicator: Indicator
    area: Area
    verdict: Verdict
    sentence: str
    caution: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """The briefing of one month.

    Attributes:
        answer: The answer to "waarover moet ik het hebben?", in a sentence.
        points: At most five, the most harmful first.
        how: How many comparisons were made and how the bar was set, in words.
        compared: How many comparisons were made.
        up_to: Up to which month there are figures, in words.
    """

    answer: str
    points: tuple[Point, ...]
    how: str
    compared: int
    up_to: str


def brief(figures: Figures, area: Area, window: Window, theme: str | None = None) -> Briefing:
    """Hold the window against the three years before and say what stands out.

    Args:
        figures: The door to the figures, for one reader.
        area: The gemeente, with its wijken, or one wijk.
        window: The twelve months to look at.
        theme: Id of a theme, or None for all.
    """
    found = figures.standing_out(window, area, theme)
    by_id = {indicator.id: indicator for indicator in figures.indicators(theme)}
    points = tuple(
        _point(one, by_id[one.comparison.subject], figures.area(one.comparison.area_code), window)
        for one in found.items
    )
    return Briefing(
        answer=_answer(points, found.found) if points else wording.sentence_nothing_unusual(found.comparisons_made),
        points=points,
        compared=found.comparisons_made,
        how=_how(found.comparisons_made, found.comparisons_skipped, found.false_discovery_rate),
        up_to=f"Cijfers tot en met {wording.month(window.end)}. Wat deze week gebeurde, staat hier niet in.",
    )


def _point(one: StandOut, indicator: Indicator, area: Area, window: Window) -> Point:
    change = one.count - one.expected
    return Point(
        indicator=indicator,
        area=area,
        verdict=name_of_change(change, change, indicator.direction, indicator.registration),
        sentence=wording.sentence_of_stand_out(
            what=indicator.name, where=area.name, period=window.label, count=one.count, expected=one.expected
        ),
        caution=indicator.caution,
    )


def _answer(points: tuple[Point, ...], found: int) -> str:
    shown = "Eén ding valt op" if len(points) == 1 else f"{len(points)} dingen vallen op"
    worse = sum(point.verdict is Verdict.WORSE for point in points)
    rest = f", van de {found} die we vonden; deze geven per geval de meeste schade" if found > len(points) else ""
    judged = (
        f" Bij {worse} daarvan ging het slechter."
        if worse
        else " Bij geen daarvan is aangetoond dat het slechter ging."
    )
    return f"{shown}{rest}.{judged}"


def _in_words(amount: int) -> str:
    return "één" if amount == 1 else str(amount)


def _how(made: int, skipped: int, rate: float) -> str:
    if made == 0:
        return (
            "Een vergelijking kan pas als er van een cijfer minstens vier jaar is geladen, met genoeg gevallen. Op de "
            "pagina Gegevens staat van welk cijfer welke jaren er zijn."
        )
    left_out = (
        f" Bij nog {wording.number(skipped)} waren er te weinig gevallen of ontbraken er cijfers." if skipped else ""
    )
    return (
        f"We maakten {wording.counted(made, 'vergelijking', 'vergelijkingen')}: elk cijfer, voor elk gebied, tegen de "
        f"drie jaar ervoor."
        f"{left_out} Van wat op de lijst staat, is naar verwachting hoogstens {wording.percentage(rate * 100)} toeval. "
        "De volgorde volgt de schade per geval; die weging is verkennend en van de makers."
    )
