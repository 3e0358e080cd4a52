"""Runs migrations on the connection that `Control` hands over."""

from __future__ import annotations

from alembic import context

from pagepulse.control.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite can alter tables only by copying them.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
