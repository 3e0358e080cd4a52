"""Commands as programs of their own: the embedded engine opens one folder per process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def pagepulse(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a data folder."""
    return subprocess.run(
        [sys.executable, "-m", "pagepulse", *words],
        env={**os.environ, "PAGEPULSE_DATA": str(data), "PAGEPULSE_LOG_LEVEL": "error"},
        capture_output=True,
        text=True,
        check=False,
    )
