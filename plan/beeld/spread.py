"""Where a figure is high, in one sentence that never ranks what cannot be told apart."""

from __future__ import annotations

from collections.abc import Sequence

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
    if not known or (average.value is None and picture.is_comparable):
        return f"{picture.indicator.name}: over {_WORDS[picture.level]} is te weinig om te zeggen."
    start = f"{picture.indicator.name}, {known[0].period_label}"
    if average.value is not None:
        start = f"{start}: {wording.quantity(average.value, average.unit)} in de hele gemeente"
    if picture.level is Level.GEMEENTE:
        return f"{start}."
    higher = _higher(picture, known, average, smoothed=smoothed) if picture.is_comparable else NOT_COMPARABLE
    return f"{start}. {higher}{_unknown(picture, known)}"


def _higher(picture: Picture, known: Sequence[Figure], average: Figure, *, smoothed: bool) -> str:
    limits = [(one, _lower_limit(one, smoothed=smoothed)) for one in known]
    higher = [one for one, limit in limits if limit is not None and limit > (average.value or 0.0)]
    areas = _WORDS[picture.level]
    if not higher:
        return f"Geen van de {areas} ligt daar aantoonbaar boven."
    if len(higher) > _AT_MOST:
        return f"{len(higher)} van de {len(picture.figures)} {areas} liggen daar aantoonbaar boven."
    return f"Aantoonbaar daarboven: {wording.join_list(sorted(one.area.name for one in higher))}."


def _unknown(picture: Picture, known: Sequence[Figure]) -> str:
    unknown = len(picture.figures) - len(known)
    if not unknown:
        return ""
    areas = _WORDS[picture.level]
    return f" Over {wording.number(unknown)} van de {len(picture.figures)} {areas} is te weinig om te zeggen."


def _lower_limit(figure: Figure, *, smoothed: bool) -> float | None:
    return figure.smoothed_lower if smoothed and figure.smoothed is not None else figure.lower
