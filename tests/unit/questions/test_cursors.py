"""A cursor leads to the next page of its own list, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.errors import InvalidInputError
from pagepulse.questions.cursors import Position, decode_cursor, encode_cursor

INT64 = st.integers(-(2**63), 2**63 - 1)
SESSION_IDS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=26, max_size=26)


@given(value=INT64, session_id=SESSION_IDS, question=st.text())
def test_a_cursor_comes_back_as_the_position_it_was_made_of(
    value: int, session_id: str, question: str
):
    position = Position(value, session_id)

    assert decode_cursor(encode_cursor(position, question), question) == position


@given(st.data())
def test_a_changed_cursor_is_refused(data: st.DataObject):
    cursor = encode_cursor(Position(1_760_000_000_000, "a" * 26), "question")
    # Of the last character some bits are padding.
    place = data.draw(st.integers(0, len(cursor) - 2))
    letter = data.draw(st.sampled_from("ABCxyz019-_").filter(lambda one: one != cursor[place]))

    with pytest.raises(InvalidInputError, match="first page"):
        decode_cursor(cursor[:place] + letter + cursor[place + 1 :], "question")


@given(st.text())
def test_whatever_is_sent_as_a_cursor_is_a_named_refusal(text: str):
    with pytest.raises(InvalidInputError) as caught:
        decode_cursor(text, "question")

    assert caught.value.code == "invalid_cursor"


def test_the_cursor_of_another_list_is_refused():
    cursor = encode_cursor(Position(1, "a" * 26), "sessions of project one")

    with pytest.raises(InvalidInputError):
        decode_cursor(cursor, "sessions of project two")
