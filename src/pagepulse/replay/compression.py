"""Gzip of streamed answers, fast enough not to be felt on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator

from isal import isal_zlib

# Level 0 is isal's fastest: rrweb JSON still shrinks about six times.
LEVEL = 0
# zlib's way to ask for a gzip header around the largest window.
GZIP_WINDOW_BITS = 31


def wants_gzip(accept_encoding: str) -> bool:
    """Tell whether the client takes gzip."""
    names = [part.split(";") for part in accept_encoding.lower().split(",")]
    return any(
        name.strip() == "gzip" and "q=0" not in "".join(quality).replace("q=0.", "")
        for name, *quality in names
    )


async def compressed(parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield the gzip of all parts together."""
    gzip = isal_zlib.compressobj(LEVEL, isal_zlib.DEFLATED, GZIP_WINDOW_BITS)
    async for part in parts:
        packed = gzip.compress(part)
        if packed:
            yield packed
    yield gzip.flush()
