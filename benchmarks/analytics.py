"""How long analytics take at millions of events, beside SQLite with the same traffic.

    python benchmarks/analytics.py [--rows 1_000_000] [--sqlite-rows 1_000_000]

Traffic of 90 days is made up: sessions with 3 page views and 36 events on the average (page views,
custom events, errors, web vitals, interactions), inserted block by block as the projector writes
them. Rows of sessions and their facts are derived by the projector's own statements. Then each
question is asked of the functions that the routes call, and one of them over HTTP inside this
process. Up to `--sqlite-rows` the same is asked of SQLite; answers that differ end the program.
"""

from __future__ import annotations

import argparse
import gc
import math
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.analytics_scale.questions import Asked, ProductQuestions
from benchmarks.analytics_scale.row_questions import Answer, RowQuestions
from benchmarks.analytics_scale.rows import RowStore
from benchmarks.analytics_scale.traffic import Plan, blocks
from benchmarks.heatmap_scale.asking import Asker, asker
from benchmarks.heatmap_scale.timing import Spent, timed

from pagepulse.ingest.projector import DERIVED
from pagepulse.warehouse import Warehouse

# Of fewer, the 95th percentile is the worst of all.
REPEATS = 40
TARGET_MS, TARGET_ROWS = 50, 10_000_000
# Sessions that one statement derives, as in a busy range of the journal.
DERIVED_AT_ONCE = 5_000
# Ids of so many sessions are longer than the engine's usual limit of a statement.
LONG_STATEMENT = {"insert_deduplicate": 0, "max_query_size": 16 * 1024 * 1024}
MERGE_SECONDS = 60
MONTH: dict[str, object] = {"startDate": "2025-11-08", "endDate": "2025-12-07"}
WEEK: dict[str, object] = {"startDate": "2025-12-01", "endDate": "2025-12-07"}
PHONES: dict[str, object] = {"device": ["mobile"], "country": ["DE"]}
ASKED = (
    Asked("30 days", MONTH),
    Asked("7 days", WEEK),
    Asked("30 days, phones in DE", MONTH | PHONES, "device = 'mobile' and country = 'DE'"),
    Asked(
        "30 days, saw a page",
        MONTH | {"pageURL": "/coffee/item-0"},
        "s.id in (select session from page_views where page = 'shop.example/coffee/item-0')",
    ),
)
# Those that SQLite is asked as well, and what only the product is asked.
BOTH = ("overview", "timeseries", "breakdown", "pages", "journeys")
ALONE = ("compared", "channels", "funnel", "retention")


def fill(warehouse: Warehouse, plan: Plan, store: RowStore | None) -> None:
    """Generate, insert, derive; merges end before the questions begin.

    Facts are merged as the engine does by itself six hours later.
    """
    began, rows = time.perf_counter(), 0
    for number, tables in enumerate(blocks(plan)):
        for name, table in tables.items():
            warehouse.insert(name, table, f"{number}-{name}")
            rows += 0 if name == "batches" else table.num_rows
        ids = tables["batches"]["session_id"].to_pylist()
        for first in range(0, len(ids), DERIVED_AT_ONCE):
            sessions = [(plan.project_id, one) for one in ids[first : first + DERIVED_AT_ONCE]]
            for sql in DERIVED.values():
                warehouse.command(sql, {"sessions": sessions}, settings=LONG_STATEMENT)
        if store is not None:
            store.add(tables)
    if store is not None:
        store.finish()
    warehouse.command("optimize table session_facts final")
    until = time.monotonic() + MERGE_SECONDS
    while time.monotonic() < until and warehouse.query("select 1 from system.merges"):
        time.sleep(1)
    spent = time.perf_counter() - began
    print(f"\n{rows:,} events of {plan.sessions:,} sessions, ready after {spent:.0f} s", flush=True)


