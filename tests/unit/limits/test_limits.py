"""Every limit of every file lets so much pass and no unit more; one without a test fails here."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from tests.api.ingest.test_limits import BOUNDARIES
from tests.unit.limits import account_limits, live_limits, server_limits, share_limits
from tests.unit.limits.virtual_time import VirtualLoop, run

import pagepulse
from pagepulse.live import visitor_socket

FILES = {
    file.parent.name: tomllib.loads(file.read_text())
    for file in sorted(Path(pagepulse.__file__).parent.rglob("limits.toml"))
}
HERE = {
    "accounts": account_limits.HOLDS,
    "live": live_limits.HOLDS,
    "server": server_limits.HOLDS,
    "shares": share_limits.HOLDS,
}
# Through the whole application, in tests/api: what an upload, a body of the API may be.
ELSEWHERE = {"ingest": BOUNDARIES, "server": {"api_body_bytes"}}
CASES = [(folder, name) for folder, holds in HERE.items() for name in holds]


def test_every_limit_of_every_file_has_a_boundary_test() -> None:
    tested = {
        folder: {*HERE.get(folder, ()), *ELSEWHERE.get(folder, ())}
        for folder in {**HERE, **ELSEWHERE}
    }

    assert tested == {folder: set(limits) for folder, limits in FILES.items()}


@pytest.mark.parametrize(("folder", "name"), CASES, ids=[f"{one}-{two}" for one, two in CASES])
def test_a_limit_lets_one_less_and_itself_pass_and_one_more_not(
    folder: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = FILES[folder][name]["value"]
    passed = []
    for amount in (limit - 1, limit, limit + 1):
        loop = VirtualLoop()
        with monkeypatch.context() as patched:
            patched.setattr(time, "monotonic", loop.time)
            patched.setattr(visitor_socket, "monotonic", loop.time)
            passed.append(run(HERE[folder][name](amount), loop))

    assert passed == [True, True, False]
