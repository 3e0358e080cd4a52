"""Reads a request's body within bounds of size, time and compression."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from isal import igzip_lib, isal_zlib

from pagepulse.errors import InvalidInputError, LimitExceededError, PagePulseError
from pagepulse.ingest.limits import BODY_SECONDS, RATIO, RAW_BYTES, WIRE_BYTES
from pagepulse.limits import Limit

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

# Below this output, a high ratio is harmless: many small pages compress very well.
RATIO_FREE_BYTES = 1024 * 1024
# zlib's window bits for "gzip header and trailer expected".
GZIP_WINDOW_BITS = 31


class BodyTooSlowError(LimitExceededError):
    """The sender took too long."""

    status = 408


class UnknownEncodingError(InvalidInputError):
    """A compression that this server does not read."""

    status = 415


class SenderGoneError(PagePulseError):
    """The sender hung up; nobody reads an answer."""


async def read_body(
    receive: Receive, content_length: int | None, limit: Limit = WIRE_BYTES
) -> bytes:
    """Return the whole body, of `limit` bytes at most.

    Raises LimitExceededError before reading when the announced length is too large, and while
    reading when more arrives; BodyTooSlowError; SenderGoneError.
    """
    if content_length is not None:
        limit.check(content_length)
    begun = time.monotonic()
    try:
        async with asyncio.timeout(BODY_SECONDS.value):
            return await _collect(receive, limit)
    except TimeoutError:
        seconds = math.ceil(time.monotonic() - begun)
        raise BodyTooSlowError(
            BODY_SECONDS.code, BODY_SECONDS.sentence, limit=BODY_SECONDS.value, got=seconds
        ) from None


async def _collect(receive: Receive, limit: Limit) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise SenderGoneError("sender_gone", "The sender closed the connection.")
        part = message.get("body", b"")
        size += len(part)
        limit.check(size)
        parts.append(part)
        if not message.get("more_body", False):
            return parts[0] if len(parts) == 1 else b"".join(parts)


def gunzip(body: bytes) -> bytes:
    """Return the decompressed body; never makes more than the limits allow.

    Raises InvalidInputError `bad_gzip` for anything that is not one whole gzip member.
    """
    ratio_bytes = max(RATIO_FREE_BYTES, RATIO.value * len(body))
    allowed = min(RAW_BYTES.value, ratio_bytes)
    stream = isal_zlib.decompressobj(GZIP_WINDOW_BITS)
    try:
        raw: bytes = stream.decompress(body, allowed + 1)
    except igzip_lib.IsalError as failure:  # type: ignore[misc]  # isal has no types
        raise InvalidInputError("bad_gzip", f"The body is not gzip: {failure}.") from failure
    if len(raw) > allowed:
        if ratio_bytes < RAW_BYTES.value:
            raise RATIO.refusal(math.ceil(len(raw) / len(body)))
        raise RAW_BYTES.refusal(len(raw))
    if not stream.eof or stream.unused_data:
        raise InvalidInputError("bad_gzip", "The body must be one whole gzip member.")
    return raw
