"""The committed contract is what the code says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

from pagepulse.server.app import create_api

ROOT = Path(__file__).parents[2]
MEND = "the API has changed: run ./dev fix and commit contract/"


def test_the_committed_description_is_what_the_models_say():
    committed = json.loads((ROOT / "contract/openapi.json").read_text())

    assert committed == create_api({}).openapi(), MEND


def test_the_committed_types_are_made_of_the_committed_description():
    node = shutil.which("node")
    assert node, "the development environment brings Node: run ./dev test"

    finished = subprocess.run(
        [node, "contract/generate.mjs", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 0, finished.stderr


def test_every_operation_has_a_name_of_its_own_and_a_summary():
    operations = [
        operation
        for path in create_api({}).openapi()["paths"].values()
        for operation in path.values()
    ]
    names = [operation["operationId"] for operation in operations]

    assert len(set(names)) == len(names)
    assert all("_" not in name for name in names)
    assert all(operation.get("summary") for operation in operations)


def test_the_documentation_speaks_of_every_call():
    text = (ROOT / "docs/http-api.md").read_text()

    named = set(re.findall(r"(?:[A-Z]+ |`)(/[^`\s]*)`", text))
    assert set(create_api({}).openapi()["paths"]) - named == set()
