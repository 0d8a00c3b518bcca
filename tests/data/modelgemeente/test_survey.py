"""The survey: margins by an independent library, and numbers of respondents that give the gate work."""

from datetime import date

import polars as pl
import pytest
from statsmodels.stats.proportion import proportion_confint

from data.catalogue import load_catalogue
from data.modelgemeente import Lesson
from data.modelgemeente.stories import stories_of
from data.modelgemeente.survey import wilson


@pytest.fixture(scope="module")
def results(committed):
    """Who feels unsafe in the own buurt: the one that is told by hand."""
    return committed["survey_results"].filter(pl.col("indicator_id") == "onveilig_buurt")


@pytest.mark.parametrize(("yes", "asked"), [(0, 60), (8, 60), (16, 100), (57, 200), (200, 200)])
def test_the_interval_is_that_of_wilson(yes, asked):
    assert wilson(yes / asked, asked) == pytest.approx(proportion_confint(yes, asked, method="wilson"), abs=1e-12)


def test_every_survey_year_has_the_gemeente_and_all_wijken(results):
    new = results.filter(pl.col("method_era") == "2021")
    assert set(new["period_start"]) == {date(2021, 1, 1), date(2023, 1, 1), date(2025, 1, 1)}
    assert new.group_by("period_start").len()["len"].to_list() == [13, 13, 13]


def test_the_old_questionnaire_stands_apart_and_is_there_for_the_gemeente_only(results):
    old = results.filter(pl.col("method_era") == "2012")
    assert old.select("area_code", "period_start").sort("period_start").rows() == [
        ("GM0000", date(2017, 1, 1)),
        ("GM0000", date(2019, 1, 1)),
    ]
    assert results.filter(pl.col("period_start") < date(2021, 1, 1)).height == 2


def test_estimates_are_of_the_published_size(results):
    now = results.filter(pl.col("period_start") == date(2025, 1, 1))
    gemeente = now.filter(pl.col("area_code") == "GM0000")["estimate"].item()
    wijken = now.filter(pl.col("area_code") != "GM0000")["estimate"]
    assert gemeente == pytest.approx(16, abs=2)
    assert 5 <= wijken.min() <= 12
    assert 22 <= wijken.max() <= 32


def test_some_wijken_have_too_few_respondents_to_be_shown_and_most_have_enough(results):
    wijken = results.filter(pl.col("area_code").str.starts_with("WK"))
    assert wijken["respondents"].min() >= 55
    assert wijken["respondents"].max() <= 200
    few = wijken.filter((pl.col("period_start") == date(2025, 1, 1)) & (pl.col("respondents") < 100)).height
    assert 2 <= few <= 5


def test_more_people_feel_unsafe_where_the_story_says_so(results):
    for story in stories_of(Lesson.FEELING_APART):
        rows = results.filter(pl.col("area_code") == story.area_code).sort("period_start")["estimate"].to_list()
        assert rows == sorted(rows)
        assert rows[-1] - rows[0] > 5


def test_the_gemeente_knows_more_than_any_of_its_wijken(results):
    width = results.with_columns(width=pl.col("upper") - pl.col("lower")).filter(pl.col("method_era") == "2021")
    of_gemeente, of_wijken = (width.filter((pl.col("area_code") == "GM0000") == known) for known in (True, False))
    assert of_gemeente["width"].max() < of_wijken["width"].min()


# Percent or a mark in the gemeente in 2021, 2023 and 2025: from the Veiligheidsmonitor where it was published, and as
# proposed for this municipality.
PUBLISHED = {
    "cijfer_leefbaarheid": (7.6, None, 7.5, 0.15),
    "cijfer_veiligheid": (None, None, 7.2, 0.15),
    "fysieke_verloedering": (None, None, 20, 3.5),
    "fysieke_voorzieningen": (None, 6.5, None, 0.2),
    "onveilig_algemeen": (33, 35, 34, 5),
    "slachtoffer_online": (17, 16, 16, 3.5),
    "slachtoffer_traditioneel": (17, 20, 19, 3.5),
}
UNDER_THE_OLD_QUESTIONNAIRE = {
    "onveilig_algemeen": (34, 32),
    "slachtoffer_online": (11, 13),
    "slachtoffer_traditioneel": (15, 14),
}


def _of_gemeente(committed, name):
    rows = committed["survey_results"].filter((pl.col("area_code") == "GM0000") & (pl.col("indicator_id") == name))
    return dict(rows.select(pl.col("period_start").dt.year(), "estimate").iter_rows())


@pytest.mark.parametrize("name", PUBLISHED)
def test_answers_are_of_the_published_size(name, committed):
    *published, tolerance = PUBLISHED[name]
    found = _of_gemeente(committed, name)
    for year, value in zip((2021, 2023, 2025), published, strict=True):
        assert value is None or found[year] == pytest.approx(value, abs=tolerance)


@pytest.mark.parametrize("name", UNDER_THE_OLD_QUESTIONNAIRE)
def test_answers_under_the_old_questionnaire_are_of_the_published_size(name, committed):
    found = _of_gemeente(committed, name)
    assert (found[2017], found[2019]) == pytest.approx(UNDER_THE_OLD_QUESTIONNAIRE[name], abs=5)


def test_marks_of_the_wijken_lie_in_the_range_of_the_proposal(committed):
    rows = committed["survey_results"].filter(
        (pl.col("indicator_id") == "cijfer_leefbaarheid") & pl.col("area_code").str.starts_with("WK")
    )
    assert 6.3 <= rows["estimate"].min() < 7.1
    assert 7.8 < rows["estimate"].max() <= 8.2


def test_every_survey_that_the_catalogue_knows_per_wijk_has_all_wijken(committed):
    asked = [one for one in load_catalogue().indicators.values() if one.is_survey]
    rows = committed["survey_results"]
    assert set(rows["indicator_id"]) == {one.id for one in asked}
    for one in asked:
        codes = set(rows.filter(pl.col("indicator_id") == one.id)["area_code"].str.slice(0, 2))
        assert codes == ({"GM", "WK"} if len(one.levels) == 2 else {"GM"})


def test_the_same_people_answer_every_question_of_a_survey(committed):
    wijken = committed["survey_results"].filter(pl.col("area_code").str.starts_with("WK"))
    asked = wijken.group_by("area_code", "period_start").agg(pl.col("respondents").n_unique())
    assert (asked["respondents"] == 1).all()


def test_the_margin_of_a_mark_shrinks_with_the_root_of_the_sample(committed):
    marks = committed["survey_results"].filter(pl.col("indicator_id") == "cijfer_veiligheid")
    scaled = (marks["upper"] - marks["lower"]) * marks["respondents"].sqrt()
    assert scaled.max() - scaled.min() < 0.6
    assert scaled.mean() == pytest.approx(2 * 1.96 * 1.3, abs=0.1)
