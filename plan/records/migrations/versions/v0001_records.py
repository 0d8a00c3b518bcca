"""The first tables: the plan and its parts, wishes, duiding, drafts, erasures, and the trail that only grows."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None

_CHOICE = sa.String(60)
_MOMENT = sa.DateTime(timezone=True)

_RECORDS = (
    "takeovers", "measures", "goals", "wishes", "deadlines", "priorities", "theme_tiers", "plans", "duidingen",
    "erasures",
)  # fmt: skip


def upgrade() -> None:
    """Make all tables, and let the database itself guard the trail."""
    _trail()
    _plan()
    _priority()
    _around_the_plan()
    _guard_trail()


def downgrade() -> None:
    """Drop all tables, with everything in them."""
    for table in ("drafts", *_RECORDS, "audit_payloads", "audit_lines"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION trail_only_grows()")


def _required(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _optional(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [_required(name, sa.Text()) for name in names]


def _optional_texts(*names: str) -> list[sa.Column[Any]]:
    return [_optional(name, sa.Text()) for name in names]


def _record(table: str, *columns: sa.schema.SchemaItem) -> None:
    """A table of records, with what is kept about each of them."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer()),
        *columns,
        _required("version", sa.Integer()),
        _required("made_at", _MOMENT),
        _required("changed_at", _MOMENT),
        _optional("withdrawn_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _belongs_to(table: str, name: str, other: str, *, always: bool = True, indexed: bool = True) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{name}")
    return sa.Column(name, sa.Integer(), key, nullable=not always, index=indexed)


def _trail() -> None:
    op.create_table(
        "audit_lines",
        sa.Column("number", sa.Integer(), autoincrement=False),
        _required("moment", _MOMENT),
        _required("role", _CHOICE),
        _required("pseudonym", sa.Text()),
        _required("deed", _CHOICE),
        _required("kind", sa.Text()),
        _required("record", sa.Integer()),
        _required("version", sa.Integer()),
        *_texts("payload_digest", "chain"),
        sa.PrimaryKeyConstraint("number", name="pk_audit_lines"),
    )
    op.create_index("ix_audit_lines_kind_record", "audit_lines", ["kind", "record"])
    op.create_table(
        "audit_payloads",
        sa.Column("number", sa.Integer(), autoincrement=False),
        *_optional_texts("salt", "payload"),
        _optional("erased_by", sa.Integer()),
        sa.PrimaryKeyConstraint("number", name="pk_audit_payloads"),
        sa.ForeignKeyConstraint(["number"], ["audit_lines.number"], name="fk_audit_payloads_number"),
        sa.ForeignKeyConstraint(["erased_by"], ["audit_lines.number"], name="fk_audit_payloads_erased_by"),
    )


def _plan() -> None:
    _record(
        "plans",
        *_texts("title"),
        _required("gemeenten", sa.JSON()),
        _required("starts_on", sa.Date()),
        _required("ends_on", sa.Date()),
        _required("state", _CHOICE),
        _optional("adopted_on", sa.Date()),
    )
    _record(
        "theme_tiers",
        _belongs_to("theme_tiers", "plan_id", "plans", indexed=False),
        *_texts("theme"),
        _required("tier", _CHOICE),
        *_texts("argument"),
        sa.UniqueConstraint("plan_id", "theme", name="uq_theme_tiers_plan_id"),
    )
    _record(
        "priorities",
        _belongs_to("priorities", "plan_id", "plans"),
        *_texts("theme", "title"),
        *_optional_texts("picture"),
        _required("indicators", sa.JSON()),
        *_optional_texts("one_registration"),
        _optional("chosen_on", sa.Date()),
        *_optional_texts("chosen_in", "alternatives", "not_done", "departure"),
        _optional("next_measurement", sa.Date()),
        *_optional_texts("reported_in", "followed_by", "council_handle"),
    )


