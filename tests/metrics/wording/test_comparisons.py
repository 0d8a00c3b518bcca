"""Sentences that hold two periods, two weighings and our own gemeente against others."""

import pytest

from data.catalogue import Direction, Registration
from metrics.harm import OrderChange, Swap
from metrics.peers import Peer, Peers, Variable, Without
from metrics.periods import WindowCount, compare_windows
from metrics.wording import sentence_of_order, sentence_of_peers, sentence_of_periods

NAMES = {"a": "Inbraak", "b": "Geweld", "c": "Vernieling", "d": "Fraude", "e": "Zakkenrollen"}

NO_PERCENTAGE = "Bij minder dan 30 voorvallen in de eerste periode noemen we geen percentage."


def say_periods(earlier, later, registration=Registration.AANGIFTE):
    windows = WindowCount(earlier, 1000.0), WindowCount(later, 1000.0)
    return sentence_of_periods(
        what="Vernieling",
        where="Oost",
        periods=("2024", "2025"),
        change=compare_windows(*windows, Direction.DOWN, registration),
        registration=registration,
    )


def say_order(*swaps, pairs=10):
    change = OrderChange(0.5, swaps, pairs)
    return sentence_of_order(things="thema's", sets=("strafmaximum", "inschatting"), change=change, names=NAMES)


def say_peers(nearest="abc", dropped=(), left_out=()):
    variables = tuple(Variable(f"v{number}", f"Kenmerk {number}") for number in range(8))
    without = tuple(Without(one, tuple(dropped) if one is variables[2] else (), ()) for one in variables)
    peers = Peers(
        target="z",
        variables=variables,
        nearest=tuple(Peer(code, 0.1, {}) for code in nearest),
        without=without,
        left_out=dict.fromkeys(left_out, ("v1",)),
        candidates=40,
    )
    return sentence_of_peers(where="Modelgemeente", peers=peers, names=NAMES)


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        (100, 160, "Per inwoner is dat 60% meer (marge: tussen 24% en 108%). Dat is slechter."),
        (160, 100, "Per inwoner is dat 38% minder (marge: tussen 19% en 52%). Dat is beter."),
        (100, 105, "Per inwoner geen aantoonbare verandering: ergens tussen 21% minder en 39% meer."),
        (
            10,
            40,
            f"Dat is slechter: het verschil is groter dan toeval kan verklaren. {NO_PERCENTAGE}",
        ),
        (
            20,
            22,
            f"Het verschil past bij toeval: geen aantoonbare verandering. {NO_PERCENTAGE}",
        ),
        (
            10,
            12,
            "Te weinig om te zeggen over het verschil. Het waren er minder dan 30; dan bepaalt het toeval het cijfer.",
        ),
    ],
)
def test_two_periods_are_told_with_counts_margin_and_verdict(earlier, later, said):
    assert say_periods(earlier, later) == f"Vernieling in Oost: {earlier} in 2024 en {later} in 2025. {said}"


def test_an_unknown_period_is_unknown_and_not_zero():
    said = say_periods(None, 160)
    assert said.startswith("Vernieling in Oost: onbekend in 2024 en 160 in 2025. Te weinig om te zeggen")
    assert "%" not in said


@pytest.mark.parametrize("registration", [Registration.MELDING, Registration.INZET, Registration.REGISTER])
@pytest.mark.parametrize("counts", [(100, 160), (160, 100), (5, 60)])
def test_registrations_are_never_called_better_or_worse_and_say_why(registration, counts):
    said = say_periods(*counts, registration)
    assert "geregistreerd" in said
    assert "beter" not in said
    assert "slechter" not in said
    assert "kan" in said or "niet altijd" in said


def test_the_same_order_is_told_as_exploratory():
    assert say_order() == "Verkennend: met beide wegingen staan de thema's in dezelfde volgorde."
    assert say_order(pairs=0) == "Verkennend: er zijn geen twee thema's met bekende cijfers om te vergelijken."


def test_an_order_that_depends_on_the_weighing_is_told_with_an_example():
    assert say_order(Swap("a", "b", beyond_margins=False)) == (
        "Verkennend: de volgorde van de thema's hangt af van de weging. Van 10 paren thema's draait er 1 om. "
        "Bij geen daarvan is het verschil met beide wegingen groter dan de marge. "
        "Volgens strafmaximum weegt Inbraak zwaarder dan Geweld, volgens inschatting juist lichter."
    )


def test_swaps_beyond_the_margins_come_first_and_three_is_enough():
    unsure = [Swap("a", other, beyond_margins=False) for other in "bcd"]
    said = say_order(*unsure, Swap("d", "e", beyond_margins=True))
    assert "Van 10 paren thema's draaien er 4 om. Bij 1 daarvan is het verschil" in said
    assert said.count("Volgens") == 3
    assert said.index("Fraude zwaarder dan Zakkenrollen") < said.index("Inbraak zwaarder dan Geweld")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "Die lijst blijft dezelfde, welk kenmerk ook niet meetelt."),
        ({"dropped": "c"}, "Vernieling kan uit de lijst vallen als één kenmerk niet meetelt."),
        ({"dropped": "bc"}, "Geweld en Vernieling kunnen uit de lijst vallen als één kenmerk niet meetelt."),
    ],
)
def test_peers_are_told_with_how_firm_they_are(arguments, said):
    start = "Op 8 kenmerken lijken deze gemeenten het meest op Modelgemeente: Inbraak, Geweld en Vernieling."
    assert say_peers(**arguments) == f"{start} {said}"


def test_who_could_not_be_compared_is_told():
    assert say_peers(left_out="e").endswith("1 gemeente deed niet mee, omdat er een kenmerk ontbreekt.")
    assert say_peers(left_out="de").endswith("2 gemeenten deden niet mee, omdat er een kenmerk ontbreekt.")
    assert say_peers(nearest="") == "Er is geen andere gemeente met alle kenmerken om Modelgemeente mee te vergelijken."
