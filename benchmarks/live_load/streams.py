"""What simulated visitors send: the pages of the test recordings, cut as the tracker cuts them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

RECORDINGS = sorted((Path(__file__).parents[2] / "tests/recordings").glob("*.json.gz"))
# Batches of about this size, as the tracker cuts them from a busy page, in bytes of JSON.
BATCH_BYTES = 4096
FULL_SNAPSHOT, INCREMENTAL = 2, 3


@dataclass(frozen=True, slots=True)
class Stream:
    """One page of a recording: its picture, and what follows as JSON lists of about 4 KB."""

    picture: str
    parts: list[str]


def streams() -> list[Stream]:
    """Return the pages of the test recordings."""
    made = []
    for file in RECORDINGS:
        for page in json.loads(gzip.decompress(file.read_bytes()))["pages"]:
            events = page["events"]
            first = next(n for n, event in enumerate(events) if event["type"] == FULL_SNAPSHOT)
            later = [written(one) for one in events[first + 1 :] if one["type"] == INCREMENTAL]
            parts = list(cut(later))
            if parts:
                made.append(Stream(written(events[first - 1 : first + 1]), parts))
    return made


def cut(events: Sequence[str]) -> Iterator[str]:
    """Yield lists of events of about BATCH_BYTES."""
    part: list[str] = []
    size = 0
    for event in events:
        part.append(event)
        size += len(event)
        if size >= BATCH_BYTES:
            yield f"[{','.join(part)}]"
            part, size = [], 0


def written(value: object) -> str:
    """Return JSON as a browser writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