def _priority() -> None:
    _record(
        "goals",
        _belongs_to("goals", "priority_id", "priorities"),
        _required("kind", _CHOICE),
        *_texts("statement"),
        *_optional_texts("indicator"),
        *[_optional(name, sa.Double()) for name in ("baseline", "baseline_lower", "baseline_upper", "target")],
        _optional("target_on", sa.Date()),
        *_optional_texts("owner"),
    )
    _record(
        "measures",
        _belongs_to("measures", "priority_id", "priorities"),
        *_texts("title"),
        *_optional_texts("approach", "decider", "executor"),
        _optional("hours", sa.Integer()),
        *_optional_texts("hours_source"),
        _optional("euros", sa.Integer()),
        *_optional_texts("budget_line"),
        _optional("starts_on", sa.Date()),
        _optional("ends_on", sa.Date()),
    )
    _record(
        "takeovers",
        _belongs_to("takeovers", "priority_id", "priorities", indexed=False),
        _required("regional_plan", _CHOICE),
        _required("taken_over", _CHOICE),
        _required("known_on", sa.Date()),
        *_optional_texts("location"),
        sa.UniqueConstraint("priority_id", "regional_plan", name="uq_takeovers_priority_id"),
    )


def _around_the_plan() -> None:
    _record(
        "deadlines",
        _belongs_to("deadlines", "plan_id", "plans"),
        _belongs_to("deadlines", "priority_id", "priorities", always=False),
        _required("kind", _CHOICE),
        _required("due", sa.Date()),
        *_texts("what", "owner"),
        _optional("done_on", sa.Date()),
    )
    _record(
        "wishes",
        _required("number", sa.Integer()),
        _required("kind", _CHOICE),
        *_texts("text"),
        _required("made_as", _CHOICE),
        _required("made_on", sa.Date()),
        *_optional_texts("page", "theme", "indicator"),
        _belongs_to("wishes", "priority_id", "priorities", always=False),
        *_optional_texts("owner"),
        _optional("due", sa.Date()),
        *_optional_texts("answer"),
        _optional("answered_on", sa.Date()),
        _optional("outcome", _CHOICE),
        *_optional_texts("outcome_reason"),
        sa.UniqueConstraint("number", name="uq_wishes_number"),
    )
    _record(
        "duidingen",
        sa.Column("theme", sa.Text(), nullable=False, index=True),
        *_optional_texts("indicator", "area"),
        *_texts("story"),
        _required("since", sa.Date()),
        *_texts("said_as", "organisation"),
        _required("certainty", _CHOICE),
        *_texts("disproved_by"),
    )
    _record(
        "erasures",
        *_texts("kind"),
        _required("record", sa.Integer()),
        *_texts("reason", "proposed_by"),
        *_optional_texts("done_by"),
    )
    op.create_table(
        "drafts",
        *_texts("pseudonym", "about"),
        _required("texts", sa.JSON()),
        _optional("based_on", sa.Integer()),
        sa.Column("saved_at", _MOMENT, nullable=False, index=True),
        sa.PrimaryKeyConstraint("pseudonym", "about", name="pk_drafts"),
    )


# Lines are added and never changed or removed; of a payload only its content may go. Whoever holds the password of the
# database can switch this off: then the chain tells.
_SQLITE_GUARDS = """
CREATE TRIGGER audit_lines_kept BEFORE DELETE ON audit_lines
BEGIN SELECT RAISE(ABORT, 'the trail only grows'); END

CREATE TRIGGER audit_lines_unchanged BEFORE UPDATE ON audit_lines
BEGIN SELECT RAISE(ABORT, 'the trail only grows'); END

CREATE TRIGGER audit_payloads_kept BEFORE DELETE ON audit_payloads
BEGIN SELECT RAISE(ABORT, 'the trail only grows'); END

CREATE TRIGGER audit_payloads_unchanged BEFORE UPDATE ON audit_payloads
WHEN NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.erased_by IS NULL OR NEW.number <> OLD.number
BEGIN SELECT RAISE(ABORT, 'the trail only grows'); END
"""
_POSTGRESQL_GUARDS = """
CREATE FUNCTION trail_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the trail only grows' USING ERRCODE = 'restrict_violation'; END $$

CREATE TRIGGER audit_lines_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_lines
FOR EACH STATEMENT EXECUTE FUNCTION trail_only_grows()

CREATE TRIGGER audit_payloads_kept BEFORE DELETE OR TRUNCATE ON audit_payloads
FOR EACH STATEMENT EXECUTE FUNCTION trail_only_grows()

CREATE TRIGGER audit_payloads_unchanged BEFORE UPDATE ON audit_payloads FOR EACH ROW
WHEN (NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.erased_by IS NULL OR NEW.number <> OLD.number)
EXECUTE FUNCTION trail_only_grows()
"""


def _guard_trail() -> None:
    guards = _POSTGRESQL_GUARDS if op.get_bind().dialect.name == "postgresql" else _SQLITE_GUARDS
    for guard in guards.strip().split("\n\n"):
        op.execute(guard)
