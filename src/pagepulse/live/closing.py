"""Why sockets are closed: codes for programs, and a name in the reason of the close frame."""

from __future__ import annotations

from pagepulse.errors import (
    InvalidInputError,
    LimitExceededError,
    NotAllowedError,
    NotAuthenticatedError,
    NotFoundError,
    PagePulseError,
    TooManyRequestsError,
)

Closing = tuple[int, str]

BAD_MESSAGE: Closing = (4400, "bad_message")
UNKNOWN_EVENT: Closing = (4400, "unknown_event")
NOT_AUTHENTICATED: Closing = (4401, "not_authenticated")
REVOKED: Closing = (4401, "revoked")
ORIGIN_NOT_ALLOWED: Closing = (4403, "origin_not_allowed")
NOT_FOUND: Closing = (4404, "not_found")
LIVE_DISABLED: Closing = (4404, "live_disabled")
ERASED: Closing = (4404, "erased")
TOO_SLOW: Closing = (4408, "too_slow")
HELLO_TIMEOUT: Closing = (4408, "hello_timeout")
IDLE: Closing = (4410, "idle")
REPLACED: Closing = (4409, "replaced")
MESSAGE_TOO_LARGE: Closing = (4413, "message_too_large")
TOO_MANY_MESSAGES: Closing = (4429, "too_many_messages")
TOO_MANY_SOCKETS: Closing = (4429, "too_many_sockets")
GOING_AWAY: Closing = (1012, "going_away")
FAILED: Closing = (1011, "internal_error")

# Of a failure before a socket is one of somebody known; the first class that fits counts.
_CODES: tuple[tuple[type[PagePulseError], int], ...] = (
    (TooManyRequestsError, 4429),
    (InvalidInputError, 4400),
    (NotAuthenticatedError, 4401),
    (NotAllowedError, 4403),
    (NotFoundError, 4404),
    (LimitExceededError, 4429),
)
# Sockets speak of one thing only, so that who must not know of a project learns nothing.
_NAMES = {"unknown_project_key": "not_found"}


class SocketClosedError(Exception):
    """Ends the conversation with a code and a named reason."""

    def __init__(self, code: int, reason: str) -> None:
        """Keep what the close frame will say."""
        super().__init__(reason)
        self.code = code
        self.reason = reason


def closing_of(failure: PagePulseError) -> Closing:
    """Return how a socket is closed that is refused for this failure."""
    code = next((code for kind, code in _CODES if isinstance(failure, kind)), FAILED[0])
    return code, _NAMES.get(failure.code, failure.code)
