"""A data folder that an earlier version wrote shows today what it showed then."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from tests.golden.make import HERE, SESSIONS, Server, answers, wait_until

NAMES = sorted(file.name.removesuffix(".tar.xz") for file in HERE.glob("*.tar.xz"))
# What time alone changes: sessions end, and so does a run that nobody watches.
PASSING = {"inProgress", "state", "stoppedAt", "stopReason", "withoutConsent"}


def comparable(now: Any, then: Any) -> Any:
    """Return of `now` what an earlier version knew of: names have come since, and none went."""
    if isinstance(then, dict) and isinstance(now, dict):
        known = {name: now.get(name, "is gone") for name in then if name not in PASSING}
        return {name: comparable(value, then[name]) for name, value in known.items()}
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [comparable(one, other) for one, other in zip(now, then, strict=True)]
    return now


@pytest.mark.parametrize("name", NAMES)
def test_what_an_earlier_version_stored_is_shown_as_it_was(name: str, tmp_path: Path):
    then = json.loads((HERE / f"{name}.json").read_text())
    with tarfile.open(HERE / f"{name}.tar.xz") as archive:
        archive.extractall(tmp_path, filter="tar")
    server = Server(tmp_path / "data", then["token"])
    try:
        wait_until(lambda: answers(server.get, then["begin"])["answers"]["overview"]["sessions"])
        now = answers(server.get, then["begin"])
    finally:
        server.stop()

    assert now["answers"]["overview"]["sessions"] == SESSIONS
    for kind in ("answers", "replays"):
        assert comparable(now[kind], then[kind]) == comparable(then[kind], then[kind])


def test_there_are_folders_of_earlier_versions():
    assert len(NAMES) >= 2
