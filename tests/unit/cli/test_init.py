"""A script that says something wrong is told which flag and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pagepulse.cli.main import main

RIGHT = {
    "--email": "owner@example.com",
    "--password": "a long enough password",
    "--project": "Shop",
    "--allow-origin": "https://shop.example",
}


@pytest.mark.parametrize(
    ("flag", "value", "reason"),
    [
        (
            "--allow-origin",
            "x y",
            "an origin looks like https://example.com or http://localhost:3000",
        ),
        ("--password", "short", "String should have at least 10 characters"),
        ("--project", "", "String should have at least 1 character"),
    ],
)
def test_a_wrong_answer_is_named_by_its_flag(tmp_path: Path, flag: str, value: str, reason: str):
    flags = {**RIGHT, flag: value, "--data": str(tmp_path)}

    finished = CliRunner().invoke(
        main, ["init", *(part for pair in flags.items() for part in pair)]
    )

    assert finished.exit_code == 2
    assert finished.stderr.splitlines()[-1] == f"Error: {flag}: {reason}"
