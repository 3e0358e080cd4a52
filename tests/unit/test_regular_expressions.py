"""No regular expression of the server takes long, whatever text a visitor makes for it.

Patterns of pydantic (`pattern=…`) run on an engine without backtracking and need no such test.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

import pagepulse

SOURCES = Path(pagepulse.__file__).parent
LENGTH = 100_000
# First a shorter one: what takes long for it would not end for the other.
SHORT_LENGTH = 4_000
# Of the processor's time: a machine that is busy with something else takes no longer.
MOST_SECONDS = 0.05
# Of a pattern's own characters; what makes an expression slow is made of few of them.
MOST_CHARACTERS = 10
PAIRED_CHARACTERS = 5
# Makes the end of a long match fail, so that shorter ones are tried.
ENDS = ("", "\0")
# What the server does with an expression, and what of it has to be tried.
SEARCHING = {"search", "sub", "subn", "finditer", "findall", "split"}
USE = re.compile(r"\b(\w+)\.(search|subn?|finditer|findall|split|match|fullmatch)\(")


def modules() -> list[str]:
    found = pkgutil.walk_packages([str(SOURCES)], "pagepulse.")
    return [
        one.name for one in found if ".migrations." not in one.name and "__main__" not in one.name
    ]


def patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    """Return every compiled expression of the server by its module and name."""
    return {
        f"{module}.{name}": value
        for module in modules()
        for name, value in vars(importlib.import_module(module)).items()
        if isinstance(value, re.Pattern)
    }


def calls_of_re(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            yield node


def characters_of(pattern: re.Pattern[str] | re.Pattern[bytes]) -> list[str]:
    """Return some characters that the pattern speaks of, and some that it does not."""
    text = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    )
    spoken = [char for char in dict.fromkeys(re.sub(r"\\.", "", text)) if char.isprintable()]
    plain = [char for char in spoken if char.isalnum() or char in "@:/\"'<>{}%&=;_ ,.#~\\"]
    return list(dict.fromkeys(["a", "1", " ", "-", '"', "\\", *plain]))[:MOST_CHARACTERS]


def adversarial(pattern: re.Pattern[str] | re.Pattern[bytes], length: int) -> Iterator[str]:
    characters = characters_of(pattern)
    units = [*characters, *map("".join, itertools.permutations(characters[:PAIRED_CHARACTERS], 2))]
    for unit in units:
        body = unit * (length // len(unit))
        yield from (body + end for end in ENDS)


def uses_of(name: str) -> set[str]:
    """Return what the server does with the expression of this name, wherever it is imported."""
    texts = (file.read_text() for file in SOURCES.rglob("*.py"))
    return {use for text in texts for found, use in USE.findall(text) if found == name}


def seconds_of(
    pattern: re.Pattern[str] | re.Pattern[bytes], text: str, uses: set[str] = SEARCHING
) -> float:
    """Return what such a use of all of a text takes, the better of two attempts."""
    subject = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    best = float("inf")
    for _ in range(2):
        begun = time.thread_time()
        if uses & SEARCHING:
            deque(pattern.finditer(subject), maxlen=0)  # type: ignore[arg-type]  # of its own kind
        pattern.match(subject)  # type: ignore[arg-type]  # of its own kind
        pattern.fullmatch(subject)  # type: ignore[arg-type]  # of its own kind
        best = min(best, time.thread_time() - begun)
        if best < MOST_SECONDS:
            break
    return best


def test_every_expression_is_compiled_where_it_can_be_found():
    """Inside of functions only what is plain text and jumps is made into one."""
    elsewhere = set()
    for file in SOURCES.rglob("*.py"):
        tree = ast.parse(file.read_text())
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                names = {call.func.attr for call in calls_of_re(function)}  # type: ignore[attr-defined]  # calls_of_re says so
                if "compile" in names:
                    elsewhere.add(f"{file.relative_to(SOURCES)}: {function.name}")

    assert elsewhere <= {
        "heatmaps/pages.py: _compiled",
        "privacy/scrubbing.py: hide_text",
    }


def test_there_are_expressions_to_look_at():
    assert len(patterns()) > 20


@pytest.mark.parametrize("name", sorted(patterns()))
def test_no_text_makes_it_slow(name: str):
    pattern, uses = patterns()[name], uses_of(name.rpartition(".")[2])

    for length in (SHORT_LENGTH, LENGTH):
        for text in adversarial(pattern, length):
            seconds = seconds_of(pattern, text, uses)
            assert seconds < MOST_SECONDS, f"{text[:20]!r}…{text[-1]!r}, {length:,} characters"


def test_an_expression_that_backtracks_is_seen():
    """Without this the test above might be blind."""
    bad = re.compile(r"(?:a+)+b")

    assert seconds_of(bad, "a" * 22 + "\0") > MOST_SECONDS
