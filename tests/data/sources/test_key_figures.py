"""Figures and column names as publishers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.key_figures import figure, find_columns, spelling

SPELLINGS = ["aantalInwoners", "aantal_inwoners", "AANT_INW", "a_inw", "AantalInwoners_5", "Aantal inwoners"]


@pytest.mark.parametrize("name", SPELLINGS)
def test_inhabitants_are_found_however_they_are_spelled(name):
    assert find_columns(["x", name]).figures == {"inhabitants": name}


def test_the_number_behind_a_topic_is_no_part_of_its_name_but_of_a_code_it_is():
    assert spelling("MateVanStedelijkheid_125") == "matevanstedelijkheid"
    assert spelling("gwb_code_10") != spelling("gwb_code_8")


DESCENT = [
    "percentageNietWesterseMigratieachtergrond",
    "percentage_westerse_allochtonen",
    "P_WEST_AL",
    "P_N_W_AL",
    "P_OVER_NW",
    "a_marok",
    "a_antaru",
    "percGebBuitenNlMetHerkomstlndBuitenEuropa",
    "WestersTotaal_17",
    "Suriname_21",
    "BuitenEuropa_19",
    "GeborenBuitenNederland_22",
]
NOT_DESCENT = ["aantalInwoners", "GeboorteTotaal_24", "a_hh", "P_ONGEHUWD", "OPP_LAND", "p_gehuw", "a_opl_lg"]


@pytest.mark.parametrize("name", DESCENT)
def test_columns_about_descent_are_named_and_nothing_else_of_them_is_known(name):
    found = find_columns([name])
    assert found.descent == (name,)
    assert not found.figures


@pytest.mark.parametrize("name", NOT_DESCENT)
def test_other_columns_are_not_called_descent(name):
    assert find_columns([name]).descent == ()


MISSING = [None, "", " . ", "       .", "-", "x", -99997, -99995, -99999999, "-99997", -99995.0]


@pytest.mark.parametrize("value", MISSING)
def test_no_figure_is_never_zero(value):
    assert figure(value) is None


WRONG = ["veel", "1.234,5", "١٢", "1e9", "=1+1", "9" * 13, float("nan"), float("inf"), True, [], {}, -1, "-0,5", 10**10]


@pytest.mark.parametrize("value", WRONG, ids=repr)
def test_anything_else_is_refused(value):
    with pytest.raises(ValueError, match=r"no number|negative or impossible"):
        figure(value)


@given(st.integers(0, 10**9), st.sampled_from(["{}", " {} ", "{},0", "{}.0"]))
def test_a_whole_number_is_itself_in_every_way_of_writing(number, written):
    assert figure(number) == number
    assert figure(written.format(number)) == number
