"""A data folder with something in it, to be damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.unit.integrity.commands import pagepulse

RECORDINGS = Path(__file__).parents[2] / "recordings"
LOGIN = ["--email=ada@example.com", "--password=a short sentence", "--project=Shop"]


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with a project and two recordings in the warehouse."""
    data = tmp_path_factory.mktemp("integrity") / "data"
    recordings = [
        str(RECORDINGS / f"{name}.json.gz")
        for name in ("s7_marketing_mobile390", "s4_marketing_1440")
    ]
    for words in (["init", *LOGIN], *(["import", one] for one in recordings)):
        done = pagepulse(data, *words)
        assert done.returncode == 0, done.stderr
    return data


@pytest.fixture
def copy(stored: Path, tmp_path: Path) -> Path:
    """Return a copy of the folder, to be damaged."""
    return Path(shutil.copytree(stored, tmp_path / "data", symlinks=True))
