"""Millions of interactions, generated inside the engine in blocks as the projector writes them."""

from __future__ import annotations

import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from pagepulse.warehouse import Warehouse

HOTTEST = "shop.example/p0"
PAGES, ELEMENTS, DAYS, ROWS_OF_SESSION = 2_000, 400, 90, 20
# The generator's day 0; 2025-10-09.
FIRST_MS = 1_760_000_000_000
DAY_MS = 86_400_000
# One block is what is in memory at a time: some 300 MB.
BLOCK_ROWS = 1_000_000
# What a row takes on the disk, with half as much for parts that are being merged.
BYTES_OF_ROW = 55
# Merges that have not ended by then go on while the questions are asked.
MERGE_SECONDS = 300

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


VIEWS = """
insert into page_views (project_id, page_view_id, session_id, tab_id, visitor_id, at, page_url,
                        path, viewport_width, viewport_height, page)
with number as s,
     intDiv(s * {span:UInt64}, {sessions:UInt64}) + {first:UInt64} as started,
     cityHash64(s, 'page') / 18446744073709551616. as luck,
     toUInt64(floor(pow({pages:Float64}, luck))) - 1 as page_number
select {project:String}, concat('p_', toString(s)), lower(substring(hex(sipHash128(s)), 1, 26)),
    't_1', concat('v_', toString(cityHash64(s, 'v') % ({sessions:UInt64} + 1))),
    fromUnixTimestamp64Milli(toInt64(started), 'UTC'), '', '',
    [390, 820, 1280, 1440, 1920][1 + cityHash64(s, 'w') % 5], 900,
    concat('shop.example/p', toString(page_number))
from numbers({from:UInt64}, {count:UInt64})
"""
PROGRESS = """
select sum(bytes_on_disk) as bytes, count() as parts from system.parts
where active and table = 'interactions' and database = currentDatabase()
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to generate; `most_minutes` bounds the time that it may take."""

    project_id: str
    rows: int
    most_minutes: float

    @property
    def sessions(self) -> int:
        """Return how many sessions the rows belong to."""
        return max(1, self.rows // ROWS_OF_SESSION)

    def print(self, folder: Path) -> None:
        """Say what comes, and end the program where the disk is too small for it."""
        needed, free = self.rows * BYTES_OF_ROW, shutil.disk_usage(folder).free
        blocks = -(-self.rows // BLOCK_ROWS)
        print(
            f"{self.rows:,} interactions of {self.sessions:,} sessions in {blocks} blocks; at most "
            f"{needed / 1e9:.1f} GB of disk ({free / 1e9:.0f} GB free) and {self.most_minutes:g} "
            "minutes",
            flush=True,
        )
        if needed > free:
            sys.exit("not enough disk")


def generate(warehouse: Warehouse, plan: Plan) -> None:
    """Fill the warehouse; ends the program when the first blocks say that it takes too long."""
    began = time.perf_counter()
    for first in range(0, plan.rows, BLOCK_ROWS):
        count = min(BLOCK_ROWS, plan.rows - first)
        _insert(warehouse, GENERATE, plan, first, count)
        spent = time.perf_counter() - began
        expected = spent * plan.rows / (first + count)
        if expected > plan.most_minutes * 60:
            sys.exit(f"this machine would take {expected / 60:.0f} minutes; see --most-minutes")
    for first in range(0, plan.sessions, BLOCK_ROWS):
        _insert(warehouse, VIEWS, plan, first, min(BLOCK_ROWS, plan.sessions - first))
    warehouse.command(SESSIONS, {"project": plan.project_id, "page": HOTTEST})
    print(f"generated in {time.perf_counter() - began:.0f} s", flush=True)
    _wait_for_merges(warehouse)
    size = warehouse.query(PROGRESS)[0]
    print(f"{size['bytes'] / plan.rows:.1f} bytes each, {size['parts']} parts")


def _insert(warehouse: Warehouse, sql: str, plan: Plan, first: int, count: int) -> None:
    known = {
        "project": plan.project_id, "rows_of_session": ROWS_OF_SESSION, "span": DAYS * DAY_MS,
        "sessions": plan.sessions, "first": FIRST_MS, "pages": PAGES, "elements": ELEMENTS,
        "from": first, "count": count,
    }  # fmt: skip
    warehouse.command(sql, known)


def _wait_for_merges(warehouse: Warehouse) -> None:
    until = time.monotonic() + MERGE_SECONDS
    while time.monotonic() < until and warehouse.query("select 1 from system.merges"):
        time.sleep(1)
