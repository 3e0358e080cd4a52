"""HTTP: the weekly digest of the one who asks."""

from __future__ import annotations

from html import escape
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from pagepulse.accounts.access import Access, Viewer
from pagepulse.accounts.dependencies import ControlOf
from pagepulse.digests import letter, store
from pagepulse.digests.models import DigestChange, DigestPreview, DigestState
from pagepulse.digests.service import Digests
from pagepulse.digests.weeks import next_due_at
from pagepulse.errors import NotAllowedError, NotFoundError
from pagepulse.projects.store import read_project
from pagepulse.questions.dates import find_zone

router = APIRouter(prefix="/api/digests", tags=["digests"])


def digests_of(request: Request) -> Digests:
    """Return the digests of the application that answers this request."""
    digests: Digests = request.app.state.digests
    return digests


DigestsOf = Annotated[Digests, Depends(digests_of)]
Id = Annotated[str, Query(max_length=64)]
# Of a link in a letter: whose digest of which project ends, and the proof.
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Weekly digest</title>'
    '<meta name="viewport" content="width=device-width"></head>'
    "<body><h1>Weekly digest</h1>{}</body></html>"
)
ASK = (
    "<p>No more weekly digests of this project?</p>"
    '<form method="post" action="{}"><button>Unsubscribe</button></form>'
)
DONE = "<p>You are unsubscribed. It can be switched on again in Settings.</p>"


async def find_member(access: Viewer) -> Access:
    """Return the access of a person; a token has no mailbox."""
    if access.principal.kind != "person":
        raise NotAllowedError("login_required", "This needs a login; an API token is not enough.")
    return access


Member = Annotated[Access, Depends(find_member)]


@router.get("", operation_id="readDigest")
async def read_digest(access: Member, control: ControlOf, digests: DigestsOf) -> DigestState:
    """Say whether one gets the digest of a project, and when the next one is sent."""
    user_id = access.principal.principal_id
    project = await control.read_async(lambda c: read_project(c, access.project_id))
    is_on = await control.read_async(lambda c: store.is_subscribed(c, access.project_id, user_id))
    zone = find_zone(project.settings.time_zone)
    return DigestState(
        is_on=is_on,
        email=access.actor,
        next_at=next_due_at(digests.now(), zone),
        time_zone=zone.key,
        is_mail_configured=digests.mailer.is_configured,
    )


@router.put("", operation_id="changeDigest")
async def change_digest(
    body: DigestChange, access: Member, control: ControlOf, digests: DigestsOf
) -> DigestState:
    """Get the digest, or no longer."""
    user_id = access.principal.principal_id
    await control.write_async(
        lambda c: store.subscribe(c, access.project_id, user_id, access.actor, is_on=body.is_on)
    )
    return await read_digest(access, control, digests)


@router.get("/preview", operation_id="previewDigest")
async def preview_digest(access: Viewer, digests: DigestsOf) -> DigestPreview:
    """Return what the digest of the last week says."""
    digest = await digests.preview(access.project_id)
    settings = digests.link(f"/p/{access.project_id}/settings/digest")
    return DigestPreview(
        subject=letter.subject_of(digest),
        text=letter.text_of(digest, digests.link, settings),
        html=letter.html_of(digest, digests.link, settings),
    )


@router.get("/unsubscribe", operation_id="showUnsubscribe", response_class=HTMLResponse)
async def show_unsubscribe(request: Request, project: Id, member: Id, signature: Id) -> str:
    """Ask whether to unsubscribe: programs that open every link of a letter change nothing."""
    del project, member, signature
    return PAGE.format(ASK.format(escape(f"{request.url.path}?{request.url.query}")))


@router.post("/unsubscribe", operation_id="unsubscribe", response_class=HTMLResponse)
async def unsubscribe(control: ControlOf, project: Id, member: Id, signature: Id) -> str:
    """End the digest of a member, by the signed link of a letter and without a login (RFC 8058)."""
    if not await control.write_async(lambda c: store.unsubscribe(c, project, member, signature)):
        raise NotFoundError("link_not_found", "This link is not valid.")
    return PAGE.format(DONE)
