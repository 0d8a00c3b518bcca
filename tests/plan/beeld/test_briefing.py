from data.catalogue import Subject
from data.modelgemeente import STORIES, Lesson
from data.schemas import Kind, Level
from plan.beeld.briefing import brief

TOTALS = {"totaal_misdrijven", "cbs_misdrijven_totaal", "overlast_totaal"}


def test_the_seeded_stories_are_on_the_list_and_the_list_is_short(figures):
    briefing = brief(figures, figures.area("GM0000"), figures.windows()[0])
    assert 1 <= len(briefing.points) <= 5
    seeded = {
        (one.indicator_id, one.area_code[2:8])
        for one in STORIES
        if one.lesson in {Lesson.REAL_WORSENING, Lesson.POLICE_ACTION, Lesson.FEW_CALLERS}
    }
    found = {(point.indicator.id, point.area.code[2:]) for point in briefing.points}
    assert seeded <= found


def test_the_most_harmful_comes_first(figures):
    points = brief(figures, figures.area("GM0000"), figures.windows()[0]).points
    harm = [point.indicator.harm for point in points]
    assert harm == sorted(harm, reverse=True)


def test_the_number_of_comparisons_is_every_indicator_in_every_area(figures):
    briefing = brief(figures, figures.area("GM0000"), figures.windows()[0])
    counted = [
        one
        for one in figures.indicators()
        if one.kind is Kind.COUNT
        and one.harm is not None
        and one.lowest_level is not Level.GEMEENTE
        and one.subject is not Subject.GRAVE
        and not (one.sum_of or one.is_bbv or one.id in TOTALS)
    ]
    assert len(counted) > 20
    numbers = [int(word) for word in briefing.how.replace(".", "").split() if word.isdigit()]
    assert sum(numbers[:2]) == len(counted) * 13


def test_police_work_is_called_more_registered_and_vandalism_worse(figures):
    points = {
        point.indicator.id: point for point in brief(figures, figures.area("GM0000"), figures.windows()[0]).points
    }
    assert points["drugshandel"].verdict == "meer geregistreerd"
    assert points["vernieling"].verdict == "slechter"


def test_a_quiet_wijk_gets_the_designed_outcome(figures):
    wijk = next(figures.area(code) for code in figures.area_codes_to_choose() if figures.area(code).name == "Lutjewerf")
    briefing = brief(figures, wijk, figures.windows()[0])
    assert briefing.points == ()
    assert briefing.answer.startswith("Niets buiten het gewone.")


def test_the_briefing_says_up_to_which_month_it_knows(figures):
    briefing = brief(figures, figures.area("GM0000"), figures.windows()[0])
    assert "tot en met september 2026" in briefing.up_to
    assert "deze week" in briefing.up_to
