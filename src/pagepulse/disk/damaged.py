"""What `repair` set aside: copies of damaged files, which hold what visitors did.

Such a file has data of every project in it, and nobody can read whose. So all of it goes when
something is erased or hidden anywhere, and otherwise after some days.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

DAMAGED_FOLDER = "damaged"
# Names of its folders, one for each repair: when it was, UTC.
MOMENT = "%Y-%m-%dT%H%M%SZ"
DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class DamagedFiles:
    """The folder inside of the data folder, and for how many days what is in it is kept."""

    data: Path
    kept_days: int

    def count(self) -> int:
        """Return how many files there are."""
        files = (file for repair in self._repairs() for file in repair.rglob("*"))
        return sum(not file.is_dir() for file in files)

    def delete_all(self) -> None:
        """Delete everything; raises OSError."""
        if self._folder.exists():
            shutil.rmtree(self._folder)

    def delete_old(self, now_ms: int) -> int:
        """Delete what was set aside before the days; return of how many repairs. Raises OSError."""
        before = now_ms - self.kept_days * DAY_MS
        old = [repair for repair in self._repairs() if _moment_of(repair) < before]
        for repair in old:
            shutil.rmtree(repair)
        return len(old)

    @property
    def _folder(self) -> Path:
        return self.data / DAMAGED_FOLDER

    def _repairs(self) -> Iterator[Path]:
        if self._folder.exists():
            yield from sorted(path for path in self._folder.iterdir() if path.is_dir())


def _moment_of(repair: Path) -> float:
    """Return when a repair was, Unix ms; of a folder with another name, when it was changed."""
    try:
        return datetime.strptime(repair.name, MOMENT).replace(tzinfo=UTC).timestamp() * 1000
    except ValueError:
        return repair.stat().st_mtime * 1000
