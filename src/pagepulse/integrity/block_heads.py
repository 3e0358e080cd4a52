"""Finds the flipped bit in the head of a compressed block, of which the engine cannot say it.

A file of blocks is a chain: 16 bytes of checksum, the method, and two sizes of four bytes, of which
the first says where the next block begins. The last one ends where the file does. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

CHECKSUM_BYTES = 16
HEAD_BYTES = 9
SIZE_BYTES = 4
# The engine reads no larger block.
MAX_PLAIN_BYTES = 1 << 30
# How the engine writes blocks: plain, LZ4, ZSTD, several codecs in a row, Delta, T64, DoubleDelta,
# Gorilla, AES twice, FPC, GCD.
METHODS = frozenset([b"\x02", b"\x82", *(bytes([code]) for code in range(0x90, 0x9A))])


def contents_with_sound_heads(content: bytes) -> Iterator[bytes]:
    """Yield each content that is one bit away and a whole chain; none where this one is whole."""
    heads, is_whole = heads_of(content)
    if is_whole:
        return
    # A wrong size leads astray: the damaged head is the last one that was met, or one before.
    for head in reversed(heads):
        for bit in range(HEAD_BYTES * 8):
            turned = bytearray(content)
            place = head + CHECKSUM_BYTES + bit // 8
            if place < len(turned):
                turned[place] ^= 1 << bit % 8
                if heads_of(bytes(turned), head)[1]:
                    yield bytes(turned)


def heads_of(content: bytes, start: int = 0) -> tuple[list[int], bool]:
    """Return where blocks begin from `start` on, and whether the last one ends with the file."""
    heads, at = list[int](), start
    while at < len(content):
        heads.append(at)
        method = at + CHECKSUM_BYTES
        size = int.from_bytes(content[method + 1 : method + 1 + SIZE_BYTES], "little")
        plain = int.from_bytes(content[method + 1 + SIZE_BYTES : method + HEAD_BYTES], "little")
        is_known = content[method : method + 1] in METHODS
        if not is_known or size < HEAD_BYTES or plain > MAX_PLAIN_BYTES:
            return heads, False
        at = method + size
    return heads, at == len(content)
