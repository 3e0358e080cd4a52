"""What one more session costs, here and where a page's map is built anew from all sessions."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Sequence
from random import Random

from benchmarks.heatmap_scale.facts import FIRST_MS, HOTTEST, ROWS_OF_SESSION
from benchmarks.heatmap_scale.timing import timed

from pagepulse.ingest.tables import TABLES, arrow_table
from pagepulse.warehouse import Warehouse

CLUSTER_PX = 20
SAVED = 10


def save_costs(warehouse: Warehouse, project_id: str, most: int) -> None:
    """Print what one more session costs, here and where maps are built anew."""
    rng = Random(1)
    points: list[tuple[int, int]] = []
    print("\nprocessor time of saving one more session")
    print(f"{'sessions':>10} {'its rows, ms':>20} {'map built anew, ms':>20}")
    size = 100
    while size <= most:
        while len(points) < size * ROWS_OF_SESSION:
            points.append((rng.randrange(1440), rng.randrange(5000)))
        saved = timed(lambda: save_one(warehouse, project_id, rng.randrange(10**9)), SAVED)
        began = time.process_time()
        rebuild(points)
        anew = (time.process_time() - began) * 1000
        used = statistics.median(one.processor for one in saved)
        print(f"{size:>10,} {used:>20.1f} {anew:>20.1f}", flush=True)
        size *= 10


def save_one(warehouse: Warehouse, project_id: str, number: int) -> None:
    """Write one session's rows, as one block with a token of its own."""
    schema = TABLES["interactions"]
    usual: dict[str, object] = {
        "project_id": project_id,
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
