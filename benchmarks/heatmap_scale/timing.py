"""Wall time beside processor time: a busy machine changes only the first."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spent:
    """What one call took, ms; `processor` is of all threads together."""

    wall: float
    processor: float


def timed(work: Callable[[], object], repeats: int) -> list[Spent]:
    """Return what `work` took each time; the first is left out: caches are cold."""
    times = []
    for _ in range(repeats + 1):
        began, used = time.perf_counter(), time.process_time()
        work()
        wall, processor = time.perf_counter() - began, time.process_time() - used
        times.append(Spent(wall * 1000, processor * 1000))
    return times[1:]


def report(name: str, times: Sequence[Spent], more: str = "") -> None:
    """Print a line."""
    walls = sorted(one.wall for one in times)
    p95 = walls[math.ceil(len(walls) * 0.95) - 1]
    processor = statistics.median(one.processor for one in times)
    print(
        f"{name:40} p50 {statistics.median(walls):7.1f}  p95 {p95:7.1f}  "
        f"processor {processor:7.1f} ms  {more}",
        flush=True,
    )
