"""How Alembic runs the steps: on the connection and in the transaction that `plan.records.migrating` gives it."""

from __future__ import annotations

from alembic import context

from plan.records.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,  # on SQLite too: see `_prepare` in plan/records/database.py
)
with context.begin_transaction():
    context.run_migrations()
