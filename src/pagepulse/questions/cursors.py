"""The opaque cursor of the sessions list: where a page ended, bound to the question it answers."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass

import msgspec

from pagepulse.errors import InvalidInputError

# A cursor of another question or with changed letters is refused; it grants nothing, so 64 bits do.
DIGEST_BYTES = 8
# A value, a session id and their JSON take less than half of it.
MAX_CURSOR_CHARS = 256


@dataclass(frozen=True, slots=True)
class Position:
    """The sort value and the id of the last row of a page."""

    value: int
    session_id: str


def encode_cursor(position: Position, question: str) -> str:
    """Return the cursor of `position`; only the same `question` takes it back."""
    body = msgspec.json.encode([position.value, position.session_id])
    return base64.urlsafe_b64encode(seal(body, question) + body).decode().rstrip("=")


def decode_cursor(cursor: str, question: str) -> Position:
    """Return where the page ended; raises InvalidInputError `invalid_cursor`."""
    try:
        value, session_id = msgspec.json.decode(unseal(cursor, question), type=tuple[int, str])
    except (ValueError, binascii.Error, msgspec.DecodeError) as failure:
        raise InvalidInputError(
            "invalid_cursor",
            "The cursor is not of this list. Ask again without it, from the first page.",
        ) from failure
    return Position(value, session_id)


def seal(body: bytes, question: str) -> bytes:
    """Return the digest that binds a body to its question."""
    return hashlib.blake2b(body, digest_size=DIGEST_BYTES, key=key_of(question)).digest()


def unseal(cursor: str, question: str) -> bytes:
    """Return the body; raises ValueError when it is not what was sealed."""
    if len(cursor) > MAX_CURSOR_CHARS:
        raise ValueError("longer than any cursor")
    packed = base64.b64decode(
        cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True
    )
    digest, body = packed[:DIGEST_BYTES], packed[DIGEST_BYTES:]
    if not hmac.compare_digest(digest, seal(body, question)):
        raise ValueError("of another question, or changed")
    return body


def key_of(question: str) -> bytes:
    """Return a key of fixed length."""
    return hashlib.blake2b(question.encode(), digest_size=32).digest()
