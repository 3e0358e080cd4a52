"""What a data folder holds, told by a process of its own: the warehouse allows one at a time.

`python -m tests.chaos.found FOLDER` describes it. With `store` behind it, the batches on stdin are
stored there first, in the order given: a day without faults.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.ingest.reconcile import reconcile
from pagepulse.ingest.tables import TABLES
from pagepulse.journal import Entry, Journal
from pagepulse.journal.counts import totals
from pagepulse.warehouse import Warehouse

JOURNAL_BYTES = 10**10
# What headers tell: those of a socket and of a request of one browser differ here.
OF_HEADERS = frozenset({"device", "browser", "browser_version", "os", "bot"})


def describe(folder: Path, batches: list[dict[str, Any]]) -> dict[str, Any]:
    """Return batches, doubles, balances, the ledger, and a digest of every table by column."""
    journal = Journal(folder / "journal.db", JOURNAL_BYTES)
    warehouse = Warehouse.open_embedded(folder / "warehouse")
    try:
        for one in batches:
            body = one.pop("body").encode()
            journal.append_now([Entry(**one, body=body, raw_bytes=len(body), event_count=2)])
        Projector(journal, warehouse, Ledger()).run_until_empty()
        balances = [asdict(one) | {"missing": one.missing} for one in reconcile(journal, warehouse)]
        return {
            "batches": warehouse.query(
                "select session_id, tab_id, seq, count() as times, "
                "toUnixTimestamp64Milli(any(received_at)) as at from batches "
                "group by session_id, tab_id, seq order by session_id, tab_id, seq"
            ),
            "doubleEvents": warehouse.query(
                "select session_id, seq, position from recording_events "
                "group by session_id, tab_id, seq, position having count() > 1"
            ),
            "balances": balances,
            "ledger": ledger_of(journal),
            "digest": {name: digest(warehouse, name) for name in (*TABLES, "sessions")},
        }
    finally:
        warehouse.close()
        journal.close()


def ledger_of(journal: Journal) -> dict[str, int]:
    """Return how many batches had each outcome, of all projects."""
    connection = journal.connect()
    sums: dict[str, int] = {}
    for (_, outcome), batches in totals(connection).items():
        sums[outcome] = sums.get(outcome, 0) + batches
    connection.close()
    return sums


def digest(warehouse: Warehouse, table: str) -> dict[str, str]:
    """Return a sum per column over all rows, in whatever order they lie."""
    described = warehouse.query(f"describe table {table}")
    columns = [row["name"] for row in described if row["name"] not in OF_HEADERS]
    ((engine,),) = (
        row.values()
        for row in warehouse.query(
            "select engine from system.tables "
            "where database = 'pagepulse' and name = {name:String}",
            {"name": table},
        )
    )
    final = "final" if "Replacing" in engine else ""
    sums = ", ".join(f"toString(sum(cityHash64(toString({name})))) as {name}_" for name in columns)
    (row,) = warehouse.query(f"select toString(count()) as rows_, {sums} from {table} {final}")
    return {name.removesuffix("_"): value for name, value in row.items()}


if __name__ == "__main__":
    given = json.load(sys.stdin) if len(sys.argv) > 2 else []
    print(json.dumps(describe(Path(sys.argv[1]), given)))  # noqa: T201 - the answer
