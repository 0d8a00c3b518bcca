"""The survey: margins by an independent library, and numbers of respondents that give the gate work."""

from datetime import date

import polars as pl
import pytest
from statsmodels.stats.proportion import proportion_confint

from data.modelgemeente import Lesson
from data.modelgemeente.stories import stories_of
from data.modelgemeente.survey import wilson


@pytest.fixture(scope="module")
def results(committed):
    return committed["survey_results"]


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
