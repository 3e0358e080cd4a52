"""HTTP: saved segments of a project.

Everybody keeps segments of their own; what is shared needs more than the gate, see `store`.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from pagepulse.accounts.access import Viewer
from pagepulse.accounts.dependencies import ControlOf
from pagepulse.segments import store
from pagepulse.segments.models import NewSegment, Segment, SegmentChange, SegmentList

router = APIRouter(prefix="/api/segments", tags=["segments"])

SegmentId = Annotated[str, Path(alias="segmentId", max_length=64)]


@router.get("", operation_id="listSegments")
async def list_segments(access: Viewer, control: ControlOf) -> SegmentList:
    """List the project's shared segments and one's own."""
    return await control.read_async(lambda c: store.list_segments(c, access))


@router.post("", operation_id="createSegment", status_code=201)
async def create_segment(body: NewSegment, access: Viewer, control: ControlOf) -> Segment:
    """Save filters under a name; a shared one needs the role analyst."""
    return await control.write_async(lambda c: store.create_segment(c, access, body))


@router.patch("/{segmentId}", operation_id="changeSegment")
async def change_segment(
    segment_id: SegmentId, body: SegmentChange, access: Viewer, control: ControlOf
) -> Segment:
    """Change name, filters or sharing; a shared one needs the role analyst."""
    return await control.write_async(lambda c: store.change_segment(c, access, segment_id, body))


@router.delete("/{segmentId}", operation_id="deleteSegment", status_code=204)
async def delete_segment(segment_id: SegmentId, access: Viewer, control: ControlOf) -> Response:
    """Delete a segment; a shared one needs the role analyst."""
    await control.write_async(lambda c: store.delete_segment(c, access, segment_id))
    return Response(status_code=204)
