"""Keeps a second process out of the embedded engine's folder, with a sentence that says so."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from pagepulse.errors import StorageError

LOCK_FILE = "warehouse.lock"


class FolderLock:
    """Held from opening to `release`; the system drops it when the process dies."""

    def __init__(self, folder: Path) -> None:
        """Lock beside `folder`; raises StorageError when another process holds it."""
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._descriptor = os.open(folder.parent / LOCK_FILE, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as failure:
            os.close(self._descriptor)
            raise StorageError(
                "data_in_use",
                f"Another PagePulse has {folder.parent} open; stop it, or use another data folder.",
            ) from failure

    def release(self) -> None:
        """Let others in."""
        os.close(self._descriptor)
