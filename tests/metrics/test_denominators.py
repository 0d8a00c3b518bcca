"""Denominators: which there are, and that every special area of the tables is known."""

import pytest

from data.catalogue import load_catalogue
from data.schemas import Areas
from metrics.denominators import Denominator, Setting, allowed, settings_of, warnings

CHOICES = allowed(["inhabitants", "dwellings", "businesses", "visitors"])


def test_every_denominator_of_the_catalogue_can_be_used():
    for indicator in load_catalogue().indicators.values():
        choices = allowed(indicator.denominators, indicator.unit)
        assert [one.column for one in choices] == list(indicator.denominators)
        assert all(one.column in Areas.columns() for one in choices)
        assert all(one.unit.startswith("per ") for one in choices)


@pytest.mark.parametrize(
    ("unit", "per"),
    [("per 1.000 woningen", 1000), ("per 10.000 woningen", 10_000), ("per 100 woningen", 100)],
)
def test_the_unit_of_the_indicator_holds_for_its_usual_denominator(unit, per):
    assert allowed(["dwellings", "inhabitants"], unit) == (
        Denominator("dwellings", per, unit),
        Denominator("inhabitants", 1000, "per 1.000 inwoners"),
    )


@pytest.mark.parametrize("unit", ["", "aantal", "% van de inwoners", "per woning"])
def test_a_unit_without_a_number_leaves_the_usual_one(unit):
    assert allowed(["businesses"], unit)[0].unit == "per 100 vestigingen"


def test_a_series_without_denominators_has_no_choice():
    assert allowed([], "per 1.000 inwoners") == ()


def test_nothing_is_divided_by_an_unknown_column():
    with pytest.raises(KeyError):
        allowed(["inkomen"])


def test_every_mark_of_the_areas_table_is_a_setting():
    for column in (name for name in Areas.columns() if name.startswith("is_")):
        assert len(settings_of({column: True, "inhabitants": 5000})) == 1
        assert settings_of({column: False, "inhabitants": 5000}) == ()


def test_a_hostile_row_is_no_crowd():
    assert settings_of({"inhabitants": "5", "jobs": True, "visitors": None, "is_station": "ja"}) == ()


def test_what_is_used_instead_is_known_in_the_area_and_does_not_mislead():
    row = {"is_station": True, "inhabitants": 900, "dwellings": None, "businesses": 0, "visitors": 30_000, "jobs": 50}
    (warned,) = warnings(row, CHOICES[0], CHOICES)
    assert warned.setting is Setting.STATION
    assert [one.column for one in warned.instead] == ["visitors"]
    assert warnings(row, CHOICES[3], CHOICES) == ()
