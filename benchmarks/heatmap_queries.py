"""How long heatmaps take to ask for, and what one more session costs, at millions of clicks.

    python benchmarks/heatmap_queries.py [--rows 10_000_000] [--seed-sessions 100_000]
                                         [--most-minutes 30]

Rows are generated inside the engine: 2,000 pages and their popularity log-uniform, 400 elements a
page, 90 days, 20 interactions a session, a page view each, in blocks as the projector writes them.
Then the hottest page is asked for, whole answers over HTTP inside this process: 30 days of it, one
session, a hundred sessions. `cells alone` is one query, of what is drawn. At last one more session
is written at growing numbers of sessions, beside an algorithm that builds the map of a page anew
from all sessions whenever one arrives and clusters points within 20 px.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.heatmap_scale.asking import MONTH, REPEATS, Asker, ask, asker
from benchmarks.heatmap_scale.facts import HOTTEST, Plan, generate
from benchmarks.heatmap_scale.saving import save_costs
from benchmarks.heatmap_scale.timing import report, timed

from pagepulse.heatmaps.filters import Chosen, HeatmapFilter
from pagepulse.heatmaps.queries import select_cells
from pagepulse.warehouse import Warehouse


def cell_reader(warehouse: Warehouse, project_id: str) -> Callable[[], object]:
    """Return the one question that the map is drawn from: all cells of 30 days."""
    wanted = HeatmapFilter.model_validate({"pageURL": HOTTEST, **MONTH})
    return lambda: select_cells(warehouse, Chosen(project_id, [HOTTEST], wanted), "click")


def measure(warehouse: Warehouse, who: Asker, options: argparse.Namespace) -> None:
    """Generate, ask, save."""
    plan = Plan(who.project_id, options.rows, options.most_minutes)
    plan.print(Path(tempfile.gettempdir()))
    generate(warehouse, plan)
    count = "select count() as rows from interactions where page = {page:String}"
    rows = warehouse.query(count, {"page": HOTTEST})[0]["rows"]
    print(f"hottest page: {rows:,} interactions")
    report("30 days, cells alone", timed(cell_reader(warehouse, who.project_id), REPEATS), "<= 50")
    ask(who, warehouse)
    save_costs(warehouse, who.project_id, options.seed_sessions)


def main() -> None:
    """Open a warehouse that is deleted afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--seed-sessions", type=int, default=100_000)
    parser.add_argument("--most-minutes", type=float, default=30, help="Of generating.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warehouse = Warehouse.open_embedded(folder / "warehouse")
        with asker(folder, warehouse) as who:
            measure(warehouse, who, options)
        warehouse.close()


if __name__ == "__main__":
    main()
