"""The manual shows a failure as the server sends it, on every version of Python."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pagepulse.ingest.limits import FULL_SNAPSHOT_BYTES
from pagepulse.server.problems import problem_bytes

MANUAL = Path(__file__).parents[3] / "docs/http-api.md"


def test_the_example_of_the_manual_is_what_the_server_says():
    example = re.search(r"```json\n(.*?)```", MANUAL.read_text(), re.DOTALL)

    assert example is not None
    shown = json.loads(example[1])
    assert shown == json.loads(problem_bytes(FULL_SNAPSHOT_BYTES.refusal(11 * 1024 * 1024)))
