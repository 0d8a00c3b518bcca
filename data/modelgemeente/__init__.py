"""The fictional municipality in the box: generated, seeded, read-only."""

from data.modelgemeente.absent import ABSENT, IN_AREAS
from data.modelgemeente.stories import STORIES, Lesson, Story
from data.modelgemeente.tables import deliveries, delivery
from data.modelgemeente.told import LocalEvent, Signal, Sureness, events, signals

__all__ = [
    "ABSENT",
    "IN_AREAS",
    "STORIES",
    "Lesson",
    "LocalEvent",
    "Signal",
    "Story",
    "Sureness",
    "deliveries",
    "delivery",
    "events",
    "signals",
]
