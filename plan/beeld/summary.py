"""How an area is doing, in five sentences that are made from its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.schemas import Kind
from metrics import wording
from metrics.comparison import hold_under_one_rate
from metrics.trend import Verdict
from plan.figures import Area, Change, Figure, Figures, Movement, Window
from plan.figures.changes import TOTAL, repeats_others

# The survey figure that says most about how safe people feel.
FEELING = "onveilig_buurt"

_NAMES_SHOWN = 5

SHOWN_TO_CHANGE = frozenset({Verdict.BETTER, Verdict.WORSE, Verdict.MORE, Verdict.FEWER})

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
    moved = under_one_bar(
        [figures.change(one, area, window) for one in sorted(counted, key=lambda one: one.id != TOTAL)]
    )
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


def under_one_bar(moved: Sequence[Change]) -> list[Change]:
    """Hold all trends under one false-discovery rate: of forty, two would seem to change by chance alone."""
    p_values = [one.movement.trend.p if one.movement is not None else None for one in moved]
    return [
        one if stands or one.movement is None or one.movement.trend.p is None else _not_shown(one, one.movement)
        for one, stands in zip(moved, hold_under_one_rate(p_values), strict=True)
    ]


def _not_shown(change: Change, moved: Movement) -> Change:
    return replace(change, movement=replace(moved, verdict=Verdict.NO_CHANGE))


def _worth_drawing(moved: Sequence[Change]) -> list[Change]:
    """The total; then what was shown to change, then the most harmful of what is not too rare for a readable margin."""
    others = [one for one in moved[1:] if not repeats_others(one.indicator) and one.movement is not None]
    shown = [one for one in others if one.movement is not None and one.movement.verdict in SHOWN_TO_CHANGE]
    readable = [one for one in others if one not in shown and _is_readable(one)]
    return [*moved[:1], *(shown + readable)[: _CHANGES_SHOWN - 1]]


def _is_readable(change: Change) -> bool:
    moved = change.movement
    return moved is not None and moved.trend.lack is None and moved.trend.events >= _EVENTS_TO_DRAW


def _how_much(figure: Figure, change: Change) -> str:
    name, place = figure.indicator.name, figure.area.name
    if figure.value is None:
        return f"{name} in {place}: {wording.lower_first(figure.answer.sentence)}"
    margin = wording.interval(figure.lower, figure.upper, 1)
    verdict = _over_the_years(change.movement)
    rate = f"dat is {wording.quantity(figure.value, figure.unit)} " if figure.indicator.denominators else ""
    return (
        f"{name} in {place}, {figure.period_label}: {wording.number(figure.count)}"
        f"{', ' if rate else ' '}{rate}(marge: {margin}).{verdict}"
    )


def _over_the_years(moved: Movement | None) -> str:
    if moved is None or moved.trend.first is None or moved.trend.last is None or moved.trend.lack is not None:
        return ""
    change = moved.trend.change_pct_per_year or 0.0
    if moved.verdict is Verdict.NO_CHANGE:
        return f" Sinds {moved.trend.first.year}: {moved.verdict}."
    word = "meer" if change > 0 else "minder"
    return (
        f" Tussen {moved.trend.first.year} en {moved.trend.last.year} gemiddeld {wording.percentage(abs(change), 1)} "
        f"per jaar {word}: {moved.verdict}."
    )


def _got(parts: Sequence[Change], sure: Verdict, registered: Verdict, sure_words: str, registered_words: str) -> str:
    certain = _names(parts, sure)
    only_registered = _names(parts, registered)
    sentences = []
    if certain:
        sentences.append(f"{sure_words} {_some(certain)}.")
    if only_registered:
        sentences.append(
            f"{registered_words} {_some(only_registered)}. Dat kan ook komen doordat er anders is gecontroleerd of "
            "gemeld."
        )
    if sentences:
        return " ".join(sentences)
    if all(one.movement is None or one.movement.verdict is Verdict.TOO_LITTLE for one in parts):
        return f"Of iets {'beter' if sure is Verdict.BETTER else 'slechter'} werd, is hier niet te zeggen."
    direction = "beter of minder" if sure is Verdict.BETTER else "slechter of meer"
    return f"Bij geen enkel onderwerp apart is aangetoond dat het {direction} werd."


def _felt(figure: Figure, change: Change) -> str:
    if figure.value is None:
        return f"{figure.indicator.name}: {wording.lower_first(figure.answer.sentence)}"
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
    hidden = [wording.lower_first(one.indicator.short_name) for one in parts if one.movement is None]
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
        wording.lower_first(one.indicator.short_name)
        for one in parts
        if one.movement is not None and one.movement.verdict is verdict
    ]


def _some(names: Sequence[str]) -> str:
    """At most a handful of names; a longer list is not read."""
    if len(names) <= _NAMES_SHOWN:
        return wording.join_list(names)
    return f"{', '.join(names[:_NAMES_SHOWN])} en nog {len(names) - _NAMES_SHOWN}"
