"""HTTP: annotations of a project."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from pagepulse.accounts.access import Analyst, Viewer
from pagepulse.accounts.dependencies import ControlOf, WarehouseOf
from pagepulse.annotations import store
from pagepulse.annotations.models import (
    Annotation,
    AnnotationChange,
    AnnotationList,
    NewAnnotation,
    PageChange,
)
from pagepulse.annotations.queries import find_page_changes
from pagepulse.live.dependencies import LiveOf
from pagepulse.live.messages import ProjectChanged
from pagepulse.live.service import Live
from pagepulse.questions.filters import DateFilter

router = APIRouter(prefix="/api/annotations", tags=["annotations"])

AnnotationId = Annotated[str, Path(alias="annotationId", max_length=64)]


@router.get("", operation_id="listAnnotations")
async def list_annotations(
    access: Viewer,
    control: ControlOf,
    warehouse: WarehouseOf,
    dates: Annotated[DateFilter, Query()],
) -> AnnotationList:
    """Return the notes of a range, and when pages changed in it."""
    times = dates.range()
    notes = await control.read_async(lambda c: store.list_annotations(c, access.project_id, times))
    changes = await warehouse.run_async(
        lambda: find_page_changes(warehouse, access.project_id, times)
    )
    return AnnotationList(
        annotations=notes,
        page_changes=[
            PageChange(
                page_url=one.page,
                at=one.at,
                sessions=one.sessions,
                sessions_before=one.sessions_before,
            )
            for one in changes
        ],
    )


@router.post("", operation_id="createAnnotation", status_code=201)
async def create_annotation(
    body: NewAnnotation, access: Analyst, control: ControlOf, live: LiveOf
) -> Annotation:
    """Write a note; open screens show it at once."""
    made = await control.write_async(lambda c: store.create_annotation(c, access, body))
    tell_changed(live, access.project_id)
    return made


@router.patch("/{annotationId}", operation_id="changeAnnotation")
async def change_annotation(
    annotation_id: AnnotationId,
    body: AnnotationChange,
    access: Analyst,
    control: ControlOf,
    live: LiveOf,
) -> Annotation:
    """Change text, moment or page of a note."""
    changed = await control.write_async(
        lambda c: store.change_annotation(c, access, annotation_id, body)
    )
    tell_changed(live, access.project_id)
    return changed


@router.delete("/{annotationId}", operation_id="deleteAnnotation", status_code=204)
async def delete_annotation(
    annotation_id: AnnotationId, access: Analyst, control: ControlOf, live: LiveOf
) -> Response:
    """Delete a note."""
    await control.write_async(lambda c: store.delete_annotation(c, access, annotation_id))
    tell_changed(live, access.project_id)
    return Response(status_code=204)


def tell_changed(live: Live, project_id: str) -> None:
    """Tell open dashboards to ask for annotations again."""
    told = ProjectChanged(project_id=project_id, what="annotations")
    live.hub.publish(project_id, "sessions", "project-changed", told)
