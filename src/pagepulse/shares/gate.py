"""The gate in front of what a share link shows: it knows no project, role or id of the caller."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from pagepulse.accounts.access import BEARER
from pagepulse.accounts.dependencies import control_of, services_of
from pagepulse.errors import NotAuthenticatedError, NotFoundError
from pagepulse.shares.models import SharedMap, SharedReplay
from pagepulse.shares.store import PASS_PREFIX, Shared, find_by_pass


async def find_shared(request: Request) -> Shared:
    """Return what the pass of the request reads, and count the request.

    Raises NotAuthenticatedError without a pass, NotFoundError once the link has ended, and
    TooManyRequestsError.
    """
    authorization = request.headers.get("authorization", "")
    text = authorization[len(BEARER) :].strip()
    if not authorization.lower().startswith(BEARER) or not text.startswith(PASS_PREFIX):
        raise NotAuthenticatedError("not_authenticated", "Open a share link first.")
    shared = await control_of(request).read_async(lambda c: find_by_pass(c, text))
    services_of(request).rates.check(shared.share_id)
    return shared


SharedOf = Annotated[Shared, Depends(find_shared)]


def replay_of(shared: Shared) -> SharedReplay:
    """Return the recording that is shown; raises NotFoundError where it is something else."""
    if not isinstance(shared.content, SharedReplay):
        raise _not_shared()
    return shared.content


def map_of(shared: Shared) -> SharedMap:
    """Return the map that is shown; raises NotFoundError where it is something else."""
    if not isinstance(shared.content, SharedMap):
        raise _not_shared()
    return shared.content


def check_details(replay: SharedReplay) -> None:
    """Raise NotFoundError where console and requests are not shown."""
    if not replay.shows_details:
        raise _not_shared()


def _not_shared() -> NotFoundError:
    return NotFoundError("not_shared", "This link does not show that.")
