"""What the vault of style sheets saves: bytes sent and stored per active minute, before and after.

    python benchmarks/vault.py [--copies 10]

Each real recording of tests/recordings goes through the real write path twice: with its style
sheets in every full snapshot, and with references in their place and each sheet in the vault once,
as the tracker sends them. `--copies` stores it as that many visitors of the same site.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import hashlib
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pagepulse.ingest.asset_store import Asset, AssetStore
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.warehouse import Warehouse
from storage import (  # type: ignore[import-not-found]  # its folder is on the path when it runs
    RECORDINGS,
    Event,
    batch,
    entries_of,
    pages_of,
    parts_of,
    recorded_minutes,
)

# The tracker leaves shorter style sheets where they are, in UTF-16 units.
SHEET_MIN_LENGTH = 1_024
KB = 1_000
Sheets = dict[str, bytes]


@dataclass(frozen=True)
class Cost:
    """Bytes per active minute."""

    sent: float
    stored: float


def without_sheets(value: Any, sheets: Sheets) -> Any:
    """Return a copy of recorded JSON with references to style sheets, which go into `sheets`."""
    if isinstance(value, list):
        return [without_sheets(item, sheets) for item in value]
    if not isinstance(value, dict):
        return value
    copy = {name: without_sheets(item, sheets) for name, item in value.items()}
    css = copy.get("_cssText")
    if isinstance(css, str) and len(css) >= SHEET_MIN_LENGTH:
        content = css.encode()
        name = hashlib.sha256(content).hexdigest()
        sheets[name] = content
        copy["_cssText"] = f"pulse-asset:{name}"
    return copy


def bodies_of(pages: list[list[Event]], copies: int) -> Iterator[bytes]:
    """Yield the batches of all visitors."""
    for copy in range(copies):
        for seq, part in enumerate(parts_of(pages)):
            yield batch(part, copy, seq)


def stored_bytes(bodies: list[bytes], sheets: Sheets) -> int:
    """Return what events and assets take on disk after the engine has merged."""
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "journal.db", 10**11)
        warehouse = Warehouse.open_embedded(Path(folder) / "warehouse")
        asyncio.run(keep(warehouse, sheets))
        journal.append_now(entries_of(bodies))
        Projector(journal, warehouse, Ledger()).run_until_empty()
        warehouse.command("optimize table recording_events final")
        warehouse.command("optimize table assets final")
        (row,) = warehouse.query(
            "select sum(bytes_on_disk) as bytes from system.parts where active "
            "and database = currentDatabase() and table in ('recording_events', 'assets')"
        )
        warehouse.close()
        journal.close()
    return int(row["bytes"])


async def keep(warehouse: Warehouse, sheets: Sheets) -> None:
    """Bring the style sheets into the vault."""
    store = AssetStore(warehouse)
    for name, content in sheets.items():
        await store.store(Asset("prj_1", name, "text/css", content))


def cost_of(pages: list[list[Event]], sheets: Sheets, copies: int) -> Cost:
    """Send and store a recording, and its style sheets once for all its visitors."""
    bodies = list(bodies_of(pages, copies))
    minutes = copies * recorded_minutes(pages)
    sent = sum(len(gzip.compress(body, 6)) for body in [*bodies, *sheets.values()])
    return Cost(sent / minutes, stored_bytes(bodies, sheets) / minutes)


def report(copies: int) -> None:
    """Print the cost of each recording as so many visitors, and the median."""
    print(f"\n{copies} visitor(s) of each site, kB per active minute")
    print(f"{'':28}{'sent before':>12}{'after':>9}{'stored before':>15}{'after':>9}")
    costs: list[tuple[Cost, Cost]] = []
    for file in sorted(RECORDINGS.glob("*.json.gz")):
        pages = pages_of(file)
        sheets: Sheets = {}
        lean = without_sheets(pages, sheets)
        costs.append((cost_of(pages, {}, copies), cost_of(lean, sheets, copies)))
        print_row(file.name.removesuffix(".json.gz"), *costs[-1])
    medians = [
        Cost(
            statistics.median(pair[side].sent for pair in costs),
            statistics.median(pair[side].stored for pair in costs),
        )
        for side in (0, 1)
    ]
    print_row("median", *medians)


def print_row(name: str, before: Cost, after: Cost) -> None:
    """Print one line of the table."""
    print(
        f"{name:28}{before.sent / KB:12,.1f}{after.sent / KB:9,.1f}"
        f"{before.stored / KB:15,.1f}{after.stored / KB:9,.1f}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--copies", type=int, default=10)
    copies = parser.parse_args().copies
    for visitors in sorted({1, copies}):
        report(visitors)


if __name__ == "__main__":
    main()
