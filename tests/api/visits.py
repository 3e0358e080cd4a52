"""A few sessions in the warehouse, for what is asked over the API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from pagepulse.accounts.dependencies import Services
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.projects.models import Project

SITE = "https://shop.example"


def visit(number: int, at: int, path: str = "/", **more: Any) -> dict[str, Any]:
    """Return the one batch of a session that saw a page at a moment, Unix ms."""
    return {
        "version": 1,
        "sessionKey": f"{number:032x}",
        "tabId": "t_1",
        "seq": 0,
        "sentAt": at,
        "visitorId": f"v_{number}",
        "pageViews": [
            {
                "id": f"p_{number}", "at": at, "url": SITE + path, "title": "Shop",
                "viewportWidth": 1440, "viewportHeight": 900,
            }
        ],
        **more,
    }  # fmt: skip


def event(at: int, name: str, number: int, **properties: Any) -> dict[str, Any]:
    """Return a custom event of a session."""
    return {
        "at": at, "name": name, "url": f"{SITE}/", "pageViewId": f"p_{number}",
        "properties": properties,
    }  # fmt: skip


def store_visits(
    services: Services, project: Project, folder: Path, batches: list[dict[str, Any]]
) -> list[str]:
    """Store batches as if their trackers had just sent them; return the ids of sessions."""
    entries = [
        entry_of_batch(
            msgspec.json.encode({"projectKey": project.project_key, **batch}),
            project_id=project.project_id,
            origin="tracker",
            received_at=batch["sentAt"],
        )
        for batch in batches
    ]
    journal = Journal(folder / "visits.db", max_bytes=10**9)
    journal.append_now(entries)
    Projector(journal, services.warehouse, Ledger()).run_until_empty()
    journal.close()
    return [entry.session_id for entry in entries]
