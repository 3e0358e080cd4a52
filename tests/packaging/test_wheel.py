"""The wheel is what people install: it must run with Python alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.packaging

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
START_SECONDS = 120


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    finished = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(BIN / "uv", "build", "--wheel", "--no-build-isolation", "--out-dir", folder)
    (built,) = folder.glob("*.whl")
    return built


def requirements_of(name: str, extras: frozenset[str] = frozenset()) -> set[str]:
    """Return the names of all packages that a package needs here, itself included."""
    found: set[str] = {canonicalize_name(name)}
    for text in metadata.requires(name) or []:
        needed = Requirement(text)
        environments = [{"extra": extra} for extra in extras | {""}]
        if needed.marker is None or any(map(needed.marker.evaluate, environments)):
            found |= requirements_of(needed.name, frozenset(needed.extras))
    return found


def runtime_lock(folder: Path) -> Path:
    """Write the part of requirements.lock that the wheel asks for: no tool of the developers."""
    needed = requirements_of("pagepulse")
    blocks = re.split(
        r"^(?=[a-z0-9])", (ROOT / "requirements.lock").read_text(), flags=re.MULTILINE
    )
    chosen = [block for block in blocks if canonicalize_name(block.split("==")[0]) in needed]
    file = folder / "runtime.lock"
    file.write_text("".join(chosen))
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an empty environment and return that environment's bin folder."""
    venv = tmp_path_factory.mktemp("fresh") / "venv"
    run(BIN / "uv", "venv", "--python", sys.executable, venv)
    into = (BIN / "uv", "pip", "install", "--offline", "--no-deps", "--python", venv / "bin/python")
    # What ./dev set up lies in uv's cache by its hashes, so this needs no network.
    run(*into, "--require-hashes", "--requirement", runtime_lock(venv.parent))
    run(*into, wheel)
    return venv / "bin"


@pytest.fixture
def path_without_node(tmp_path: Path) -> str:
    """Return a PATH with a shell's basics and no Node."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "env", "uname"):
        (folder / name).symlink_to(shutil.which(name) or name)
    return str(folder)


@pytest.fixture
def demo_output(installed: Path, tmp_path: Path, path_without_node: str) -> Iterator[list[str]]:
    """Start `pagepulse demo` of the installed wheel and yield what it printed so far."""
    ports = ["--port", "0", "--player-port", "0", "--metrics-port", "0", "--demo-port", "0"]
    server = subprocess.Popen(
        [installed / "pagepulse", "demo", *ports, "--data", tmp_path / "data"],
        env={"PATH": path_without_node, "HOME": str(tmp_path), "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=tmp_path,
    )
    assert server.stdout is not None
    lines: list[str] = []
    try:
        for line in server.stdout:
            lines.append(line)
            if "Demo site" in line:
                break
        yield lines
    finally:
        server.terminate()
        server.stdout.read()
        server.stdout.close()
        assert server.wait(START_SECONDS) == 0


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=START_SECONDS) as answer:
        return str(answer.read().decode())


def test_the_wheel_carries_the_built_front_end_and_the_migrations(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {
        "pagepulse/static/dashboard/index.html",
        "pagepulse/static/player/index.html",
        "pagepulse/static/tracker/pulse.js",
        "pagepulse/static/tracker/recorder.js",
        "pagepulse/static/tracker/rescue.js",
        "pagepulse/warehouse/migrations/0001_recordings.sql",
        "pagepulse/py.typed",
    } <= names
    assert any(name.startswith("pagepulse/demo/site/") for name in names)
    assert not any("node_modules" in name or "/tests/" in name for name in names)


def test_the_installed_wheel_runs_the_demo_without_node(demo_output: list[str]):
    printed = "".join(demo_output)
    urls = re.findall(r"http://[\w.]+:\d+", printed)
    assert urls, printed
    dashboard, site = urls[0], urls[-1]

    assert json.loads(get(f"{dashboard}/healthz")) == {"status": "ok"}
    assert "<script" in get(dashboard)
    assert "data-project" in get(site)
    assert len(get(f"{dashboard}/pulse.js")) > 1000
