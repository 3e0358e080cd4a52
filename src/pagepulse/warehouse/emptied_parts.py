"""Keeps parts that only seem to be empty from being deleted.

The engine deletes parts without rows at its start, and believes the number of rows that stands in
a small file of each. A flipped bit that makes a 0 of it would cost all rows, and nobody would know.
"""

from __future__ import annotations

import os
from pathlib import Path

COUNT_FILE = "count.txt"
# Of the embedded engine: three letters of a table's id, the id, its parts.
PARTS = f"store/*/*/*_*_*/{COUNT_FILE}"
# The engine gives this name to what it cannot open, and leaves it alone then.
SHUT_FOLDER = "detached"
SHUT = "broken_"


def shut_emptied_parts(folder: Path) -> list[str]:
    """Put aside every part that says it has no rows while it has some; return their names.

    `folder` is a warehouse that nobody has open. They stand beside what the engine itself could not
    open, where `verify` names them and `repair` finds the right number.
    """
    shut = []
    for count in folder.glob(PARTS):
        part = count.parent
        if part.parent.name != SHUT_FOLDER and _seems_empty(count) and _has_rows(part):
            _shut(part)
            shut.append(part.name)
    return sorted(shut)


def _seems_empty(count: Path) -> bool:
    rows = count.read_bytes().strip()
    return rows != b"" and not rows.strip(b"0")


def _has_rows(part: Path) -> bool:
    """Tell whether anything stands in a column: without rows all of them are files of no bytes."""
    return any(file.stat().st_size for file in part.glob("*.bin"))


def _shut(part: Path) -> None:
    aside = part.parent / SHUT_FOLDER
    aside.mkdir(exist_ok=True)
    part.rename(aside / f"{SHUT}{part.name}")
    for changed in (aside, part.parent):
        descriptor = os.open(changed, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
