"""Survey estimates: never without their margins, never under a wrong era."""

from datetime import date

import pytest

from data.errors import BrokenContent
from data.sources.survey_coded import SHAPES, read_survey
from tests.data import figure_town as figures


def _read(rows):
    return read_survey(figures.opened(figures.reply(rows, "85146NED")), figures.known())


def test_three_rows_become_one_estimate_with_its_interval():
    content = _read(figures.survey_rows())
    assert content.survey.select("area_code", "indicator_id", "period_start", "estimate", "lower", "upper").rows() == [
        ("GM9901", "sociale_cohesie", date(year, 1, 1), 6.1, 5.8, 6.4) for year in (2021, 2023)
    ]
    assert content.table_id == "85146NED"
    assert "1 van 2 onderwerpen staan niet in de catalogus en zijn weggelaten." in content.notes
    assert any("6 rijen gaan over het land" in note for note in content.notes)


def test_it_is_recognised_by_its_margins():
    assert SHAPES[0].recognises(figures.opened(figures.survey_text()))
    assert SHAPES[0].recognises(figures.opened(figures.as_csv(figures.survey_rows())))
    assert not SHAPES[0].recognises(figures.opened(figures.police_json_text()))


def test_the_era_changes_with_the_renewal_of_2021():
    content = _read(figures.survey_rows(("2019JJ00", "2021JJ00")))
    assert content.survey["method_era"].to_list() == ["2012", "2021"]


def test_an_estimate_that_the_publisher_does_not_give_has_no_interval_either():
    rows = figures.survey_rows(("2021JJ00",))
    rows[3][figures.SURVEY_TOPIC] = "       ."
    content = _read(rows)
    assert content.survey.select("estimate", "lower", "upper").rows() == [(None, None, None)]


def test_a_decimal_comma_is_a_decimal_point():
    rows = figures.survey_rows(("2021JJ00",))
    for row in rows:
        row[figures.SURVEY_TOPIC] = str(row[figures.SURVEY_TOPIC]).replace(".", ",")
    assert _read(rows).survey["estimate"].to_list() == [6.1]


def _with(number, **cells):
    rows = figures.survey_rows(("2021JJ00",))
    rows[number].update(cells)
    return rows


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (figures.survey_rows()[:-1], ["GM9901", "2023", "bovengrens", "alle drie"]),
        (_with(3, Marges="MX"), ["rij 4", "Marges", "MX"]),
        (_with(4, Marges="MW00000"), ["rij 5", "nog een keer"]),
        (_with(3, Perioden="2021MM01"), ["rij 4", "geen jaar", "2021MM01"]),
        (_with(3, **{figures.SURVEY_TOPIC: 7.5}), ["rij 4", "ondergrens en de bovengrens"]),
        (_with(3, **{figures.SURVEY_TOPIC: -1}), ["rij 4", "geen cijfer: -1"]),
        (_with(3, **{figures.SURVEY_TOPIC: "veel"}), ["rij 4", "geen cijfer: veel"]),
        (_with(3, RegioS="Klein"), ["rij 4", "geen gebiedscode"]),
    ],
)
def test_what_cannot_be_an_estimate_is_refused(rows, told):
    with pytest.raises(BrokenContent) as refused:
        _read(rows)
    for part in ["bestand.txt", *told]:
        assert part in refused.value.sentence
