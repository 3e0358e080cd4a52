"""The product's server without what bounds one visitor, session and project.

A few sockets stand for thousands here; all else is the product's own.
"""

from __future__ import annotations

from dataclasses import replace

from pagepulse.cli.main import main
from pagepulse.live import visitor_socket
from pagepulse.live.connection import Bounds

ANY_NUMBER = 10**9
UNBOUNDED = Bounds(
    messages_per_second=ANY_NUMBER,
    bytes_per_second=ANY_NUMBER,
    waiting_messages=ANY_NUMBER,
    waiting_bytes=ANY_NUMBER,
)


def lift_bounds() -> None:
    """Let every socket of a visitor send as much as it can."""
    visitor_socket.BOUNDS = UNBOUNDED
    for name in ("PROJECT_MESSAGES", "SESSION_MESSAGES"):
        limit = getattr(visitor_socket, name)
        setattr(visitor_socket, name, replace(limit, value=ANY_NUMBER))


if __name__ == "__main__":
    lift_bounds()
    main()
