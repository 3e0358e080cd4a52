"""Fuzzes the targets, guided by coverage: `./dev fuzz envelope --seconds 600`.

What makes a target fail is written into its corpus, which `./dev test` tries again for ever.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
# A minute per target finds what is easy to find.
SECONDS = 60
# The longest input, in bytes; longer ones find little more and are slower.
MAX_BYTES = 8_192
MEMORY_MB = 1_024
# One input may take so long, in seconds, before it counts as a hang.
HANG_SECONDS = 5
# How a failure begins in what the fuzzer says, and how much of it is shown, in characters.
UNCAUGHT = "=== Uncaught"
MAX_SHOWN = 3_000
NAMES = ("envelope", "gzip", "scrubber", "messages", "parsers")


def main() -> None:
    """Fuzz each target in a process of its own, which a crash ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[*NAMES, []], default=[])
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for each target")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        fuzz(chosen.one, chosen.seconds)
        return
    failed = [name for name in chosen.targets or NAMES if not run(name, chosen.seconds)]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}; the inputs are in {CORPUS}")


def run(name: str, seconds: int) -> bool:
    """Fuzz one target and tell how many inputs were tried; False when one made it fail."""
    command = [sys.executable, "-m", "tests.fuzz.run", "--one", name, "--seconds", str(seconds)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    done = [line for line in finished.stderr.splitlines() if line.startswith("Done ")]
    said = finished.stdout + finished.stderr
    crash = said[said.find(UNCAUGHT) :][:MAX_SHOWN]
    sys.stdout.write(f"{name}: {done[-1] if done else crash}\n")
    sys.stdout.flush()
    return finished.returncode == 0


def fuzz(name: str, seconds: int) -> None:
    """Hand a target to the fuzzer, which does not return."""
    import atheris  # type: ignore[import-untyped]  # noqa: PLC0415  # no types; before what it watches

    with atheris.instrument_imports(include=["pagepulse"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415  # watched from its import on

    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as found:
        atheris.Setup(
            [
                "fuzz",
                f"-max_total_time={seconds}",
                f"-max_len={MAX_BYTES}",
                f"-rss_limit_mb={MEMORY_MB}",
                f"-timeout={HANG_SECONDS}",
                f"-artifact_prefix={folder}/",
                # New inputs go where nobody keeps them, crashes beside the seeds.
                found,
                str(folder),
            ],
            TARGETS[name],
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
