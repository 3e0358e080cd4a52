"""Keeps what was damaged, beside what is in use: repair deletes nothing."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from pagepulse.disk.damaged import DAMAGED_FOLDER


@dataclass(frozen=True, slots=True)
class SetAside:
    """A folder of one repair inside the data folder, made when the first file comes."""

    data: Path
    moment: str

    @property
    def folder(self) -> Path:
        """Return where everything goes."""
        return self.data / DAMAGED_FOLDER / self.moment

    def keep(self, path: Path, place: str) -> None:
        """Keep a file that may be written to, or a folder of which files are only replaced."""
        target = self._inside(place) / path.name
        if path.is_dir():
            linked(path, target)
        else:
            shutil.copyfile(path, target)
            target.chmod(0o600)

    def _inside(self, place: str) -> Path:
        self.folder.parent.mkdir(mode=0o700, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        inside = self.folder / place
        inside.mkdir(mode=0o700, exist_ok=True)
        return inside


def linked(folder: Path, target: Path) -> None:
    """Give the files of a folder second names: no room is needed for a second copy."""
    shutil.copytree(folder, target, copy_function=os.link)
