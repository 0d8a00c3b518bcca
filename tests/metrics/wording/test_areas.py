"""Sentences that hold areas against each other: what they say, and that they never make a league table."""

import polars as pl
import pytest

from data.catalogue import Direction
from metrics.denominators import Setting, Warned, allowed
from metrics.funnel import Spread, funnel
from metrics.perception import Quadrant, Side, standing
from metrics.ties import ranks_of_rates
from metrics.wording import sentence_of_denominator, sentence_of_funnel, sentence_of_quadrant, sentence_of_ties


def town(counts):
    codes = [f"BU{number:02}" for number in range(len(counts))]
    return pl.DataFrame(
        {"area_code": codes, "count": [float(one) for one in counts], "exposure": [1000.0] * len(counts)},
        schema_overrides={"area_code": pl.String, "count": pl.Float64, "exposure": pl.Float64},
    )


NAMES = {f"BU{number:02}": f"Buurt {number}" for number in range(40)}


def say_funnel(counts, spread=Spread.CHANCE):
    return sentence_of_funnel(what="Vernieling", areas="buurten", funnel=funnel(town(counts), spread), names=NAMES)


def say_ties(counts):
    return sentence_of_ties(what="Vernieling", areas="buurten", ranking=ranks_of_rates(town(counts)), names=NAMES)


def test_a_quiet_funnel_says_that_nothing_stands_out():
    said = say_funnel([10, 11, 9, 10, 12, 8])
    assert said == "Vernieling: alle 6 buurten liggen tussen de lijnen. Geen ervan valt op."


def test_what_lies_outside_is_named_with_what_chance_alone_would_give():
    said = say_funnel([10] * 18 + [60, 0])
    assert said == (
        "Vernieling: 2 van de 20 buurten liggen buiten de lijnen. Boven de buitenste lijn: Buurt 18. "
        "Onder de buitenste lijn: Buurt 19. "
        "Ook zonder iets bijzonders ligt er ongeveer 1 buiten de binnenste lijnen."
    )


def test_one_area_lies_and_more_areas_are_not_all_named():
    assert "1 van de 20 buurten ligt buiten de lijnen" in say_funnel([10] * 19 + [60])
    assert "Boven de buitenste lijn: " in (said := say_funnel([10] * 30 + [90] * 8))
    assert " en nog 3." in said
    assert "Ook zonder iets bijzonders liggen er ongeveer 2 buiten" in said


def test_wider_lines_are_told():
    wide = say_funnel([1, 30, 5, 28, 2, 33, 6, 25, 90, 3], Spread.ADDITIVE)
    assert wide.endswith("Daarom liggen de lijnen verder uit elkaar.")
    assert "verder uit elkaar" not in say_funnel([1, 30, 5, 28, 2, 33, 6, 25, 90, 3])


def test_too_little_for_a_funnel_is_told():
    assert say_funnel([3, 4]) == (
        "Vernieling: er zijn te weinig buurten of te weinig voorvallen om ze met elkaar te vergelijken."
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([], "er zijn geen twee buurten met een cijfer om te vergelijken."),
        ([4], "er zijn geen twee buurten met een cijfer om te vergelijken."),
        ([4, 5, 6], "van geen twee buurten staat vast welke hoger ligt. Een volgorde is er niet."),
    ],
)
def test_where_there_is_no_order_none_is_given(counts, said):
    assert say_ties(counts) == f"Vernieling: {said}"


def test_the_ends_of_an_order_are_told_and_how_much_is_known():
    assert say_ties([100, 95, 10, 900]) == (
        "Vernieling. Het hoogste cijfer heeft Buurt 3. Het laagste cijfer heeft Buurt 2. "
        "Van de 6 paren buurten zijn er 5 uit elkaar te houden."
    )
    said = say_ties([100, 95, 10, 11])
    assert "Het hoogste cijfer kan bij Buurt 0 of Buurt 1 horen." in said
    assert "Het laagste cijfer kan bij Buurt 3 of Buurt 2 horen." in said
    assert "Het hoogste cijfer kan bij 7 van de 8 buurten horen." in say_ties([100] * 7 + [5])
    assert "Van de 3 paren buurten is er 1 uit elkaar te houden." in say_ties([60, 40, 28])


def test_an_order_never_numbers_the_places():
    said = say_ties([100, 95, 10, 900, 30, 50])
    assert not any(word in said for word in ("plaats", "nummer", "eerste", "tweede", "slechtste", "gevaarlijkste"))


@pytest.mark.parametrize("register", list(Side))
@pytest.mark.parametrize("perception", list(Side))
def test_every_standing_has_a_sentence_that_fits(register, perception):
    given = standing(register, perception, Direction.UP)
    said = sentence_of_quadrant(where="Oost", standing=given)
    assert said.startswith("Oost: ")
    assert ("niet te onderscheiden" in said) == (given.quadrant is Quadrant.SAME)
    assert ("geen vergelijking" in said) == (given.quadrant is Quadrant.UNKNOWN)
    if given.quadrant is not Quadrant.UNKNOWN:
        assert ("meer geregistreerd" in said) == (register is Side.HIGHER)
        assert ("minder geregistreerd" in said) == (register is Side.LOWER)
        assert ("veiliger" in said) == (perception is Side.HIGHER)
        assert ("minder veilig" in said) == (perception is Side.LOWER)


def test_a_quadrant_does_not_explain_one_figure_by_the_other():
    said = sentence_of_quadrant(where="Oost", standing=standing(Side.LOWER, Side.LOWER, Direction.UP))
    assert said == (
        "Oost: er wordt minder geregistreerd dan in de hele gemeente, en toch voelen mensen zich er minder veilig. "
        "Het ene cijfer verklaart het andere niet."
    )


@pytest.mark.parametrize("setting", list(Setting))
def test_every_warning_says_why_and_what_to_look_at_instead(setting):
    inhabitants, dwellings, businesses = allowed(["inhabitants", "dwellings", "businesses"])
    said = sentence_of_denominator(Warned(setting, inhabitants, (dwellings, businesses)))
    assert "Een cijfer per 1.000 inwoners valt dan hoog uit." in said
    assert said.endswith("Kijk ook naar het cijfer per 1.000 woningen of per 100 vestigingen.")
    alone = sentence_of_denominator(Warned(setting, inhabitants, ()))
    assert alone.endswith("Kijk ook naar het aantal, en vergelijk niet zomaar met een woonbuurt.")
