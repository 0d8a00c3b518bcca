"""The fictional municipality in the box: generated, seeded, read-only."""

from data.modelgemeente.stories import STORIES, Lesson, Story
from data.modelgemeente.tables import deliveries, delivery

__all__ = ["STORIES", "Lesson", "Story", "deliveries", "delivery"]
