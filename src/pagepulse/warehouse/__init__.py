"""The warehouse: ClickHouse SQL, embedded or on a server, behind one small connection."""

from __future__ import annotations

from pagepulse.warehouse.connection import Row, Warehouse

__all__ = ["Row", "Warehouse"]
