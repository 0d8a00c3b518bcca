"""The hand-made part: twelve wijken, sixty buurten, and names that are nobody else's."""

from collections import Counter

import pytest

from data.modelgemeente.places import WIJKEN, Kind, all_buurten, code_of


def test_there_are_twelve_wijken_and_sixty_buurten():
    assert len(WIJKEN) == 12
    assert len(list(all_buurten())) == 60


def test_inhabitants_add_up_to_the_number_of_the_municipality():
    assert sum(buurt.inhabitants for _, _, buurt in all_buurten()) == 100_400


def test_every_kind_of_wijk_is_there_as_often_as_designed():
    assert Counter(wijk.kind for wijk in WIJKEN) == {
        Kind.CENTRE: 1,
        Kind.STATION: 1,
        Kind.FLATS: 2,
        Kind.VINEX: 2,
        Kind.VILLAGE: 3,
        Kind.BUSINESS: 1,
        Kind.CAMPUS: 1,
        Kind.RECREATION: 1,
    }


def test_names_and_codes_are_unique_and_codes_are_in_order():
    names = [wijk.name for wijk in WIJKEN] + [buurt.name for _, _, buurt in all_buurten()]
    codes = [code for code, _, _ in all_buurten()]
    assert len(set(names)) == 72
    assert codes == sorted(set(codes))


def test_an_area_is_found_by_its_name():
    assert code_of("Binnenstad") == "WK000000"
    assert code_of("Vlonder Zuid") == "BU00000902"
    with pytest.raises(KeyError):
        code_of("Atlantis")
