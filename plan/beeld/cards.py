"""The cards of the veiligheidsbeeld: per theme what we know, how sure that is, and what we do not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.catalogue import Theme, Unknown, load_catalogue
from data.modelgemeente import Signal, signals
from data.settings import MODELGEMEENTE
from metrics import wording
from metrics.trend import MINIMUM_EVENTS, Verdict
from plan.beeld.course import Course, course_of
from plan.figures import Area, Figure, Figures, Window

# More cards than this hide what matters; the rest stands in a table below them.
CARDS_PER_THEME = 6
_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Card:
    """One figure on a card.

    Attributes:
        verdict: What its course may be called; None where it has none.
        rises: Whether the value goes up; None where no change was shown.
        course: The line of the card with the sentence that says what it shows.
    """

    figure: Figure
    verdict: Verdict | None
    rises: bool | None
    course: Course


@dataclass(frozen=True, slots=True)
class ThemePicture:
    """What we know of one theme.

    Attributes:
        cards: The figures that say most, the most harmful first.
        others: Its other figures.
        unknown: What figures do not tell, and where there is something to hear; None where nothing was written down.
        signals: What people in the field hear or see; fictional, and only in the Modelgemeente.
    """

    theme: Theme
    cards: tuple[Card, ...]
    others: tuple[Figure, ...]
    unknown: Unknown | None
    signals: tuple[Signal, ...]


def picture_of_field(
    figures: Figures, field_id: str, area: Area, window: Window, theme: str | None = None
) -> tuple[ThemePicture, ...]:
    """All themes of a veld, also those without figures.

    Args:
        figures: The door to the figures, for one reader.
        field_id: Id of the veld, such as ``V1``.
        area: The gemeente or a wijk.
        window: The twelve months to look at.
        theme: Id of one theme, or None for all of the veld.
    """
    themes = [one for one in load_catalogue().themes.values() if one.field_id == field_id and theme in (None, one.id)]
    return tuple(_picture(figures, one, area, window) for one in themes)


def field_in_a_sentence(themes: Sequence[ThemePicture], area: Area) -> str:
    """What holds for a veld as a whole: what was shown to change, and where there are no figures."""
    judged = [card for theme in themes for card in theme.cards if card.verdict is not None]
    moved = {
        verdict: [_lower(card.figure.indicator.short_name) for card in judged if card.verdict is verdict]
        for verdict in Verdict
    }
    without = [theme.theme.name.lower() for theme in themes if not theme.cards]
    parts = []
    if moved[Verdict.WORSE]:
        parts.append(f"Slechter ging het met {_some(moved[Verdict.WORSE])}.")
    if moved[Verdict.BETTER]:
        parts.append(f"Beter ging het met {_some(moved[Verdict.BETTER])}.")
    unclear = len(moved[Verdict.NO_CHANGE]) + len(moved[Verdict.TOO_LITTLE])
    if registered := moved[Verdict.MORE] + moved[Verdict.FEWER]:
        parts.append(f"Meer of minder geregistreerd: {_some(registered)}.")
    if unclear:
        parts.append(f"Bij {unclear} van de {len(judged)} cijfers met een marge is geen verandering aangetoond.")
    if without:
        parts.append(f"Geen cijfers zijn er hier over {_some(without)}.")
    return f"{area.name}: {' '.join(parts)}" if parts else f"{area.name}: over verandering valt hier niets te zeggen."


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _some(names: Sequence[str]) -> str:
    if len(names) <= _NAMES_SHOWN:
        return wording.join_list(names)
    return f"{', '.join(names[:_NAMES_SHOWN])} en nog {len(names) - _NAMES_SHOWN}"


def _picture(figures: Figures, theme: Theme, area: Area, window: Window) -> ThemePicture:
    found = [figures.figure(indicator, area, window) for indicator in figures.indicators(theme.id)]
    # What can be shown and is not rare goes first; within that the order of the door stays.
    found.sort(key=lambda one: (not one.is_shown, one.count is not None and one.count < MINIMUM_EVENTS))
    first = [one for one in found if one.is_shown][:CARDS_PER_THEME]
    return ThemePicture(
        theme=theme,
        cards=tuple(_card(figures, one, area, window) for one in first),
        others=tuple(one for one in found if one not in first),
        unknown=load_catalogue().unknowns.get(theme.id),
        signals=tuple(one for one in signals() if one.theme == theme.id) if figures.gemeente == MODELGEMEENTE else (),
    )


def _card(figures: Figures, figure: Figure, area: Area, window: Window) -> Card:
    change = figures.change(figure.indicator, area, window)
    verdict, difference = None, None
    if change.movement is not None:
        verdict, difference = change.movement.verdict, change.movement.trend.change_pct_per_year
    elif change.survey is not None:
        verdict, difference = change.survey[2].verdict, change.survey[2].difference
    is_shown_to_move = verdict not in (None, Verdict.NO_CHANGE, Verdict.TOO_LITTLE) and difference is not None
    return Card(
        figure=figure,
        verdict=verdict,
        rises=difference > 0 if is_shown_to_move and difference is not None else None,
        course=course_of(figures, figure.indicator, area, window),
    )
