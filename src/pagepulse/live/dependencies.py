"""What routes need of the live part of the running server."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from pagepulse.live.service import Live


def live_of(request: Request) -> Live:
    """Return the live part of the application that answers this request."""
    live: Live = request.app.state.live
    return live


LiveOf = Annotated[Live, Depends(live_of)]
