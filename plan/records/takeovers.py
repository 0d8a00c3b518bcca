"""Whether the plans of police and veiligheidsregio took a priority over, as Politiewet 39 and the Wvr intend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plan.access import Action
from plan.records import saving
from plan.records.base import Record, field, free_text
from plan.records.database import Reading, Writing


class RegionalPlan(StrEnum):
    """A plan of the region that local priorities may land in."""

    POLICE = "regionaal beleidsplan politie"
    SAFETY_REGION = "beleidsplan veiligheidsregio"


class TakenOver(StrEnum):
    """Whether it did."""

    YES = "ja"
    PARTLY = "deels"
    NO = "nee"


class Takeover(Record, kw_only=True, eq=False):
    """What one regional plan did with one priority.

    Attributes:
        known_on: Day on which this became known.
        location: Chapter or page of the regional plan, or where it was said.
    """

    __tablename__ = "takeovers"
    __table_args__ = (UniqueConstraint("priority_id", "regional_plan"),)

    priority_id: Mapped[int] = mapped_column(ForeignKey("priorities.id"), info=field("prioriteit"))
    regional_plan: Mapped[RegionalPlan] = mapped_column(info=field("regionaal plan"))
    taken_over: Mapped[TakenOver] = mapped_column(info=field("overgenomen"))
    known_on: Mapped[date] = mapped_column(info=field("bekend op"))
    location: Mapped[str | None] = mapped_column(info=free_text("waar het staat", 500), default=None)


def add(writing: Writing, takeover: Takeover, why: str) -> Takeover:
    """Save what a regional plan did with a priority; there is one answer per plan.

    Raises:
        RecordRefused: There is one already.
    """
    return saving.add(writing, Action.WRITE_PLAN, takeover, why)


def change(writing: Writing, known: Takeover, proposed: Takeover, why: str) -> Takeover:
    """Save another answer."""
    return saving.change(writing, Action.WRITE_PLAN, known, proposed, why)


def of_priority(reading: Reading, priority: int) -> Sequence[Takeover]:
    """What the regional plans did with a priority."""
    return saving.find(reading, Action.READ_PLAN, Takeover, Takeover.priority_id == priority)
