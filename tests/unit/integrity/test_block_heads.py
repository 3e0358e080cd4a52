"""A flipped bit in the head of a block breaks the chain of blocks, which says where it was."""

from __future__ import annotations

import pytest

from pagepulse.integrity.block_heads import contents_with_sound_heads


def block(number: int, size: int) -> bytes:
    head = b"\x82" + (9 + size).to_bytes(4, "little") + (3 * size).to_bytes(4, "little")
    return bytes([number] * 16) + head + bytes([number] * size)


CHAIN = block(1, 40) + block(2, 7) + block(3, 300)
SECOND = 16 + 9 + 40


def test_a_whole_chain_is_left_alone():
    assert list(contents_with_sound_heads(CHAIN)) == []


@pytest.mark.parametrize(
    ("place", "bit"),
    [(16, 0), (17, 1), (20, 6), (SECOND + 17, 4), (SECOND + 18, 7), (SECOND + 24, 7)],
)
def test_the_right_content_is_among_the_few_that_are_offered(place: int, bit: int):
    damaged = bytearray(CHAIN)
    damaged[place] ^= 1 << bit

    offered = list(contents_with_sound_heads(bytes(damaged)))

    assert CHAIN in offered
    assert len(offered) <= 8
