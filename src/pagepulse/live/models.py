"""What the HTTP API says about live runs and takes for them."""

from __future__ import annotations

from pydantic import Field

from pagepulse.wire import WireModel


class SocketTicket(WireModel):
    """What opens `/live/admin` once, within a minute."""

    ticket: str = Field(description="The `token` of the socket's `hello`.")
    expires_at: int
