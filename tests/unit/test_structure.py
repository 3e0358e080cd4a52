"""The limits that keep the source readable, counted."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 100
LONG_FUNCTION_LINES = 45
# "Few over 45": one in forty.
MAX_LONG_SHARE = 0.025
MAX_MEDIAN_FUNCTION_LINES = 10
CATCH_ALL_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "core", "lib"}


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\n") if name and (ROOT / name).is_file()]


def function_lengths() -> Iterator[tuple[int, str]]:
    for file in tracked("src/*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                yield length, f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"


def test_no_source_file_is_longer_than_500_lines():
    sources = tracked(
        "src/*.py", "tracker/*.ts", "dashboard/*.ts", "dashboard/*.tsx", "*.css", "dev"
    )

    long = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in sources}

    assert {name: lines for name, lines in long.items() if lines > MAX_FILE_LINES} == {}


def test_functions_are_short():
    lengths = sorted(function_lengths())
    over = [place for length, place in lengths if length > LONG_FUNCTION_LINES]

    assert statistics.median(length for length, _ in lengths) <= MAX_MEDIAN_FUNCTION_LINES
    assert [place for length, place in lengths if length > MAX_FUNCTION_LINES] == []
    assert len(over) <= MAX_LONG_SHARE * len(lengths), over


def test_no_file_or_folder_is_named_as_a_catch_all():
    names = {
        str(file.relative_to(ROOT))
        for file in tracked("src", "tracker", "dashboard", "tests", "benchmarks")
        if CATCH_ALL_NAMES & {part.split(".")[0] for part in file.relative_to(ROOT).parts}
    }

    assert names == set()


def test_every_module_says_what_it_is_for():
    silent = [
        str(file.relative_to(ROOT))
        for file in tracked("src/*.py")
        if file.read_text().strip() and not ast.get_docstring(ast.parse(file.read_text()))
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (r"UNSAFE_replay" + "Canvas", "it lets a recording run scripts"),
        (r"dangerouslySet" + "InnerHTML", "text from visitors must stay text"),
        (r"pickle\.|yaml\." + r"load\(", "data from outside must stay data"),
    ],
)
def test_what_must_never_appear_in_the_source(pattern: str, reason: str):
    found = [
        str(file.relative_to(ROOT))
        for file in tracked("src/*.py", "tracker/*.ts", "dashboard/*.ts", "dashboard/*.tsx")
        if "test" not in file.name and re.search(pattern, file.read_text())
    ]

    assert found == [], reason


def test_lock_files_name_no_registry():
    address = re.compile(r'"resolved": "\w+://|^--|://\S+\.(whl|tgz|tar\.gz)', re.MULTILINE)
    locks = [ROOT / "requirements.lock", ROOT / "package-lock.json"]

    assert [file.name for file in locks if address.search(file.read_text())] == []
