"""The stories: each says that it is made up, and points to something that exists."""

import pytest

from data.catalogue import load_catalogue
from data.modelgemeente import STORIES, Lesson
from data.modelgemeente.stories import stories_of


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.lesson.name}-{story.area_code}")
def test_a_story_says_it_is_fictional_and_points_to_real_rows(story, committed):
    assert story.sentence.startswith("Fictief verhaal: ")
    assert story.sentence.endswith(".")
    assert story.indicator_id in load_catalogue().indicators
    assert story.area_code in set(committed["areas"]["area_code"])
    assert story.first <= story.last


def test_every_lesson_has_a_story():
    assert all(stories_of(lesson) for lesson in Lesson)


def test_a_story_of_a_wijk_touches_its_buurten_and_no_others():
    (story,) = stories_of(Lesson.REAL_WORSENING)
    assert story.touches("BU" + story.area_code[2:] + "00")
    assert not story.touches("BU00000000")
