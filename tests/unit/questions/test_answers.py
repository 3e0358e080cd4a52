"""Answers are kept as long as they hold, and never beyond a bound."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from pagepulse.questions.answers import Answers

ASKERS = 8
WAIT_SECONDS = 10


def test_what_is_asked_for_by_many_at_once_is_read_once() -> None:
    answers, everybody, reads = Answers(), threading.Barrier(ASKERS), list[int]()

    def read() -> bytes:
        reads.append(1)
        return b"body"

    def ask() -> bytes:
        everybody.wait(WAIT_SECONDS)
        return answers.get("tag", read)

    with ThreadPoolExecutor(ASKERS) as pool:
        bodies = [one.result() for one in [pool.submit(ask) for _ in range(ASKERS)]]

    assert (bodies, len(reads)) == ([b"body"] * ASKERS, 1)


def test_what_was_asked_for_last_is_kept_within_the_bound() -> None:
    answers = Answers(max_bytes=10)
    for tag in ("a", "b", "a", "c"):
        answers.get(tag, lambda: b"12345")
    reads: list[str] = []

    def read(tag: str) -> bytes:
        reads.append(tag)
        return b"12345"

    for tag in ("a", "b"):
        answers.get(tag, partial(read, tag))

    assert (reads, answers.size) == (["b"], 10)


def test_an_answer_larger_than_the_bound_is_given_and_not_kept() -> None:
    answers = Answers(max_bytes=3)

    assert (answers.get("tag", lambda: b"12345"), answers.size) == (b"12345", 0)


def test_a_question_that_failed_is_asked_again() -> None:
    answers = Answers()

    def fail() -> bytes:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        answers.get("tag", fail)

    assert answers.get("tag", lambda: b"body") == b"body"
