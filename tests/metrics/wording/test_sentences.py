"""Sentences of figures: what they say, and what they may never say."""

from datetime import date

import pytest

from data.catalogue import Direction, MethodBreak, Registration
from data.schemas import Resolution
from metrics.trend import Lack, Trend, Verdict, survey_verdict, verdict
from metrics.uncertainty import Estimate
from metrics.wording import (
    sentence_nothing_unusual,
    sentence_of_figure,
    sentence_of_stand_out,
    sentence_of_survey_change,
    sentence_of_trend,
)

BREAK = MethodBreak(date(2023, 1, 1), "Sinds 2023 telt de politie anders.", "test")


def a_trend(lower, upper, lack=None, breaks=(), resolution=Resolution.MONTH):
    change = None if lower is None else (lower + upper) / 2
    seen = (60, 60, 900, date(2021, 10, 1), date(2026, 9, 1))
    return Trend(resolution, change, lower, upper, lack, 1.2, *seen, (), breaks)


def say(trend, registration=Registration.AANGIFTE, direction=Direction.DOWN):
    given = verdict(trend, direction, registration)
    return sentence_of_trend(
        what="Woninginbraak", where="Binnenstad", trend=trend, verdict=given, registration=registration
    )


def test_a_trend_of_years_names_years_and_not_their_first_month():
    said = say(a_trend(-9, -3, resolution=Resolution.YEAR))
    assert "tussen 2021 en 2026" in said
    assert "okt" not in said


@pytest.mark.parametrize(
    ("value", "unit", "margin", "text"),
    [
        (4.46, "per 1.000 inwoners", (3.06, 6.2), "4,5 per 1.000 inwoners (marge: tussen 3,1 en 6,2)."),
        (16.4, "% van de inwoners", (14, 19), "16,4% van de inwoners (marge: tussen 14,0% en 19,0%)."),
        (0.0, "per 1.000 inwoners", (0, 1.5), "0,0 per 1.000 inwoners (marge: tussen 0,0 en 1,5)."),
        (4.46, "per 1.000 inwoners", (None, None), "4,5 per 1.000 inwoners."),
    ],
)
def test_a_figure_is_told_with_its_place_period_and_margin(value, unit, margin, text):
    said = sentence_of_figure(
        what="Woninginbraak", where="Binnenstad", period="2025", value=value, unit=unit, margin=margin
    )
    assert said == f"Woninginbraak in Binnenstad, 2025: {text}"


@pytest.mark.parametrize("value", [None, float("nan")])
def test_an_unknown_figure_is_unknown_and_not_zero(value):
    said = sentence_of_figure(what="Inbraak", where="Oost", period="2025", value=value, unit="per 1.000 inwoners")
    assert said.startswith("Inbraak in Oost, 2025: onbekend. Er ontbreken cijfers")


@pytest.mark.parametrize(
    ("trend", "text"),
    [
        (a_trend(-9, -3), "gemiddeld 6,0% per jaar minder {since} (marge: tussen 3,0% en 9,0%). Dat is beter."),
        (a_trend(3, 9), "gemiddeld 6,0% per jaar meer {since} (marge: tussen 3,0% en 9,0%). Dat is slechter."),
        (
            a_trend(-4, 6),
            "geen aantoonbare verandering {since} (per jaar ergens tussen 4,0% minder en 6,0% meer).",
        ),
    ],
)
def test_a_trend_is_told_with_its_margin_and_verdict(trend, text):
    expected = text.format(since="tussen okt 2021 en sep 2026")
    assert say(trend) == f"Woninginbraak in Binnenstad: {expected}"


@pytest.mark.parametrize("registration", [Registration.MELDING, Registration.INZET, Registration.REGISTER])
@pytest.mark.parametrize("limits", [(3, 9), (-9, -3)])
def test_registrations_are_never_called_better_or_worse_and_say_why(registration, limits):
    said = say(a_trend(*limits), registration)
    assert "geregistreerd" in said
    assert "beter" not in said
    assert "slechter" not in said
    assert "kan" in said or "niet altijd" in said


@pytest.mark.parametrize("limits", [(3, 9), (-9, -3)])
def test_a_figure_without_direction_is_no_good_or_bad_news(limits):
    said = say(a_trend(*limits), direction=Direction.CONTEXT)
    assert said.endswith("Of dat goed of slecht nieuws is, zegt het cijfer niet.")


def test_a_method_break_within_the_series_is_told():
    assert say(a_trend(-9, -3, breaks=(BREAK,))).endswith("Let op: Sinds 2023 telt de politie anders.")
    assert say(a_trend(-4, 6, breaks=(BREAK,))).endswith("Let op: Sinds 2023 telt de politie anders.")


@pytest.mark.parametrize(
    ("lack", "word"), [(Lack.PERIODS, "te kort"), (Lack.EVENTS, "minder dan 30"), (Lack.PATTERN, "grillig")]
)
def test_too_little_is_told_with_its_reason_and_without_a_number(lack, word):
    said = say(a_trend(None, None, lack))
    assert said.startswith("Woninginbraak in Binnenstad: te weinig om te zeggen of het verandert.")
    assert word in said
    assert "%" not in said


def said_of_surveys(earlier, later):
    change = survey_verdict(earlier, later, Direction.DOWN)
    return sentence_of_survey_change(
        what="Onveilig in de buurt", where="Oost", earlier=earlier, later=later, change=change, unit="%"
    )


def test_two_surveys_are_told_with_both_figures():
    start = "Onveilig in de buurt in Oost: 28%, eerder 18%. "
    worse = said_of_surveys(Estimate(18, 15, 21, "2021"), Estimate(28, 24, 32, "2021"))
    assert worse == f"{start}Dat is slechter: het verschil is groter dan de marge."
    unsure = said_of_surveys(Estimate(18, 8, 28, "2021"), Estimate(28, 18, 38, "2021"))
    assert unsure == f"{start}Het verschil valt binnen de marge: geen aantoonbare verandering."
    other = said_of_surveys(Estimate(18, 15, 21, "2012"), Estimate(28, 24, 32, "2021"))
    assert other.startswith(f"{start}Te weinig om te zeggen over het verschil. De vragen zijn tussendoor veranderd.")


def test_what_stands_out_is_told_beside_what_was_to_be_expected():
    said = sentence_of_stand_out(what="Vernieling", where="Oost", period="2025", count=1200, expected=804.4)
    assert said == "Vernieling in Oost, 2025: 1.200. Volgens de jaren ervoor waren er ongeveer 804 te verwachten."


@pytest.mark.parametrize(
    ("comparisons", "part"),
    [(0, "geen cijfers"), (1, "1 cijfer met"), (2, "2 cijfers met"), (1480, "1.480 cijfers met")],
)
def test_nothing_unusual_tells_how_much_was_compared(comparisons, part):
    assert part in sentence_nothing_unusual(comparisons)


def test_every_verdict_has_a_sentence():
    cases = [(-9, -3), (3, 9), (-4, 6), (None, None)]
    given = {
        verdict(a_trend(*limits), Direction.DOWN, registration)
        for limits in cases
        for registration in (Registration.AANGIFTE, Registration.MELDING)
    }
    assert given == set(Verdict)
