"""The product's server with the disk out of the way: batches are checked, passed on, not kept."""

from __future__ import annotations

from benchmarks.live_load.lifted import lift_bounds

from pagepulse.cli.main import main
from pagepulse.journal import Entry, Journal


async def forget(self: Journal, entry: Entry) -> None:
    """Take a batch as if it were on disk."""


if __name__ == "__main__":
    lift_bounds()
    Journal.append = forget  # type: ignore[method-assign]  # the disk is what is taken away
    main()
