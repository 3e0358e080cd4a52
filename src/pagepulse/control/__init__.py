"""The control database: projects, users, logins, tokens, audit log; SQLite, or PostgreSQL by URL."""

from __future__ import annotations

from pagepulse.control.database import Control

__all__ = ["Control"]
