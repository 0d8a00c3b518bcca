"""From names to codes: against an oracle that tries every assignment."""

from itertools import pairwise, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.errors import BrokenContent, SourceError, UnknownArea
from data.schemas import Level
from data.sources.naming import codes_in_order
from data.sources.places import Place, Places
from data.sources.text import Row

_LEVELS = {"GM": Level.GEMEENTE, "WK": Level.WIJK, "BU": Level.BUURT}


def _places(names_by_code):
    def parent(code):
        return {"GM": None, "WK": "GM" + code[2:6], "BU": "WK" + code[2:8]}[code[:2]]

    return Places.of(Place(code, _LEVELS[code[:2]], name, parent(code)) for code, name in names_by_code.items())


def _rows(names):
    return [Row("f.csv", number, {"naam": name}) for number, name in enumerate(names, start=2)]


TOWN = {
    "GM0001": "Stad",
    "WK000100": "Oost",
    "BU00010001": "Kade",
    "WK000101": "Dorp",
    "BU00010100": "Dorp",
    "BU00010101": "Veld",
}


def test_the_whole_list_in_order_has_one_reading():
    assert codes_in_order(_rows(TOWN.values()), "naam", _places(TOWN)) == tuple(TOWN)


def test_blanks_capitals_and_accents_written_otherwise_make_no_difference():
    places = _places({**TOWN, "BU00010001": "Chassé"})
    assert codes_in_order(_rows(["  CHASSE\u0301 "]), "naam", places) == ("BU00010001",)


def test_one_of_a_double_name_is_read_where_its_neighbours_leave_no_choice():
    names = ["Kade", "Dorp", "Dorp", "Veld"]
    assert codes_in_order(_rows(names), "naam", _places(TOWN))[1:3] == ("WK000101", "BU00010100")


@pytest.mark.parametrize("names", [["Dorp"], ["Kade", "Dorp", "Veld"], ["Veld", "Dorp"], ["Veld", "Dorp", "Dorp"]])
def test_a_double_name_that_could_be_either_is_refused(names):
    with pytest.raises(
        BrokenContent, match=r"kolom naam is niet eenduidig: Dorp is de naam van WK000101 en van BU00010100"
    ):
        codes_in_order(_rows(names), "naam", _places(TOWN))


def test_order_does_not_matter_where_every_name_is_its_own():
    assert codes_in_order(_rows(["Veld", "Oost"]), "naam", _places(TOWN)) == ("BU00010101", "WK000100")


def test_an_unknown_name_is_refused_with_its_row():
    with pytest.raises(UnknownArea, match=r"f\.csv, rij 3, kolom naam: Elders"):
        codes_in_order(_rows(["Oost", "Elders"]), "naam", _places(TOWN))


_CODES = list(TOWN)


@given(st.lists(st.sampled_from("AB"), min_size=6, max_size=6), st.lists(st.sampled_from("AB"), min_size=1, max_size=6))
def test_a_reading_is_given_exactly_when_there_is_one(names_of_town, names):
    places = _places(dict(zip(_CODES, names_of_town, strict=True)))
    options = [[code for code, name in zip(_CODES, names_of_town, strict=True) if name == wanted] for wanted in names]
    assume(any(len(found) > 1 for found in options))
    # `_CODES` stands in the order of StatLine.
    readings = [
        reading
        for reading in product(*options)
        if all(_CODES.index(one) < _CODES.index(next_one) for one, next_one in pairwise(reading))
    ]
    try:
        found = codes_in_order(_rows(names), "naam", places)
    except SourceError:
        assert len(readings) != 1
    else:
        assert [found] == readings


def test_a_name_written_without_its_blank_is_found_where_no_area_has_that_name_exactly():
    places = _places({**TOWN, "BU00010001": "Burgemeester Kade-West", "BU00010101": "Kadewest"})
    assert codes_in_order(_rows(["BurgemeesterKade-West"]), "naam", places) == ("BU00010001",)
    assert codes_in_order(_rows(["Kade west"]), "naam", places) == ("BU00010101",)


def test_a_gemeente_without_a_name_is_told_to_need_one():
    with pytest.raises(UnknownArea, match=r"hoe GM0001 heet ook niet. Laad eerst een bestand met de namen"):
        codes_in_order(_rows(["Stad"]), "naam", _places({**TOWN, "GM0001": "GM0001"}))
