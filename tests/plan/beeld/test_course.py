from datetime import date

import pandas as pd
import pytest

from data.modelgemeente import events
from data.schemas import Level
from plan.beeld.course import course_of


def indicator_of(figures, indicator_id):
    return next(one for one in figures.indicators() if one.id == indicator_id)


def test_the_line_holds_twelve_month_rates_as_pandas_counts_them(figures, raw):
    course = course_of(figures, indicator_of(figures, "vernieling"), figures.area("WK000000"), figures.windows()[0])
    rows = raw["observations"]
    rows = rows[(rows["area_code"] == "WK000000") & (rows["indicator_id"] == "vernieling")].sort_values("period_start")
    sums = rows.set_index(pd.to_datetime(rows["period_start"]))["value"].rolling(12).sum().dropna()
    people = raw["areas"].set_index(["area_code", "vintage"])["inhabitants"]
    by_month = {one.when: one.value for one in course.points}
    assert len(by_month) == len(sums)
    december = pd.Timestamp("2024-12-01")
    assert by_month[december.date()] == pytest.approx(1000 * sums[december] / people["WK000000", 2024])


def test_a_person_bound_figure_of_a_buurt_has_no_line_but_a_reason(figures):
    area = figures.areas(Level.BUURT)[0]
    course = course_of(figures, indicator_of(figures, "drugshandel"), area, figures.windows()[0])
    assert course.points == ()
    assert "gaat over mensen" in course.sentence


def test_a_buurt_with_too_few_people_has_no_line(figures):
    smallest = min(figures.areas(Level.BUURT), key=lambda area: area.inhabitants)
    course = course_of(figures, indicator_of(figures, "vernieling"), smallest, figures.windows()[0])
    assert course.points == ()


def test_a_change_of_method_within_the_line_is_marked(figures):
    whole = figures.area("GM0000")
    course = course_of(figures, indicator_of(figures, "fraude_horizontaal"), whole, figures.windows()[0])
    assert date(2020, 4, 30) in {one.since for one in course.marks}


def test_a_survey_is_drawn_with_its_margins_and_judged_by_them(figures):
    whole = figures.area("GM0000")
    course = course_of(figures, indicator_of(figures, "onveilig_buurt"), whole, figures.windows()[0])
    assert len(course.points) == 2
    assert all(one.lower < one.value < one.upper for one in course.points)
    assert "geen aantoonbare verandering" in course.sentence


def test_a_local_event_is_marked_on_the_lines_of_its_own_place_and_theme_only(figures):
    window = figures.windows()[0]
    happened = {one.id: one for one in events()}["bewaakte-stalling-station"]
    names = {"Stationskwartier": True, "Modelgemeente": True, "Zilverkreek": False}
    for name, is_marked in names.items():
        area = next(one for level in Level for one in figures.areas(level) if one.name == name)
        marks = course_of(figures, indicator_of(figures, "diefstal_fiets"), area, window).marks
        assert (happened.text in {one.text for one in marks}) is is_marked
    other_theme = course_of(figures, indicator_of(figures, "overlast_jeugd"), figures.area("GM0000"), window)
    assert happened.text not in {one.text for one in other_theme.marks}


@pytest.mark.parametrize("name", ["diefstal_fiets", "fraude_horizontaal", "vernieling", "woningbrand"])
def test_every_mark_lies_within_its_line_and_they_stand_in_order(figures, name):
    course = course_of(figures, indicator_of(figures, name), figures.area("GM0000"), figures.windows()[0])
    dates = [one.since for one in course.marks]
    assert dates == sorted(dates)
    assert all(course.points[0].when <= one <= course.points[-1].when for one in dates)
    assert all(one.text.endswith(".") for one in course.marks)


def test_a_line_that_ends_before_an_event_does_not_know_it(figures):
    window = next(one for one in figures.windows() if one.end.year == 2019)
    course = course_of(figures, indicator_of(figures, "diefstal_fiets"), figures.area("GM0000"), window)
    assert course.points[-1].when.year == 2019
    assert not any(one.since.year > 2019 for one in course.marks)
