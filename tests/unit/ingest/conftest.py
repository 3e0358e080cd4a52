"""Batches and a whole write path without HTTP."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from pagepulse.journal import Journal

_numbers = itertools.count(1)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db", max_bytes=10**9)
    yield opened
    opened.close()


@pytest.fixture
def project_id() -> str:
    """Return an id that no other test uses."""
    return f"prj_{next(_numbers)}"
