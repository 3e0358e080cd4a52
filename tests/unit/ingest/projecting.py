"""Batches on their way into the warehouse, and what is there afterwards."""

from __future__ import annotations

from collections.abc import Callable

from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Entry, Journal
from pagepulse.warehouse import Row, Warehouse

NOW = 1_760_000_000_000
MakeEntry = Callable[..., Entry]
EVENT_KEYS = """
    select seq, position from recording_events
    where project_id = {project:String} order by seq, position
"""


def project(journal: Journal, warehouse: Warehouse) -> Ledger:
    ledger = Ledger()
    Projector(journal, warehouse, ledger).run_until_empty()
    return ledger


def event_keys(warehouse: Warehouse, project_id: str) -> list[tuple[int, int]]:
    rows = warehouse.query(EVENT_KEYS, {"project": project_id})
    return [(row["seq"], row["position"]) for row in rows]


def count(warehouse: Warehouse, table: str, project_id: str) -> int:
    sql = f"select count() as n from {table} where project_id = {{project:String}}"
    return int(warehouse.query(sql, {"project": project_id})[0]["n"])


def session(warehouse: Warehouse, project_id: str) -> Row:
    (row,) = warehouse.query(
        "select * from sessions final where project_id = {project:String}", {"project": project_id}
    )
    return row


def whole_batch(make: MakeEntry, seq: int) -> Entry:
    """Return a batch with something for every table."""
    return make(
        seq=seq,
        events=[
            {"type": 2, "timestamp": NOW + seq, "data": {}},
            {"type": 3, "timestamp": NOW + seq, "data": {"source": 2, "type": 2, "id": 1}},
            {"type": 3, "timestamp": NOW + seq, "data": {"source": 5, "id": 1, "text": "*"}},
        ],
        pageViews=[{"id": f"p_{seq}", "at": NOW + seq, "url": f"https://a.example/{seq}"}],
        captures=[{"pageViewId": f"p_{seq}", "at": NOW + seq, "reason": "recorded"}],
        customEvents=[{"name": "signup", "at": NOW + seq}],
        errors=[{"message": "boom", "at": NOW + seq}],
        consoleMessages=[{"level": "warn", "text": "slow", "at": NOW + seq}],
        requests=[{"url": f"https://a.example/{seq}", "at": NOW + seq}],
        vitals=[{"name": "LCP", "value": 1200, "at": NOW + seq}],
    )
