"""What the manual says about settings is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pagepulse.cli.main import main
from pagepulse.cli.options import read_settings
from pagepulse.settings import Settings

MANUAL = Path(__file__).parents[2] / "docs/settings.md"
ROW = re.compile(r"^\| `PAGEPULSE_(\w+)` \| (?:`(.*?)`)? ?\| (.*) \|$", re.MULTILINE)


def test_the_manual_lists_exactly_the_settings_with_their_defaults():
    documented = {
        name.lower(): (default, text) for name, default, text in ROW.findall(MANUAL.read_text())
    }

    assert documented == {
        name: (_shown(field.default), field.description)
        for name, field in Settings.model_fields.items()
    }


def _shown(default: object) -> str:
    return str(default).lower() if isinstance(default, bool) else str(default)


def test_every_setting_is_a_flag_of_serve():
    text = CliRunner().invoke(main, ["serve", "--help"]).output

    missing = {name for name in Settings.model_fields if f"--{name.replace('_', '-')}" not in text}
    assert missing == set()


def test_a_flag_wins_over_its_variable(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PAGEPULSE_PORT", "9000")
    monkeypatch.setenv("PAGEPULSE_HOST", "0.0.0.0")

    settings = read_settings({"port": 9001, "host": None})

    assert (settings.port, settings.host) == (9001, "0.0.0.0")


def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PAGEPULSE_PORT", "99999")

    finished = CliRunner().invoke(main, ["serve"])

    assert finished.exit_code == 2
    assert "PAGEPULSE_PORT" in finished.output


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"PUBLIC_URL": "pulse.example.com"}, "PAGEPULSE_PUBLIC_URL"),
        ({"PUBLIC_URL": "https://example.com/pulse"}, "PAGEPULSE_PUBLIC_URL"),
        ({"PUBLIC_URL": "https://a.b", "PLAYER_URL": "https://a.b/"}, "another origin"),
    ],
)
def test_an_address_that_cannot_work_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], named: str
):
    for name, value in variables.items():
        monkeypatch.setenv(f"PAGEPULSE_{name}", value)

    with pytest.raises(click.UsageError, match=named):
        read_settings({})


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ({}, ""),
        ({"enable_live_recording": False, "socket_url": "wss://live.example"}, None),
        ({"socket_url": "https://live.example/"}, "wss://live.example"),
        ({"socket_url": "ws://10.0.0.2:8200"}, "ws://10.0.0.2:8200"),
    ],
)
def test_trackers_are_told_where_sockets_are(flags: dict[str, object], told: str | None):
    assert read_settings(flags).visitor_sockets == told