def compare(warehouse: Warehouse, project_id: str, store: RowStore | None) -> float:
    """Print a line for each question and return the worst p95; exit where answers differ."""
    print(f"{'':42} {'p50':>7} {'p95':>7} {'processor':>9}   SQLite   times")
    worst = 0.0
    for asked in ASKED:
        question = asked.question(project_id)
        ours = ProductQuestions(warehouse, question)
        start, end = question.times.start_at or 0, question.times.end_at or 0
        theirs = store and RowQuestions(store.connection, start, end, asked.condition)
        for name in (*BOTH, *ALONE):
            times = timed(getattr(ours, name), REPEATS)
            beside = ""
            if theirs is not None and name in BOTH:
                answer, used = _once(getattr(theirs, name))
                same(f"{asked.name}, {name}", getattr(ours, name)(), answer)
                beside = _beside(times, used)
            print(f"{asked.name + ', ' + name:42} {_figures(times)}   {beside}", flush=True)
            worst = max(worst, _p95(times))
    return worst


def same(name: str, ours: Answer, theirs: Answer) -> None:
    """End the program where what the product lists is not what SQLite says."""
    differing = [key for key, values in ours.items() if not _equal(values, theirs.get(key, ()))]
    if differing or not ours:
        told = [(key, ours[key], theirs.get(key)) for key in differing[:3]]
        sys.exit(f"{name}: answers differ: {told}")


def _equal(ours: Sequence[float | None], theirs: Sequence[float | None]) -> bool:
    """Compare numbers but for the order in which the engines add them up."""
    return len(ours) == len(theirs) and all(
        math.isclose(one or 0, other or 0, rel_tol=1e-9, abs_tol=1e-6)
        for one, other in zip(ours, theirs, strict=True)
    )


def _p95(times: Sequence[Spent]) -> float:
    walls = sorted(one.wall for one in times)
    return walls[math.ceil(len(walls) * 0.95) - 1]


def _figures(times: Sequence[Spent]) -> str:
    walls, used = [one.wall for one in times], [one.processor for one in times]
    return f"{statistics.median(walls):7.1f} {_p95(times):7.1f} {statistics.median(used):9.1f}"


def _once(ask: Callable[[], Answer]) -> tuple[Answer, float]:
    """Return an answer of SQLite and its processor time, ms; some take half a minute."""
    began = time.process_time()
    answer = ask()
    return answer, (time.process_time() - began) * 1000


def _beside(ours: Sequence[Spent], theirs: float) -> str:
    """Return SQLite's processor time and how many times the product's it is."""
    used = statistics.median(one.processor for one in ours)
    return f"{theirs:7.0f} {theirs / used:6.1f}"


def over_http(who: Asker) -> None:
    """Print one question as an answer over HTTP, gzip included."""
    asked = {name: str(value) for name, value in MONTH.items()} | {"compare": "previous"}
    times = timed(partial(who.ask, "/api/analytics/overview", asked), REPEATS)
    print(f"{'30 days, compared, over HTTP':42} {_figures(times)}", flush=True)


def measure(rows: int, sqlite_rows: int) -> None:
    """Fill a warehouse that is deleted afterwards, and ask."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warehouse = Warehouse.open_embedded(folder / "warehouse")
        with asker(folder, warehouse) as who:
            store = RowStore(folder / "rows.db") if rows <= sqlite_rows else None
            fill(warehouse, Plan(who.project_id, rows), store)
            # As the server does before it takes requests.
            gc.collect()
            gc.freeze()
            worst = compare(warehouse, who.project_id, store)
            over_http(who)
        warehouse.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"worst p95 {worst:.0f} ms; peak memory of this process {peak:,.0f} MiB", flush=True)
    if rows >= TARGET_ROWS:
        print(f"target: p95 <= {TARGET_MS} ms at {TARGET_ROWS:,} events")


def main() -> None:
    """Measure one size after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--sqlite-rows", type=int, default=1_000_000)
    options = parser.parse_args()
    print(f"{datetime.now(UTC):%Y-%m-%d}; ms; `times`: SQLite's processor time by the product's")
    for rows in options.rows:
        measure(rows, options.sqlite_rows)


if __name__ == "__main__":
    main()
