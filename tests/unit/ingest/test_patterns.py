"""What is private wherever it stands is not stored, whatever the tracker let through."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pagepulse.ingest.patterns import redact


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Mail ada@example.com now", "Mail •••@•••••••.••• now"),
        ("Card 4111 1111 1111 1111.", "Card •••• •••• •••• ••••."),
        ("Card 4111111111111111", "Card ••••••••••••••••"),
        ("Not one: 4111 1111 1111 1112", "Not one: 4111 1111 1111 1112"),
        ("DE89 3704 0044 0532 0130 00", "•••• •••• •••• •••• •••• ••"),
        ("Authorization: Bearer abcdef.ghijkl", "Authorization: •••••• •••••••••••••"),
        ("eyJhbGciOiJI.eyJzdWIiOiIx.abc", "•••••••••••••••••••••••••••••"),
        ("Order 123456789", "Order •••••••••"),
        ("/img/logo@2x.png 2x", "/img/logo@2x.png 2x"),
        ("Price 1299, year 2026", "Price 1299, year 2026"),
    ],
)
def test_what_is_private_becomes_dots_and_the_rest_stays(text: str, stored: str) -> None:
    assert redact(text) == stored


# Texts dense with the beginnings of what is looked for.
PIECES = st.sampled_from(
    ["@", ".", " ", "-", "•", "DE89", "eyJ", "bearer ", "4111", "1111 ", "AKIA", "100000000"]
)


@given(st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join))
@example("100000000bearer --+.AeyJ")
@example("123456789DE89370400440532013000")
def test_redacting_twice_is_once(text: str) -> None:
    once = redact(text)

    assert redact(once) == once


@pytest.mark.parametrize(
    "unit", ["a", "a@", "a@b.", "1", "1 ", "DE89 ", "eyJ", "eyJaaaaaaaa.", "bearer ", "A1"]
)
def test_no_text_takes_long(unit: str) -> None:
    """A hundred thousand characters are twelve times more than is ever stored."""
    text = unit * (100_000 // len(unit))
    began = time.process_time()

    redact(text)

    assert time.process_time() - began < 2
