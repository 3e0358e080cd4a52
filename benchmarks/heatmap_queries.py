"""How long heatmaps take to ask for, and what one more session costs, at millions of clicks.

    python benchmarks/heatmap_queries.py [--rows 10_000_000] [--seed-sessions 100000]

Rows are generated inside the engine: 2,000 pages and their popularity log-uniform, 400 elements a
page, 90 days, 20 interactions a session, in blocks as the projector writes them. Then questions as
the API asks them, each several times over the hottest page: the whole page for 30 days, one
session, a hundred sessions. At last one more session is written at growing numbers of sessions,
beside an algorithm that builds the map of a page anew from all sessions whenever one arrives and
clusters points within 20 px.
"""

from __future__ import annotations

import argparse
import math
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from pagepulse.heatmaps.filters import Chosen, HeatmapFilter
from pagepulse.heatmaps.maps import MapRequest, read_heatmap
from pagepulse.heatmaps.queries import select_cells, select_session_days
from pagepulse.ingest.tables import TABLES, arrow_table
from pagepulse.warehouse import Warehouse

PROJECT = "prj_bench"
HOTTEST = "shop.example/p0"
PAGES, ELEMENTS, DAYS, ROWS_OF_SESSION = 2_000, 400, 90, 20
# The generator's day 0; 2025-10-09.
FIRST_MS = 1_760_000_000_000
DAY_MS = 86_400_000
BLOCK_ROWS = 1_000_000
REPEATS = 30
CLUSTER_PX = 20

# What a session is, from its number: when it began, and with which browser.
GENERATE = """
insert into interactions
with number as n, intDiv(n, {rows_of_session:UInt64}) as s,
     intDiv(s * {span:UInt64}, {sessions:UInt64}) + {first:UInt64} as started,
     cityHash64(s, 'page') / 18446744073709551616. as luck,
     toUInt64(floor(pow({pages:Float64}, luck))) - 1 as page_number,
     cityHash64(n, 'element') % {elements:UInt64} as element,
     toUInt32(cityHash64(n, 'place')) as place
select {project:String},
    concat('shop.example/p', toString(page_number)),
    ['click','click','click','rest','rest','move','rage','dead','scroll','attention'][1 + n % 10],
    fromUnixTimestamp64Milli(toInt64(started + (n % {rows_of_session:UInt64}) * 1500), 'UTC'),
    lower(substring(hex(sipHash128(s)), 1, 26)), 't_1',
    concat('v_', toString(cityHash64(s, 'v') % ({sessions:UInt64} + 1))),
    concat('p_', toString(s)), 0, toUInt16(n % 20), cityHash64(page_number, element),
    toUInt16(place), toUInt16(place / 65536),
    bitOr(bitAnd(toUInt16(place), 0xF000), 0x0800),
    bitOr(bitAnd(toUInt16(place / 65536), 0xC000), 0x2000),
    toInt32(element % 20 * 70), toInt32(element % 30 * 30), toInt32(element % 20 * 70 + place % 60),
    toInt32(element * 12 + place % 40), 160, 40,
    [390, 820, 1280, 1440, 1920][1 + cityHash64(s, 'w') % 5], 900, 5000, 1, 0, [],
    toUInt32(element), 300, 1,
    ['desktop', 'mobile', 'tablet'][1 + s % 3], ['Chrome', 'Firefox', 'Safari'][1 + s % 3],
    ['AT', 'DE', 'US', 'JP'][1 + s % 4], ['', 'news', 'search.example'][1 + s % 3], false
from numbers({from:UInt64}, {count:UInt64})
"""
SESSIONS = """
insert into sessions (project_id, session_id, version, started_at, ended_at)
select {project:String}, session_id, 1, min(at), max(at) from interactions
where page = {page:String} group by session_id
"""


