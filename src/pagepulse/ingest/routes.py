"""HTTP: what became of every batch of a project."""

from __future__ import annotations

from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Depends, Query, Request

from pagepulse.accounts.access import Viewer
from pagepulse.clock import now_ms
from pagepulse.ingest.ledger_queries import read_ledger
from pagepulse.ingest.models import BatchLedger
from pagepulse.journal import Journal
from pagepulse.journal.counts import KEPT_DAYS

router = APIRouter(prefix="/api/tracking/ledger", tags=["operations"])

Days = Annotated[int, Query(ge=1, le=KEPT_DAYS, description="Days up to today, in UTC.")]


def journal_of(request: Request) -> Journal:
    """Return the journal of the server that answers."""
    journal: Journal = request.app.state.journal
    return journal


JournalOf = Annotated[Journal, Depends(journal_of)]


@router.get("", operation_id="readLedger")
async def read_batch_ledger(access: Viewer, journal: JournalOf, days: Days = 30) -> BatchLedger:
    """Tell how many batches arrived, and what became of every one of them."""
    return await anyio.to_thread.run_sync(
        lambda: read_ledger(journal, access.project_id, days, now_ms())
    )
