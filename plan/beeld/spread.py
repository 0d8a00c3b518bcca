"""Where a figure is high, in one sentence that never ranks what cannot be told apart."""

from __future__ import annotations

from data.schemas import Level
from metrics import wording
from plan.figures import Figure, Picture

# More names than this read as a list of bad places rather than as an answer.
_AT_MOST = 5

NOT_COMPARABLE = "Dit getal heeft geen noemer of geen marge; een hoger getal hoeft daarom niets te betekenen."

_WORDS = {"gemeente": "gemeenten", "wijk": "wijken", "buurt": "buurten"}


def sentence_of_spread(picture: Picture, average: Figure, *, smoothed: bool) -> str:
    """Say which areas lie above the whole municipality by more than their margin.

    Args:
        picture: The figure of all areas.
        average: The figure of the whole municipality.
        smoothed: Whether the reader looks at smoothed values; a survey has none.
    """
    known = [one for one in picture.figures if one.is_shown]
    areas = _WORDS[picture.level]
    if known and average.value is None and not picture.is_comparable:
        return f"{picture.indicator.name}, {known[0].period_label}, per {picture.level}. {NOT_COMPARABLE}"
    if not known or average.value is None:
        return f"{picture.indicator.name}: over {areas} is te weinig om te zeggen."
    unknown = len(picture.figures) - len(known)
    tail = (
        f" Over {wording.number(unknown)} van de {len(picture.figures)} {areas} is te weinig om te zeggen."
        if unknown
        else ""
    )
    mean = wording.quantity(average.value, average.unit)
    start = f"{picture.indicator.name}, {known[0].period_label}: {mean} in de hele gemeente."
    if picture.level is Level.GEMEENTE:
        return start
    if not picture.is_comparable:
        return f"{start} {NOT_COMPARABLE}{tail}"
    higher = [one for one in known if (_lower_limit(one, smoothed=smoothed) or 0.0) > average.value]
    if not higher:
        return f"{start} Geen van de {areas} ligt daar aantoonbaar boven.{tail}"
    if len(higher) > _AT_MOST:
        return f"{start} {len(higher)} van de {len(picture.figures)} {areas} liggen daar aantoonbaar boven.{tail}"
    names = wording.join_list(sorted(one.area.name for one in higher))
    return f"{start} Aantoonbaar daarboven: {names}.{tail}"


def _lower_limit(figure: Figure, *, smoothed: bool) -> float | None:
    return figure.smoothed_lower if smoothed and figure.smoothed is not None else figure.lower
