"""Interactions in a real warehouse: facts as rows, or the way that every batch goes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pagepulse.heatmaps.filters import Chosen, HeatmapFilter
from pagepulse.heatmaps.maps import MapRequest, read_heatmap
from pagepulse.heatmaps.models import Format, Heatmap
from pagepulse.heatmaps.queries import select_session_days
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.warehouse import Warehouse

# Any moment; nothing in these tests reads the clock.
NOW = 1_760_000_000_000
PAGE = "shop.example/"
URL = "https://shop.example/"
BUY, MENU = "00000000000000aa", "00000000000000bb"

Store = Callable[..., str]
Read = Callable[..., Heatmap]

_numbers = itertools.count(1)


@pytest.fixture
def project_id() -> str:
    """Return an id that no other test uses."""
    return f"prj_heat_{next(_numbers)}"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db", max_bytes=10**9)
    yield opened
    opened.close()


@pytest.fixture
def store(project_id: str, journal: Journal, warehouse: Warehouse) -> Store:
    """Return a function that stores one batch of a session and returns the session's id."""

    def store_batch(name: str, interactions: Sequence[Any] = (), **changes: Any) -> str:
        batch = {
            "version": 1,
            "projectKey": "pk_1",
            "sessionKey": name.encode().hex().zfill(32),
            "tabId": "t_1",
            "seq": 0,
            "sentAt": NOW,
            "visitorId": f"v_{name}",
            "pageViews": [page_view(f"p_{name}")],
            "interactions": list(interactions),
            **changes,
        }
        entry = entry_of_batch(
            msgspec.json.encode(batch), project_id=project_id, origin="tracker", received_at=NOW
        )
        journal.append_now([entry])
        Projector(journal, warehouse, Ledger()).run_until_empty()
        return entry.session_id

    return store_batch


@pytest.fixture
def read(project_id: str, warehouse: Warehouse) -> Read:
    """Return a function that reads a map of the one page with the parameters of the API."""

    def read_map(output: Format = "points", width: int | None = None, **asked: Any) -> Heatmap:
        wanted = HeatmapFilter.model_validate({"pageURL": URL, **asked})
        sessions = wanted.chosen_sessions()
        days = select_session_days(warehouse, project_id, sessions) if sessions else None
        chosen = Chosen(project_id, [PAGE], wanted, days)
        return read_heatmap(warehouse, MapRequest(chosen, wanted, output, width))

    return read_map


def page_view(view_id: str, url: str = URL, **changes: Any) -> dict[str, Any]:
    """Return a page view of the wire format."""
    size = {"viewportWidth": 1440, "viewportHeight": 900}
    return {"id": view_id, "at": NOW, "url": url, **size, **changes}


def interaction(element: str = BUY, **changes: Any) -> dict[str, Any]:
    """Return a click on a button of 160 by 40 px at (100, 500) of a page that is 1440 px wide."""
    return {
        "type": "click",
        "at": NOW,
        "pageViewId": "p_1",
        "url": URL,
        "elementId": element,
        "ex": 32_767,
        "ey": 32_767,
        "x": 180,
        "y": 520,
        "pageX": 180,
        "pageY": 520,
        "width": 160,
        "height": 40,
        "viewportWidth": 1440,
        "viewportHeight": 900,
        **changes,
    }
