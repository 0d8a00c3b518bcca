"""How an area is doing, in five sentences that are made from its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.schemas import Kind
from metrics import wording
from metrics.trend import Verdict
from plan.figures import Area, Change, Figure, Figures, Window
from plan.figures.changes import TOTAL, repeats_others

# The survey figure that says most about how safe people feel.
FEELING = "onveilig_buurt"

_NAMES_SHOWN = 5

# As many changes as a chart can hold and still be read.
_CHANGES_SHOWN = 12

# With fewer events in the whole trend the margin is so wide that it pushes all others together.
_EVENTS_TO_DRAW = 150


@dataclass(frozen=True, slots=True)
class Summary:
    """An area in five sentences.

    Attributes:
        sentences: Always five: how much, what got better, what got worse, how people feel, and what we do not know.
        changes: The changes that say most, for a chart; the total first.
        all_changes: All changes behind the sentences, for a table.
    """

    sentences: tuple[str, ...]
    changes: tuple[Change, ...]
    all_changes: tuple[Change, ...]


def summarise(figures: Figures, area: Area, window: Window, theme: str | None = None) -> Summary:
    """Say in five sentences how an area is doing.

    Args:
        figures: The door to the figures, for one reader.
        area: The gemeente, a wijk or a buurt.
        window: The twelve months that "now" stands for.
        theme: Id of a theme, or None for all.
    """
    indicators = figures.indicators(theme)
    counted = [one for one in indicators if one.kind is Kind.COUNT]
    moved = [figures.change(one, area, window) for one in sorted(counted, key=lambda one: one.id != TOTAL)]
    parts = [one for one in moved if not repeats_others(one.indicator)] or moved
    asked = [one for one in indicators if one.is_survey]
    felt = next((one for one in asked if one.id == FEELING), asked[0] if asked else None)
    return Summary(
        sentences=(
            _how_much(figures.figure(moved[0].indicator, area, window), moved[0])
            if moved
            else "Er zijn hier geen tellingen over.",
            _got(parts, Verdict.BETTER, Verdict.FEWER, "Beter ging het met", "Minder geregistreerd:"),
            _got(parts, Verdict.WORSE, Verdict.MORE, "Slechter ging het met", "Meer geregistreerd:"),
            _felt(figures.figure(felt, area, window), figures.change(felt, area, window))
            if felt
            else "Hoe mensen zich hierbij voelen, weten we niet: er is geen enquête geladen.",
            _not_known(parts),
        ),
        changes=tuple(_worth_drawing(moved)),
        all_changes=tuple(moved),
    )


def _worth_drawing(moved: Sequence[Change]) -> list[Change]:
    """The total; then what was shown to change, then the most harmful of what is not too rare for a readable margin."""
    drawn = [one for one in moved[1:] if not repeats_others(one.indicator) and _is_readable(one)]
    drawn.sort(key=lambda one: one.movement is None or one.movement.verdict is Verdict.NO_CHANGE)
    return [*moved[:1], *drawn[: _CHANGES_SHOWN - 1]]


def _is_readable(change: Change) -> bool:
    moved = change.movement
    return moved is not None and moved.trend.lack is None and moved.trend.events >= _EVENTS_TO_DRAW


def _how_much(figure: Figure, change: Change) -> str:
    name, place = figure.indicator.name, figure.area.name
    if figure.value is None:
        return f"{name} in {place}: {_lower(figure.answer.sentence)}"
    margin = wording.interval(figure.lower, figure.upper, 1)
    verdict = f" Door de jaren heen: {change.movement.verdict}." if change.movement else ""
    rate = f"dat is {wording.quantity(figure.value, figure.unit)} " if figure.indicator.denominators else ""
    return (
        f"{name} in {place}, {figure.period_label}: {wording.number(figure.count)}"
        f"{', ' if rate else ' '}{rate}(marge: {margin}).{verdict}"
    )


def _got(parts: Sequence[Change], sure: Verdict, registered: Verdict, sure_words: str, registered_words: str) -> str:
    certain = _names(parts, sure)
    only_registered = _names(parts, registered)
    sentences = []
    if certain:
        sentences.append(f"{sure_words} {_some(certain)}.")
    if only_registered:
        sentences.append(
            f"{registered_words} {_some(only_registered)}; dat hoeft niet te betekenen dat er ook iets anders gebeurt."
        )
    if sentences:
        return " ".join(sentences)
    direction = "beter of minder" if sure is Verdict.BETTER else "slechter of meer"
    return f"Bij geen enkel onderwerp apart is aangetoond dat het {direction} werd."


def _felt(figure: Figure, change: Change) -> str:
    if figure.value is None:
        return f"{figure.indicator.name}: {_lower(figure.answer.sentence)}"
    is_share = figure.unit.startswith("%")
    sign, decimals = ("%", 0) if is_share else ("", 1)
    margin = wording.interval(figure.lower, figure.upper, decimals, unit=sign)
    value = f"{wording.number(figure.value, decimals)}{sign}"
    start = f"{figure.indicator.name}: {value} ({figure.period_label}, marge: {margin})."
    if change.survey is None:
        return start
    earlier, _, found = change.survey
    return f"{start} Vergeleken met {earlier.period_start.year}: {found.verdict}."


def _not_known(parts: Sequence[Change]) -> str:
    unsure = [*_names(parts, Verdict.NO_CHANGE)]
    too_little = [*_names(parts, Verdict.TOO_LITTLE)]
    hidden = [_lower(one.indicator.short_name) for one in parts if one.movement is None]
    sentences = []
    if unsure:
        sentences.append(f"Geen aantoonbare verandering bij {_some(unsure)}.")
    if too_little:
        sentences.append(f"Te weinig om te zeggen bij {_some(too_little)}.")
    if hidden:
        sentences.append(f"Niet getoond voor zo'n klein gebied: {_some(hidden)}.")
    return (
        " ".join(sentences) or "Bij elk cijfer is een verandering aangetoond. Wat niemand meldt, blijft buiten beeld."
    )


def _names(parts: Sequence[Change], verdict: Verdict) -> list[str]:
    return [
        _lower(one.indicator.short_name)
        for one in parts
        if one.movement is not None and one.movement.verdict is verdict
    ]


def _some(names: Sequence[str]) -> str:
    """At most a handful of names; a longer list is not read."""
    if len(names) <= _NAMES_SHOWN:
        return wording.join_list(names)
    return f"{', '.join(names[:_NAMES_SHOWN])} en nog {len(names) - _NAMES_SHOWN}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
