"""Alembic migrations of the control database, run at every start."""
