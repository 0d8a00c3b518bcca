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
        since: From when on the verdict holds, in words; None where there is none.
        rises: Whether the value goes up; None where no change was shown.
        course: The line of the card with the sentence that says what it shows.
    """

    figure: Figure
    verdict: Verdict | None
    since: str | None
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
        verdict: [wording.lower_first(card.figure.indicator.short_name) for card in judged if card.verdict is verdict]
        for verdict in Verdict
    }
    without = [theme.theme.name.lower() for theme in themes if not theme.cards]
    parts = []
    if moved[Verdict.WORSE]:
        parts.append(f"Slechter ging het met {_some(moved[Verdict.WORSE])}.")
    if moved[Verdict.BETTER]:
        parts.append(f"Beter ging het met {_some(moved[Verdict.BETTER])}.")
    registered = [verdict for verdict in (Verdict.MORE, Verdict.FEWER) if moved[verdict]]
    parts += [f"{verdict.capitalize()}: {_some(moved[verdict])}." for verdict in registered]
    judged_apart = len(judged) - len(moved[Verdict.TOO_LITTLE])
    if unclear := len(moved[Verdict.NO_CHANGE]):
        parts.append(
            f"Bij {unclear} van {wording.counted(judged_apart, 'cijfer', 'cijfers')} is geen verandering aangetoond."
        )
    if too_little := len(moved[Verdict.TOO_LITTLE]):
        parts.append(f"Bij {wording.counted(too_little, 'cijfer', 'cijfers')} is over verandering te weinig te zeggen.")
    if without:
        parts.append(f"Over {_some(without)} zijn hier geen cijfers.")
    return f"{area.name}: {' '.join(parts)}" if parts else f"{area.name}: over verandering valt hier niets te zeggen."


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
    verdict, difference, since = None, None, None
    if change.movement is not None:
        found = change.movement.trend
        verdict, difference = change.movement.verdict, found.change_pct_per_year
        if found.first is not None and found.lack is None:
            since = wording.short_month(found.first) if change.movement.is_monthly else str(found.first.year)
    elif change.survey is not None:
        earlier, _, compared = change.survey
        verdict, difference, since = compared.verdict, compared.difference, str(earlier.period_start.year)
    is_shown_to_move = verdict not in (None, Verdict.NO_CHANGE, Verdict.TOO_LITTLE) and difference is not None
    return Card(
        figure=figure,
        verdict=verdict,
        since=since,
        rises=difference > 0 if is_shown_to_move and difference is not None else None,
        course=course_of(figures, figure.indicator, area, window),
    )
