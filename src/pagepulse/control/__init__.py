"""The control database: projects, users, logins, tokens and the audit log."""

from __future__ import annotations

from pagepulse.control.database import Control

__all__ = ["Control"]
