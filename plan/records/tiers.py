"""Where every theme of the plan stands: prioriteit, strategisch thema or beheer."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plan.access import Action
from plan.records import plans, saving
from plan.records.base import THEME, Record, code, field, free_text
from plan.records.database import Reading, Writing


class Tier(StrEnum):
    """How much weight a theme gets in the plan: the three tiers of the Kernbeleid Veiligheid."""

    PRIORITY = "prioriteit"
    STRATEGIC = "strategisch"
    MAINTENANCE = "beheer"


class ThemeTier(Record, kw_only=True, eq=False):
    """The tier of one theme in one plan.

    Attributes:
        theme: Id of the theme, such as ``V1.3``.
        argument: Why it stands there.
    """

    __tablename__ = "theme_tiers"
    __table_args__ = (UniqueConstraint("plan_id", "theme"),)

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), info=field("plan"))
    theme: Mapped[str] = mapped_column(info=code("thema", THEME))
    tier: Mapped[Tier] = mapped_column(info=field("plaats in het plan"))
    argument: Mapped[str] = mapped_column(info=free_text("waarom daar"))


def add(writing: Writing, tier: ThemeTier, why: str) -> ThemeTier:
    """Give a theme its tier; a theme has one.

    Raises:
        RecordRefused: The theme has one already, or the plan is no draft.
    """
    plans.hold_open(writing, tier.plan_id)
    return saving.add(writing, Action.WRITE_PLAN, tier, why)


def change(writing: Writing, known: ThemeTier, proposed: ThemeTier, why: str) -> ThemeTier:
    """Move a theme to another tier, or argue it otherwise.

    Raises:
        RecordRefused: The plan is no draft.
    """
    plans.hold_open(writing, known.plan_id)
    return saving.change(writing, Action.WRITE_PLAN, known, proposed, why)


def of_plan(reading: Reading, plan: int) -> Sequence[ThemeTier]:
    """The tiers of all themes that have one."""
    return saving.find(reading, Action.READ_PLAN, ThemeTier, ThemeTier.plan_id == plan)
