"""OData version 4: one row per cell, reasons instead of values, and measures that we do not use."""

import pytest

from data.errors import BrokenContent
from data.sources.odata_v4 import SHAPES, read_observations
from tests.data import figure_town as figures


def _read(rows, **changes):
    return read_observations(figures.opened(figures.reply_v4(rows, **changes)), figures.known())


def test_cells_of_the_town_are_read_and_those_of_the_country_left_out():
    content = _read(figures.observation_rows())
    assert [(count.area_code, count.period.start.year, count.value) for count in content.counts] == [
        ("GM9901", 2021, 42),
        ("GM9901", 2022, 43),
    ]
    assert content.table_id == "83648NED"
    assert any("2 rijen gaan over het land" in note for note in content.notes)


def test_it_is_recognised_by_its_columns():
    assert SHAPES[0].recognises(figures.opened(figures.v4_text()))
    assert not SHAPES[0].recognises(figures.opened(figures.survey_text()))


def test_a_reason_instead_of_a_value_is_missing():
    rows = figures.observation_rows()
    rows[2].update(ValueAttribute="Impossible", Value=None)
    assert [count.value for count in _read(rows).counts] == [None, 43]


def test_measures_that_are_not_used_may_hold_anything_and_are_counted():
    rows = figures.observation_rows()
    rows += [{**row, "Measure": "M000123", "Value": 3.75} for row in rows]
    content = _read(rows)
    assert {count.key for count in content.counts} == {"T001161"}
    assert "1 van 2 onderwerpen staan niet in de catalogus en zijn weggelaten." in content.notes


def test_another_dimension_is_part_of_the_key():
    rows = [{**row, "SoortMisdrijf": "CRI1000"} for row in figures.observation_rows()]
    content = _read(rows)
    assert content.counts == []
    assert any("niets opgeslagen" in note for note in content.notes)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"Value": -4}, ["rij 3", "Value", "-4"]),
        ({"Value": 4.5}, ["rij 3", "geen aantal: 4.5"]),
        ({"ValueAttribute": "Impossible"}, ["rij 3", "Impossible"]),
        ({"Perioden": "2022KW01"}, ["rij 3", "2022KW01"]),
        ({"Perioden": "2022JJ00"}, ["rij 4", "nog een keer"]),
        ({"RegioS": "Klein"}, ["rij 3", "geen gebiedscode"]),
        ({"Measure": None}, ["rij 3", "Measure", "leeg"]),
    ],
)
def test_a_cell_that_cannot_be_is_refused(cells, told):
    rows = figures.observation_rows()
    rows[2].update(cells)
    with pytest.raises(BrokenContent) as refused:
        _read(rows)
    for part in ["bestand.txt", *told]:
        assert part in refused.value.sentence
