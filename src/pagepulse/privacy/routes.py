"""HTTP: erasure, redaction, export of a visitor, receipts, and what is stored at all."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import Connection

from pagepulse.accounts import audit
from pagepulse.accounts.access import Access, Admin, Analyst, Viewer
from pagepulse.accounts.dependencies import ControlOf, WarehouseOf
from pagepulse.clock import now_ms
from pagepulse.errors import NotFoundError
from pagepulse.privacy import data_map, requests, subjects, visitor_export
from pagepulse.privacy.models import (
    DataMap,
    DataRequest,
    DataRequestList,
    ErasurePreview,
    Receipt,
    RedactionRule,
    Subject,
)
from pagepulse.privacy.requests import Stored, public
from pagepulse.privacy.rules import check_rule
from pagepulse.privacy.service import Privacy, privacy_of
from pagepulse.projects.store import read_project

router = APIRouter(prefix="/api/privacy", tags=["privacy"])

PrivacyOf = Annotated[Privacy, Depends(privacy_of)]
RequestId = Annotated[str, Path(alias="requestId", max_length=64)]


@router.get("/map", operation_id="readDataMap")
async def read_data_map(access: Viewer, control: ControlOf) -> DataMap:
    """Say what is stored, for what, from where, and for how long."""
    project = await control.read_async(lambda c: read_project(c, access.project_id))
    return data_map.of_project(project.settings.retention)


@router.get("/requests", operation_id="listDataRequests")
async def list_data_requests(access: Analyst, control: ControlOf) -> DataRequestList:
    """List erasures and redactions with how far they are, newest first."""
    return await control.read_async(lambda c: requests.list_requests(c, access.project_id))


@router.get("/requests/{requestId}", operation_id="readDataRequest")
async def read_data_request(
    access: Analyst, control: ControlOf, request_id: RequestId
) -> DataRequest:
    """Return one request."""
    return public(
        await control.read_async(lambda c: requests.read(c, access.project_id, request_id))
    )


@router.get("/requests/{requestId}/receipt", operation_id="readReceipt")
async def read_receipt(
    access: Analyst, control: ControlOf, request_id: RequestId, response: Response
) -> Receipt:
    """Download what was done: counts, hashes of ids, a digest."""
    stored = await control.read_async(lambda c: requests.read(c, access.project_id, request_id))
    if stored.receipt is None:
        raise NotFoundError("receipt_not_found", "There is no receipt yet: it is not over.")
    response.headers["Content-Disposition"] = f'attachment; filename="receipt-{request_id}.json"'
    return stored.receipt


@router.post("/erasures/preview", operation_id="previewErasure")
async def preview_erasure(body: Subject, access: Admin, warehouse: WarehouseOf) -> ErasurePreview:
    """Count what an erasure would delete; nothing is deleted."""
    return await warehouse.run_async(lambda: subjects.preview(warehouse, access.project_id, body))


@router.post("/erasures", operation_id="eraseData", status_code=202)
async def erase_data(
    body: Subject, access: Admin, control: ControlOf, privacy: PrivacyOf
) -> DataRequest:
    """Delete all sessions of a subject, for good; what comes late of them is dropped."""

    def ask(connection: Connection) -> Stored:
        stored = requests.create(
            connection,
            project_id=access.project_id,
            kind="erasure",
            asked=body,
            actor=access.actor,
            state="waiting",
            now_ms=now_ms(),
        )
        _note(connection, access, "data_erased", stored)
        return stored

    stored = await control.write_async(ask)
    privacy.worker.wake()
    return public(stored)


@router.post("/redactions", operation_id="countRedaction", status_code=202)
async def count_redaction(
    body: RedactionRule, access: Admin, control: ControlOf, privacy: PrivacyOf
) -> DataRequest:
    """Begin to count what a rule would hide in stored recordings; nothing changes yet."""
    check_rule(body)
    stored = await control.write_async(
        lambda connection: requests.create(
            connection,
            project_id=access.project_id,
            kind="redaction",
            asked=body,
            actor=access.actor,
            state="counting",
            now_ms=now_ms(),
        )
    )
    privacy.worker.wake()
    return public(stored)


@router.post("/requests/{requestId}/confirm", operation_id="confirmRedaction", status_code=202)
async def confirm_redaction(
    access: Admin, control: ControlOf, privacy: PrivacyOf, request_id: RequestId
) -> DataRequest:
    """Let a counted redaction change the stored recordings, for good."""
    stored = await control.write_async(
        lambda c: requests.confirm(c, access.project_id, request_id, access.actor)
    )
    privacy.worker.wake()
    return public(stored)


@router.post("/requests/{requestId}/cancel", operation_id="cancelDataRequest")
async def cancel_data_request(
    access: Admin, control: ControlOf, request_id: RequestId
) -> DataRequest:
    """Drop a redaction that is not confirmed; its text or selector is forgotten."""

    def cancel(connection: Connection) -> Stored:
        stored = requests.cancel(connection, access.project_id, request_id)
        _note(connection, access, "data_request_cancelled", stored)
        return stored

    return public(await control.write_async(cancel))


@router.get(
    "/export",
    operation_id="exportVisitor",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/zip": {}}}},
)
async def export_visitor(
    access: Admin,
    control: ControlOf,
    warehouse: WarehouseOf,
    subject: Annotated[visitor_export.ExportedSubject, Query()],
) -> StreamingResponse:
    """Download everything about one visitor, identity or session as a zip."""
    plan = await warehouse.run_async(
        lambda: visitor_export.plan(warehouse, access.project_id, subject)
    )
    await control.write_async(
        lambda connection: access.note(
            connection,
            "data_exported",
            subject.kind,
            f"{subject.kind} with {len(plan.sessions)} sessions",
        )
    )
    return StreamingResponse(
        visitor_export.stream(warehouse, plan),
        media_type="application/zip",
        headers={
            "Cache-Control": "private, no-store",
            "Content-Disposition": f'attachment; filename="{subject.kind}-data.zip"',
        },
    )


def _note(connection: Connection, access: Access, action: audit.Action, stored: Stored) -> None:
    # Of whom is a matter of the receipt: the log outlives the data.
    access.note(connection, action, stored.request_id, stored.subject_kind)
