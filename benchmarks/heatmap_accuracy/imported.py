"""What becomes of clicks of which there is a plain recording only, which is imported."""

from __future__ import annotations

import gzip
import json
from typing import Any

import msgspec

from pagepulse.ingest.batch import Batch
from pagepulse.ingest.importing import entries_of, parse_recording

Json = dict[str, Any]

# The project's id and the moment of the import do not matter.
PROJECT_ID, NOW = "prj_bench", 1_760_000_000_000


def as_imported(
    events: list[Json], clicks: list[Json], project_key: str
) -> tuple[list[Json], Json]:
    """Return the clicks as the import of their recording knows them, and elements by id.

    Where they truly were stands beside: `trueEx`, `trueEy`.
    """
    recording = parse_recording(json.dumps(events).encode())
    batches = [
        msgspec.json.decode(gzip.decompress(entry.body), type=Batch)
        for entry in entries_of(recording, PROJECT_ID, project_key, NOW)
    ]
    derived = [one for batch in batches for one in batch.interactions if one.type == "click"]
    assert len(derived) == len(clicks), "the recording missed a click, or holds one twice"
    imported = [
        {
            **click,
            "elementId": one.element_id,
            "ex": one.ex,
            "ey": one.ey,
            "trueEx": click["ex"],
            "trueEy": click["ey"],
            "isSame": one.element_id == click["elementId"],
        }
        for click, one in zip(clicks, derived, strict=True)
    ]
    elements = {
        element.id: {"id": element.id, "print": msgspec.json.decode(element.print)}
        for batch in batches
        for element in batch.elements
    }
    return imported, elements
