"""The sentence of a figure, of a trend and of what stands out: calm, concrete, and never surer than the figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.catalogue import Registration
from data.schemas import Resolution
from metrics.periods import Mark
from metrics.trend import MINIMUM_EVENTS, Lack, SurveyChange, Trend, Verdict
from metrics.uncertainty import Estimate
from metrics.wording.dates import short_month
from metrics.wording.numbers import UNKNOWN, interval, number, percentage, quantity

_WHY_TOO_LITTLE = {
    Lack.PERIODS: "De reeks is te kort, of er ontbreken te veel perioden.",
    Lack.EVENTS: f"Het waren er minder dan {MINIMUM_EVENTS}; dan bepaalt het toeval het cijfer.",
    Lack.PATTERN: "De cijfers zijn te grillig voor een doorlopende lijn.",
    Lack.METHOD: "De vragen zijn tussendoor veranderd. De twee uitkomsten zijn dan niet te vergelijken.",
}
_WHY_MORE_NEED_NOT_BE_BAD = {
    Registration.MELDING: "Meer meldingen betekent niet altijd dat er meer gebeurt: soms melden mensen vaker.",
    Registration.INZET: "Dat kan komen doordat de politie vaker controleert.",
    Registration.REGISTER: "Dat kan ook komen doordat er meer wordt vastgelegd.",
    Registration.AANGIFTE: "Of dat goed of slecht nieuws is, zegt het cijfer niet.",
    Registration.ENQUETE: "Of dat goed of slecht nieuws is, zegt het cijfer niet.",
}
_WHY_FEWER_NEED_NOT_BE_GOOD = {
    Registration.MELDING: "Minder meldingen betekent niet altijd dat er minder gebeurt: soms melden mensen minder.",
    Registration.INZET: "Dat kan komen doordat de politie minder vaak controleert.",
    Registration.REGISTER: "Dat kan ook komen doordat er minder wordt vastgelegd.",
    Registration.AANGIFTE: "Of dat goed of slecht nieuws is, zegt het cijfer niet.",
    Registration.ENQUETE: "Of dat goed of slecht nieuws is, zegt het cijfer niet.",
}


def sentence_of_figure(
    *,
    what: str,
    where: str,
    period: str,
    value: float | None,
    unit: str,
    margin: tuple[float | None, float | None] = (None, None),
    decimals: int = 1,
) -> str:
    """One figure in words.

    Args:
        what: Name of the indicator.
        where: Name of the area.
        period: Period in words, as `metrics.wording.period` writes it.
        value: The figure; None is unknown.
        unit: Unit of the figure, such as "per 1.000 inwoners" or "% van de inwoners".
        margin: Lower and upper limit, in the same unit.
        decimals: Digits after the comma.

    >>> sentence_of_figure(what="Fietsdiefstal", where="Binnenstad", period="2025", value=4.46,
    ...     unit="per 1.000 inwoners", margin=(3.1, 6.2))
    'Fietsdiefstal in Binnenstad, 2025: 4,5 per 1.000 inwoners (marge: tussen 3,1 en 6,2).'
    """
    text = f"{what} in {where}, {period}: {quantity(value, unit, decimals)}"
    if number(value) == UNKNOWN:
        return f"{text}. Er ontbreken cijfers over deze periode; dat is niet hetzelfde als nul."
    limits = interval(*margin, decimals, unit="%" if unit.startswith("%") else "")
    return f"{text}." if limits == UNKNOWN else f"{text} (marge: {limits})."


def sentence_of_trend(*, what: str, where: str, trend: Trend, verdict: Verdict, registration: Registration) -> str:
    """What happens to a figure over the years, what that may be called, and what has to be said with it.

    Args:
        what: Name of the indicator.
        where: Name of the area.
        trend: The trend.
        verdict: What `metrics.trend.verdict` calls it.
        registration: How the figure comes about.
    """
    parts = [_heart_of_trend(f"{what} in {where}", trend, verdict), what_it_need_not_mean(verdict, registration)]
    if verdict is not Verdict.TOO_LITTLE:
        parts.append(sentence_of_marks(trend.breaks))
    return " ".join(part for part in parts if part)


def sentence_of_survey_change(
    *, what: str, where: str, earlier: Estimate, later: Estimate, change: SurveyChange, unit: str, decimals: int = 0
) -> str:
    """How a survey figure changed between two years.

    Args:
        what: Name of the indicator.
        where: Name of the area.
        earlier: The first survey.
        later: The second survey.
        change: What `metrics.trend.survey_verdict` says of the two.
        unit: Unit of the figure.
        decimals: Digits after the comma.
    """
    start = f"{what} in {where}: {quantity(later.value, unit, decimals)}, eerder {number(earlier.value, decimals)}"
    start += "%." if unit.startswith("%") else "."
    if change.lack is not None:
        return f"{start} Te weinig om te zeggen over het verschil. {why_too_little(change.lack)}"
    if change.verdict is Verdict.NO_CHANGE:
        return f"{start} Het verschil valt binnen de marge: geen aantoonbare verandering."
    return f"{start} Dat is {change.verdict}: het verschil is groter dan de marge."


def sentence_of_stand_out(*, what: str, where: str, period: str, count: float, expected: float) -> str:
    """Something that differs from the years before by more than chance.

    >>> sentence_of_stand_out(what="Fietsdiefstal", where="Binnenstad", period="2025", count=120, expected=80.4)
    'Fietsdiefstal in Binnenstad, 2025: 120. Volgens de jaren ervoor waren er ongeveer 80 te verwachten.'
    """
    return (
        f"{what} in {where}, {period}: {number(count)}. "
        f"Volgens de jaren ervoor waren er ongeveer {number(expected)} te verwachten."
    )


def sentence_nothing_unusual(comparisons: int) -> str:
    """The designed outcome of a quiet month.

    >>> sentence_nothing_unusual(480)
    'Niets buiten het gewone. We vergeleken 480 cijfers met de jaren ervoor; de verschillen passen bij toeval.'
    """
    if comparisons == 0:
        return "Er waren geen cijfers die we met de jaren ervoor konden vergelijken."
    figures = "1 cijfer" if comparisons == 1 else f"{number(comparisons)} cijfers"
    return f"Niets buiten het gewone. We vergeleken {figures} met de jaren ervoor; de verschillen passen bij toeval."


def sentence_of_marks(marks: Sequence[Mark]) -> str:
    """What else changed along a line: method breaks and events; empty where there is nothing to say."""
    return " ".join(f"Let op: {one.text}" for one in marks)


def why_too_little(lack: Lack) -> str:
    """Why nothing is said about a change."""
    return _WHY_TOO_LITTLE[lack]


def what_it_need_not_mean(verdict: Verdict, registration: Registration) -> str:
    """Why more registered need not be bad, or fewer good; empty for every other verdict."""
    if verdict is Verdict.MORE:
        return _WHY_MORE_NEED_NOT_BE_BAD[registration]
    return _WHY_FEWER_NEED_NOT_BE_GOOD[registration] if verdict is Verdict.FEWER else ""


def _heart_of_trend(subject: str, trend: Trend, verdict: Verdict) -> str:
    change, lower, upper = trend.change_pct_per_year, trend.lower, trend.upper
    if change is None or lower is None or upper is None or trend.first is None or trend.last is None:
        reason = f" {why_too_little(trend.lack)}" if trend.lack else ""
        return f"{subject}: te weinig om te zeggen of het verandert.{reason}"
    since = f"tussen {_point_in_time(trend.first, trend.resolution)} en {_point_in_time(trend.last, trend.resolution)}"
    if verdict is Verdict.NO_CHANGE:
        return f"{subject}: geen aantoonbare verandering {since} ({_either_way(lower, upper)})."
    word = "meer" if change > 0 else "minder"
    small, large = sorted((abs(lower), abs(upper)))
    heart = f"{subject}: gemiddeld {percentage(abs(change), 1)} per jaar {word}"
    heart += "" if verdict in (Verdict.BETTER, Verdict.WORSE) else " geregistreerd"
    heart += f" {since} (marge: {interval(small, large, 1, unit='%')})."
    return heart + (f" Dat is {verdict}." if verdict in (Verdict.BETTER, Verdict.WORSE) else "")


def _point_in_time(when: date, resolution: Resolution) -> str:
    return str(when.year) if resolution is Resolution.YEAR else short_month(when)


def _either_way(lower: float, upper: float) -> str:
    return f"per jaar ergens tussen {percentage(abs(lower), 1)} minder en {percentage(abs(upper), 1)} meer"
