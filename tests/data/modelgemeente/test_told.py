"""Signals and events: made up and saying so, about something that exists, and nobody's name in them."""

import doctest
import re

import pytest

from data.catalogue import Event, load_catalogue
from data.modelgemeente import ABSENT, STORIES, Lesson, Sureness, events, signals, told
from data.settings import MODELGEMEENTE_TODAY

FEW_FIGURES = ["V2.4", "V2.5", "V3.3", "V3.4", "V4.3", "V4.4", "V5.1", "V5.3", "V5.5"]
ORDER = [(one.theme, one.since) for one in signals()]


@pytest.mark.parametrize("signal", signals(), ids=lambda one: f"{one.theme} {one.since}")
def test_a_signal_says_who_how_sure_what_would_disprove_it_and_that_it_is_fictional(signal):
    assert signal.theme in load_catalogue().themes
    assert re.fullmatch(r"[A-Z][^,]+, [^,]+ \(fictief\)", signal.says)
    assert signal.text.endswith(".")
    assert signal.disproved_by.endswith(".")
    assert signal.since <= MODELGEMEENTE_TODAY
    assert "ictief" in signal.source


def test_signals_are_in_order_and_no_theme_has_more_than_three():
    assert sorted(ORDER) == ORDER
    themes = [theme for theme, _ in ORDER]
    assert max(themes.count(theme) for theme in themes) <= 3


@pytest.mark.parametrize("theme", FEW_FIGURES)
def test_a_theme_with_few_figures_has_a_signal(theme):
    assert any(one.theme == theme for one in signals())


def test_a_theme_in_which_no_indicator_has_figures_has_a_signal():
    catalogue = load_catalogue()
    empty = {
        theme for theme in catalogue.themes if {one.id for one in catalogue.indicators_of_theme(theme)} <= set(ABSENT)
    }
    assert empty == {"V4.3", "V5.5"}
    assert empty <= {one.theme for one in signals()}


def test_people_are_sure_and_unsure_and_some_contradict_each_other():
    assert {one.sure for one in signals()} == set(Sureness)
    assert len([one for one in signals() if one.theme == "V1.1"]) == 2


@pytest.mark.parametrize("event", events(), ids=lambda one: one.id)
def test_an_event_is_fictional_and_happened_in_a_place_and_in_themes_that_exist(event, committed):
    assert isinstance(event, Event)
    assert event.name.endswith("(fictief)")
    assert event.text.startswith("Fictief: ")
    assert event.since <= MODELGEMEENTE_TODAY
    assert event.until is None or event.since < event.until
    assert event.area_code in set(committed["areas"]["area_code"])
    assert event.themes
    assert set(event.themes) <= load_catalogue().themes.keys()


def test_events_have_an_id_of_their_own_and_are_in_order():
    ids = [one.id for one in events()]
    assert ids == sorted(set(ids))
    assert not set(ids) & load_catalogue().events.keys()


@pytest.mark.parametrize("lesson", [Lesson.REAL_IMPROVEMENT, Lesson.POLICE_ACTION])
def test_a_story_that_something_was_done_is_an_event_of_that_month_and_place(lesson):
    (story,) = (one for one in STORIES if one.lesson is lesson)
    theme = load_catalogue().indicators[story.indicator_id].theme
    assert any(one.since == story.first and theme in one.themes and one.concerns(story.area_code) for one in events())


def test_the_examples_in_the_text_are_right():
    assert doctest.testmod(told).failed == 0
    assert doctest.testmod(told).attempted > 0
