"""A file that holds room back: given away when the disk is full, so that SQLite can delete."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

FILE = "reserve"


class Reserve:
    """The file; on a full disk even a DELETE needs room for its journal."""

    def __init__(self, folder: Path, size: int) -> None:
        """Hold `size` bytes in `folder`; 0 holds none."""
        self._path = folder / FILE
        self.size = size

    @property
    def held_bytes(self) -> int:
        """Return how much is held at this moment."""
        try:
            return self._path.stat().st_size
        except FileNotFoundError:
            return 0

    def take(self) -> bool:
        """Hold the room, and tell whether that succeeded."""
        if self.held_bytes == self.size:
            return True
        try:
            with self._path.open("wb") as file:
                self._path.chmod(0o600)
                os.posix_fallocate(file.fileno(), 0, self.size)
        except OSError:
            self.give()
            return False
        return True

    def give(self) -> None:
        """Give the room away."""
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()
