"""Events come out whole where their assets are there, and as they are where not."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from tests.unit.replay.conftest import NOW, Store, meta

from pagepulse.errors import NotFoundError
from pagepulse.ingest.asset_store import Asset, AssetStore, hash_of
from pagepulse.ingest.asset_types import content_type_of
from pagepulse.replay import assets
from pagepulse.replay.assets import Hydration, read_asset
from pagepulse.replay.export import plan, stream
from pagepulse.warehouse import Warehouse

FONT = b"wOF2 a font"
CSS = f'h1 {{ content: "\\"é\\""; src: url("pulse-asset:{hash_of(FONT)}") }}'.encode()
IMAGE = b"GIF89a an image"


@pytest.fixture
async def kept(warehouse: Warehouse, project_id: str) -> None:
    """Keep a style sheet, a font that it refers to, and an image."""
    store = AssetStore(warehouse)
    for kind, content in (("css", CSS), ("font", FONT), ("image", IMAGE)):
        content_type = content_type_of(kind, content)
        await store.store(Asset(project_id, hash_of(content), content_type, content))


def reference(content: bytes) -> str:
    return f"pulse-asset:{hash_of(content)}"


def element(**attributes: str) -> dict[str, Any]:
    return {"type": 2, "id": 2, "tagName": "style", "attributes": attributes, "childNodes": []}


def data_url(content_type: str, content: bytes) -> str:
    return f"data:{content_type};base64,{base64.b64encode(content).decode()}"


@pytest.mark.usefixtures("kept")
def test_style_sheets_images_and_fonts_are_put_back(warehouse: Warehouse, project_id: str) -> None:
    event = json.dumps([element(_cssText=reference(CSS)), element(src=reference(IMAGE))])

    whole = json.loads(Hydration(warehouse, project_id).whole(event))

    css = CSS.decode().replace(reference(FONT), data_url("font/woff2", FONT))
    assert whole == [element(_cssText=css), element(src=data_url("image/gif", IMAGE))]


@pytest.mark.usefixtures("kept")
def test_text_of_a_page_cannot_become_a_style_sheet(warehouse: Warehouse, project_id: str) -> None:
    texts = [reference(CSS), f'"_cssText":"{reference(CSS)}"', reference(b"gone")]

    assert json.loads(Hydration(warehouse, project_id).whole(json.dumps(texts))) == texts


@pytest.mark.usefixtures("kept")
def test_nothing_of_another_project_is_put_in(warehouse: Warehouse, project_id: str) -> None:
    event = json.dumps(element(_cssText=reference(CSS)))

    assert Hydration(warehouse, f"{project_id}_other").whole(event) == event
    with pytest.raises(NotFoundError):
        read_asset(warehouse, f"{project_id}_other", hash_of(CSS))


@pytest.mark.usefixtures("kept")
def test_an_event_that_names_an_asset_without_end_grows_to_a_limit(
    warehouse: Warehouse, project_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = json.dumps([element(_cssText=reference(CSS))] * 100)
    monkeypatch.setattr(assets, "WHOLE_EVENT_CHARS", len(event) + 10 * len(CSS))

    whole = json.loads(Hydration(warehouse, project_id).whole(event))

    filled = [node for node in whole if node != element(_cssText=reference(CSS))]
    assert 0 < len(filled) <= 10


@pytest.mark.usefixtures("kept")
async def test_an_export_needs_no_vault(
    warehouse: Warehouse, project_id: str, store: Store
) -> None:
    node = {"type": 0, "id": 1, "childNodes": [element(_cssText=reference(CSS))]}
    snapshot = {"type": 2, "data": {"node": node}, "timestamp": NOW + 1}
    session_id = store("exported", events=[meta(NOW), snapshot])

    parts = stream(warehouse, plan(warehouse, project_id, session_id), "events")
    text = b"".join([part async for part in parts]).decode()

    assert "pulse-asset:" not in text
    assert data_url("font/woff2", FONT) in text
