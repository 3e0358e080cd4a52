"""Every failure that PagePulse raises on purpose.

    PagePulseError
    ├── InvalidInputError      the caller sent something that cannot be accepted      400
    ├── NotAuthenticatedError  no login, or one that has ended                        401
    ├── NotAllowedError        logged in, but the role or the origin does not allow   403
    ├── NotFoundError          not there, or not yours: the two look alike            404
    ├── ConflictError          it exists already, or it changed meanwhile             409
    ├── LimitExceededError     larger, longer, deeper or more often than allowed      413, 429
    └── StorageError           cannot be stored or read now; trying later may help    503

Only `server/problems.py` turns these into HTTP answers.
"""

from __future__ import annotations


class PagePulseError(Exception):
    """A failure with a stable `code` for programs and a sentence that says what to do."""

    status = 500

    def __init__(self, code: str, detail: str, **facts: object) -> None:
        """Keep `facts` (for example `limit` and `got`) for the body of the answer."""
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.facts = facts


class InvalidInputError(PagePulseError):
    """What was sent cannot be accepted, and sending it again will not help."""

    status = 400


class NotAuthenticatedError(PagePulseError):
    """Nobody is logged in, or the login has ended."""

    status = 401


class NotAllowedError(PagePulseError):
    """The role, the key or the origin does not allow this."""

    status = 403


class NotFoundError(PagePulseError):
    """It is not there, or it belongs to somebody else: the answer is the same."""

    status = 404


class ConflictError(PagePulseError):
    """It exists already, or somebody else changed it first."""

    status = 409


class LimitExceededError(PagePulseError):
    """A limit was passed; `facts` hold `limit` and, where known, `got`."""

    status = 413


class TooManyRequestsError(LimitExceededError):
    """Too often; `facts` hold `retryAfterSeconds`."""

    status = 429


class StorageError(PagePulseError):
    """It cannot be stored or read at this moment; `facts` hold `retryAfterSeconds`."""

    status = 503
