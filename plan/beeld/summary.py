"""How an area is doing, in five sentences that are made from its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics import wording
from metrics.trend import Verdict
from plan.figures import Area, Change, Figure, Figures, Window
from plan.figures.changes import TOTAL, repeats_others


@dataclass(frozen=True, slots=True)
class Summary:
    """An area in five sentences.

    Attributes:
        sentences: Always five: how much, what got better, what got worse, how people feel, and what we do not know.
        changes: The changes behind them, for a chart or table; the total first.
    """

    sentences: tuple[str, ...]
    changes: tuple[Change, ...]


def summarise(figures: Figures, area: Area, window: Window, theme: str | None = None) -> Summary:
    """Say in five sentences how an area is doing.

    Args:
        figures: The door to the figures, for one reader.
        area: The gemeente, a wijk or a buurt.
        window: The twelve months that "now" stands for.
        theme: Id of a theme, or None for all.
    """
    indicators = figures.indicators(theme)
    counted = [one for one in indicators if not one.is_survey]
    moved = [figures.change(one, area, window) for one in sorted(counted, key=lambda one: one.id != TOTAL)]
    parts = [one for one in moved if not repeats_others(one.indicator)] or moved
    felt = next((one for one in indicators if one.is_survey), None)
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
        changes=tuple(moved),
    )


def _how_much(figure: Figure, change: Change) -> str:
    name, place = figure.indicator.name, figure.area.name
    if figure.value is None:
        return f"{name} in {place}: {_lower(figure.answer.sentence)}"
    margin = wording.interval(figure.lower, figure.upper, 1)
    verdict = f" Door de jaren heen: {change.movement.verdict}." if change.movement else ""
    return (
        f"{name} in {place}, {figure.period_label}: {wording.number(figure.count)}, dat is "
        f"{wording.quantity(figure.value, figure.indicator.unit)} (marge: {margin}).{verdict}"
    )


def _got(parts: Sequence[Change], sure: Verdict, registered: Verdict, sure_words: str, registered_words: str) -> str:
    certain = _names(parts, sure)
    only_registered = _names(parts, registered)
    sentences = []
    if certain:
        sentences.append(f"{sure_words} {wording.join_list(certain)} ({_since(parts)}).")
    if only_registered:
        sentences.append(
            f"{registered_words} {wording.join_list(only_registered)}; "
            "dat hoeft niet te betekenen dat er ook iets anders gebeurt."
        )
    if sentences:
        return " ".join(sentences)
    direction = "beter of minder" if sure is Verdict.BETTER else "slechter of meer"
    return f"Bij geen enkel onderwerp apart is aangetoond dat het {direction} werd."


def _felt(figure: Figure, change: Change) -> str:
    if figure.value is None:
        return f"{figure.indicator.name}: {_lower(figure.answer.sentence)}"
    margin = wording.interval(figure.lower, figure.upper, 0, unit="%")
    start = f"{figure.indicator.name}: {wording.percentage(figure.value)} ({figure.period_label}, marge: {margin})."
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
        sentences.append(f"Geen aantoonbare verandering bij {wording.join_list(unsure)}.")
    if too_little:
        sentences.append(f"Te weinig om te zeggen bij {wording.join_list(too_little)}.")
    if hidden:
        sentences.append(f"Niet getoond voor zo'n klein gebied: {wording.join_list(hidden)}.")
    return (
        " ".join(sentences) or "Bij elk cijfer is een verandering aangetoond. Wat niemand meldt, blijft buiten beeld."
    )


def _names(parts: Sequence[Change], verdict: Verdict) -> list[str]:
    return [
        _lower(one.indicator.short_name)
        for one in parts
        if one.movement is not None and one.movement.verdict is verdict
    ]


def _since(parts: Sequence[Change]) -> str:
    starts = [one.movement.trend.first for one in parts if one.movement is not None and one.movement.trend.first]
    return f"sinds {min(starts).year}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