def generate(warehouse: Warehouse, rows: int) -> None:
    """Fill the warehouse."""
    sessions = max(1, rows // ROWS_OF_SESSION)
    for first in range(0, rows, BLOCK_ROWS):
        parameters = {
            "project": PROJECT, "rows_of_session": ROWS_OF_SESSION, "span": DAYS * DAY_MS,
            "sessions": sessions, "first": FIRST_MS, "pages": PAGES, "elements": ELEMENTS,
            "from": first, "count": min(BLOCK_ROWS, rows - first),
        }  # fmt: skip
        warehouse.command(GENERATE, parameters)
    warehouse.command(SESSIONS, {"project": PROJECT, "page": HOTTEST})


Times = list[tuple[float, float]]


def timed(work: Callable[[], object], repeats: int) -> Times:
    """Return wall and processor time of `work` in ms; the first is left out: caches are cold."""
    times = []
    for _ in range(repeats + 1):
        began, used = time.perf_counter(), time.process_time()
        work()
        wall, processor = time.perf_counter() - began, time.process_time() - used
        times.append((wall * 1000, processor * 1000))
    return times[1:]


def report(name: str, times: Times, target: str = "") -> None:
    """Print a line; processor time tells what a busy machine hides."""
    walls = sorted(wall for wall, _ in times)
    p95 = walls[math.ceil(len(walls) * 0.95) - 1]
    processor = statistics.median(used for _, used in times)
    print(
        f"{name:44} p50 {statistics.median(walls):7.1f} ms  p95 {p95:7.1f} ms  "
        f"processor {processor:7.1f} ms  {target}",
        flush=True,
    )


def map_reader(
    warehouse: Warehouse, ids: Sequence[str] = (), width: int | None = None
) -> Callable[[], object]:
    """Return the reading of the hottest page's map, as the API does it, of 30 days or sessions."""
    fields = {"pageURL": HOTTEST}
    if ids:
        fields["sessionIds"] = ",".join(ids)
    else:
        fields |= {"startDate": "2025-11-01", "endDate": "2025-11-30"}
    wanted = HeatmapFilter.model_validate(fields)

    def read() -> object:
        days = select_session_days(warehouse, PROJECT, ids) if ids else None
        chosen = Chosen(PROJECT, [HOTTEST], wanted, days)
        return read_heatmap(warehouse, MapRequest(chosen, wanted, "points", width))

    return read


def cell_reader(warehouse: Warehouse) -> Callable[[], object]:
    """Return the one question that the map is drawn from: all cells of 30 days."""
    wanted = HeatmapFilter.model_validate(
        {"pageURL": HOTTEST, "startDate": "2025-11-01", "endDate": "2025-11-30"}
    )
    return lambda: select_cells(warehouse, Chosen(PROJECT, [HOTTEST], wanted), "click")


def ask(warehouse: Warehouse) -> None:
    """Time the questions."""
    ids = [
        row["session_id"]
        for row in warehouse.query(
            "select session_id from sessions final order by cityHash64(session_id) limit 100"
        )
    ]
    count = warehouse.query(
        "select count() as rows from interactions where page = {page:String}", {"page": HOTTEST}
    )[0]["rows"]
    print(f"hottest page: {count:,} interactions")
    report("cells of 30 days (what is drawn)", timed(cell_reader(warehouse), REPEATS), "<= 50")
    report("whole answer, 30 days", timed(map_reader(warehouse), REPEATS))
    placed = timed(map_reader(warehouse, width=1440), REPEATS)
    report("whole answer, 30 days, placed at 1440 px", placed)
    report("one session", timed(map_reader(warehouse, ids[:1]), REPEATS), "<= 10")
    report("100 sessions", timed(map_reader(warehouse, ids), REPEATS), "<= 50")


def save_costs(warehouse: Warehouse, most: int) -> None:
    """Print what one more session costs, here and where maps are built anew."""
    rng = Random(1)
    points: list[tuple[int, int]] = []
    print("\nprocessor time of saving one more session")
    print(f"{'sessions':>10} {'its rows, ms':>20} {'map built anew, ms':>20}")
    size = 100
    while size <= most:
        while len(points) < size * ROWS_OF_SESSION:
            points.append((rng.randrange(1440), rng.randrange(5000)))
        saved = timed(lambda: save_one(warehouse, rng.randrange(10**9)), 10)
        began = time.process_time()
        rebuild(points)
        anew = (time.process_time() - began) * 1000
        used = statistics.median(processor for _, processor in saved)
        print(f"{size:>10,} {used:>20.1f} {anew:>20.1f}", flush=True)
        size *= 10


def save_one(warehouse: Warehouse, number: int) -> None:
    """Write one session's rows, as one block with a token of its own."""
    schema = TABLES["interactions"]
    usual: dict[str, object] = {
        "project_id": PROJECT,
        "page": HOTTEST,
        "type": "click",
        "at": FIRST_MS,
    }
    usual |= {"session_id": f"s{number}", "element_id": number, "scrolls": [], "bot": False}
    texts = {"tab_id", "visitor_id", "page_view_id", "device", "browser", "country", "source"}
    row = tuple(usual.get(name, "" if name in texts else 0) for name in schema.names)
    warehouse.insert(
        "interactions", arrow_table("interactions", [row] * ROWS_OF_SESSION), f"t{number}"
    )


def rebuild(points: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Cluster all points of a page greedily within 20 px; a grid keeps it from being quadratic."""
    clusters: dict[tuple[int, int], list[list[int]]] = {}
    made: list[list[int]] = []
    for x, y in points:
        column, line = x // CLUSTER_PX, y // CLUSTER_PX
        near = (
            one
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for one in clusters.get((column + dx, line + dy), ())
        )
        found = next(
            (one for one in near if math.hypot(one[0] - x, one[1] - y) <= CLUSTER_PX), None
        )
        if found is None:
            found = [x, y, 0]
            clusters.setdefault((column, line), []).append(found)
            made.append(found)
        found[2] += 1
    return made


def main() -> None:
    """Generate, ask, save."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--seed-sessions", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse.open_embedded(Path(folder) / "warehouse")
        began = time.perf_counter()
        generate(warehouse, options.rows)
        size = warehouse.query(
            "select sum(bytes_on_disk) as bytes, count() as parts from system.parts "
            "where active and table = 'interactions' and database = currentDatabase()"
        )[0]
        print(
            f"{options.rows:,} interactions in {time.perf_counter() - began:.0f} s, "
            f"{size['bytes'] / options.rows:.1f} bytes each, {size['parts']} parts"
        )
        ask(warehouse)
        save_costs(warehouse, options.seed_sessions)
        warehouse.close()


if __name__ == "__main__":
    main()
