"""An upgrade that is killed at any of its statements goes on at the next start, and loses nothing.

`PAGEPULSE_TEST_UPGRADE_KILLS=all` cuts each folder short behind every statement and inside of it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from tests.golden.make import HERE
from tests.golden.test_golden import NAMES

KILLS = os.environ.get("PAGEPULSE_TEST_UPGRADE_KILLS", "3")
OPTIONS = ["--inside"] if KILLS == "all" else [f"--points={KILLS}"]


@pytest.mark.parametrize("name", NAMES)
def test_an_upgrade_that_is_killed_ends_as_one_that_is_not(name: str, tmp_path: Path):
    with tarfile.open(HERE / f"{name}.tar.xz") as archive:
        archive.extractall(tmp_path, filter="tar")

    done = subprocess.run(
        [sys.executable, "-m", "tests.golden.killed", tmp_path / "data", *OPTIONS],
        check=True,
        stdout=subprocess.PIPE,
        cwd=HERE.parents[1],
    )
    told = json.loads(done.stdout)

    assert told["differing"] == {}
    assert told["cut"] >= min(3, told["statements"])
