"""How the developer's test command judges tests that fail: what fails alone fails the run."""

from __future__ import annotations

import importlib.util
import os
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNSTEADY = """
from pathlib import Path

def test_seen_once():
    before = Path(__file__).with_name("seen")
    assert before.exists() or before.touch()

def test_steady():
    pass
"""


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the program `dev`, in a project of nothing but the tests that a test writes."""
    loader = SourceFileLoader("dev", str(ROOT / "dev"))
    spec = importlib.util.spec_from_loader("dev", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    (tmp_path / "pytest.ini").write_text("[pytest]\nasyncio_default_fixture_loop_scope = function")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "FAILED", tmp_path / module.FAILED.relative_to(ROOT))
    for name in [name for name in os.environ if name.startswith("PYTEST_")]:
        monkeypatch.delenv(name)
    return module


def test_what_passes_alone_is_named_and_does_not_fail_the_run(
    dev: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "test_one.py").write_text(UNSTEADY)

    dev.test_python("")

    assert "UNSTEADY, passed only alone:\n  test_one.py::test_seen_once" in capfd.readouterr().out


def test_what_fails_alone_fails_the_run(dev: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text("def test_broken(): assert False")

    with pytest.raises(SystemExit) as stop:
        dev.test_python("")

    assert stop.value.code == "./dev: failed (1): pytest --last-failed"


def test_many_that_fail_are_not_repeated(
    dev: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = (f"def test_{n}(): assert False" for n in range(dev.FEW_FAILED + 1))
    (tmp_path / "test_one.py").write_text("\n".join(broken))

    with pytest.raises(SystemExit) as stop:
        dev.test_python("")

    assert stop.value.code == dev.TESTS_FAILED
    assert "once more" not in capfd.readouterr().out


def test_a_file_that_cannot_be_read_fails_the_run(dev: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text("import nothing_of_this_name")

    with pytest.raises(SystemExit) as stop:
        dev.test_python("")

    assert stop.value.code not in {0, None}
