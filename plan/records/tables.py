"""All tables together: importing this makes them known, for migrations, the trail, retention and backups."""

from __future__ import annotations

from plan import audit
from plan.records import (
    deadlines,
    drafts,
    duiding,
    erasures,
    goals,
    measures,
    plans,
    priorities,
    takeovers,
    tiers,
    wishes,
)
from plan.records.base import Base

__all__ = [
    "audit",
    "deadlines",
    "drafts",
    "duiding",
    "erasures",
    "goals",
    "measures",
    "plans",
    "priorities",
    "takeovers",
    "tiers",
    "wishes",
]

METADATA = Base.metadata
