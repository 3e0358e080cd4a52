"""What was imported comes out as it went in, and what comes out can be imported."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.replay.conftest import (
    NOW,
    Store,
    StoreEntries,
    full_snapshot,
    incremental,
    meta,
    page_view,
)

from pagepulse.errors import NotFoundError
from pagepulse.ingest.importing import entries_of, parse_recording, read_recording
from pagepulse.replay.export import Format, page_starts, plan, stream
from pagepulse.replay.windows import Key
from pagepulse.warehouse import Warehouse

REAL = ["s4_marketing_1440", "s5_sbadmin_1024", "s7_marketing_mobile390"]


async def export_of(
    warehouse: Warehouse, project_id: str, session_id: str, output: Format = "pages"
) -> Any:
    parts = stream(warehouse, plan(warehouse, project_id, session_id), output)
    return json.loads(b"".join([part async for part in parts]))


def in_order(recording: dict[str, Any]) -> list[Any]:
    events = [event for page in recording["pages"] for event in page["events"]]
    return sorted(events, key=lambda event: event["timestamp"])


@pytest.mark.parametrize("name", REAL)
async def test_a_real_recording_comes_out_as_it_went_in(
    name: str,
    recordings: Path,
    warehouse: Warehouse,
    project_id: str,
    store_entries: StoreEntries,
):
    file = recordings / f"{name}.json.gz"
    written = gzip.decompress(file.read_bytes()).decode()
    # Private patterns of a page's text are hidden by the server, whoever recorded it.
    original = json.loads(written.replace("support@tabler.io", "•••••••@••••••.••"))
    recording = read_recording(file)
    store_entries(list(entries_of(recording, project_id, "pk_1", NOW)))
    session_id = recording.session_id(project_id)

    exported = await export_of(warehouse, project_id, session_id)

    assert in_order(exported) == in_order(original)
    assert [page["url"] for page in exported["pages"]] == [p["url"] for p in original["pages"]]
    assert exported["recorder"] == original["recorder"]
    assert await export_of(warehouse, project_id, session_id, "events") == in_order(original)
    # The export is the same session again: importing it would add nothing.
    again = parse_recording(
        json.dumps(exported, separators=(",", ":"), ensure_ascii=False).encode()
    )
    assert again.session_id(project_id) == session_id


async def test_every_tab_is_exported_on_its_own(
    warehouse: Warehouse, project_id: str, store: Store
):
    first = [meta(NOW - 900), full_snapshot(NOW - 890), incremental(NOW - 100, 1)]
    second = [meta(NOW - 500, "https://shop.example/cart"), full_snapshot(NOW - 490)]
    session_id = store("mia", tabId="t_1", events=first)
    store("mia", tabId="t_2", events=second)

    exported = await export_of(warehouse, project_id, session_id)

    assert exported["pages"] == [
        {"url": "https://shop.example/", "tabId": "t_1", "events": first},
        {"url": "https://shop.example/cart", "tabId": "t_2", "events": second},
    ]


def test_later_full_snapshots_of_a_page_stay_on_it():
    home, jump, cart = "https://x/", "https://x/#faq", "https://x/cart"
    metas = [(Key(10, 0, 0), home), (Key(20, 0, 0), home), (Key(30, 0, 0), jump),
             (Key(40, 0, 0), cart)]  # fmt: skip

    assert page_starts(metas, views_at=[]) == [metas[0], metas[3]]
    assert page_starts(metas, views_at=[10, 15, 40]) == [metas[0], metas[1], metas[3]]


def test_a_session_without_recording_has_nothing_to_export(
    warehouse: Warehouse, project_id: str, store: Store
):
    session_id = store("ned", pageViews=[page_view(NOW, "https://shop.example/")])

    with pytest.raises(NotFoundError) as caught:
        plan(warehouse, project_id, session_id)

    assert caught.value.code == "recording_not_found"
