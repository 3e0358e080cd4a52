"""Streamed answers are gzip for those who take it."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator

import pytest

from pagepulse.replay.compression import compressed, wants_gzip


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("deflate, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("br", False),
        ("", False),
        ("x-gzip-not", False),
    ],
)
def test_the_accept_encoding_header_decides(header: str, *, expected: bool):
    assert wants_gzip(header) is expected


async def test_the_parts_together_are_one_gzip_stream():
    async def parts() -> AsyncIterator[bytes]:
        for number in range(100):
            yield b"%d," % number * 1000

    packed = b"".join([part async for part in compressed(parts())])

    assert gzip.decompress(packed) == b"".join(b"%d," % number * 1000 for number in range(100))
