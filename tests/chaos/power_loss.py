"""What a disk may hold after the power went: simulated from what SQLite really wrote.

Every write, cut, sync and deletion of the journal's files is recorded. For the moment after each of
them, disks are made up: what was synced is there; of what was not, any part may be, also single
sectors of one write. A deletion may not have happened until the next sync of any file: file systems
keep changes of their folders in order (ext4, XFS and Btrfs do). What is simulated is the disk; the
code and SQLite are the real ones.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

# What a disk writes as a whole or not at all, in bytes.
SECTOR_BYTES = 512
# Of the made-up disks this share also has torn writes.
TORN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Operation:
    """One change of a file; `size` is the new length of one that is cut."""

    kind: Literal["write", "truncate", "sync", "delete"]
    file: str
    offset: int = 0
    data: bytes = b""
    size: int = 0


@dataclass
class Recorder:
    """Lets everything happen, and notes it; a watcher of `WatchedFiles`."""

    folder: Path
    operations: list[Operation] = field(default_factory=list)

    def write(self, path: str, offset: int, data: bytes, real: Callable[[bytes], int]) -> int:
        self._note(path, Operation("write", Path(path).name, offset, data))
        return real(data)

    def truncate(self, path: str, size: int, real: Callable[[], int]) -> int:
        self._note(path, Operation("truncate", Path(path).name, size=size))
        return real()

    def sync(self, path: str, real: Callable[[], int]) -> int:
        code = real()
        self._note(path, Operation("sync", Path(path).name))
        return code

    def delete(self, path: str, real: Callable[[], int]) -> int:
        self._note(path, Operation("delete", Path(path).name))
        return real()

    def _note(self, path: str, operation: Operation) -> None:
        if Path(path).parent == self.folder:
            self.operations.append(operation)


@dataclass
class _File:
    durable: bytes | None = None
    pending: list[Operation] = field(default_factory=list)


class Disk:
    """Everything that the files may hold after so many operations."""

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}

    def apply(self, operation: Operation) -> None:
        """Let the next operation happen."""
        file = self._files.setdefault(operation.file, _File())
        if operation.kind == "sync":
            self._settle_deletions()
            file.durable = _with(file.durable, file.pending)
            file.pending = []
        elif operation.kind == "delete":
            # What had been written before is of no interest any more.
            file.pending = [operation]
        else:
            file.pending.append(operation)

    def _settle_deletions(self) -> None:
        for file in self._files.values():
            if file.pending and file.pending[0].kind == "delete":
                file.durable = None
                del file.pending[0]

    def after_a_kill(self) -> dict[str, bytes]:
        """Return what is there when only the process ends: all that was written."""
        return self._image(lambda file: _with(file.durable, file.pending))

    def bare(self) -> dict[str, bytes]:
        """Return what is there when nothing reached the disk but what was synced."""
        return self._image(lambda file: file.durable)

    def by_chance(self, chance: random.Random) -> dict[str, bytes]:
        """Return one of the many things that may be there after the power went."""
        return self._image(lambda file: _with(file.durable, _part(file.pending, chance)))

    def _image(self, of: Callable[[_File], bytes | None]) -> dict[str, bytes]:
        images = {name: of(file) for name, file in self._files.items()}
        return {name: content for name, content in images.items() if content is not None}


def _with(content: bytes | None, operations: list[Operation]) -> bytes | None:
    image = None if content is None else bytearray(content)
    for operation in operations:
        if operation.kind == "delete":
            image = None
            continue
        image = bytearray() if image is None else image
        if operation.kind == "truncate":
            del image[operation.size :]
            continue
        end = operation.offset + len(operation.data)
        image.extend(b"\0" * (end - len(image)))
        image[operation.offset : end] = operation.data
    return None if image is None else bytes(image)


def _part(operations: list[Operation], chance: random.Random) -> list[Operation]:
    if operations and operations[0].kind == "delete" and chance.random() < 0.5:
        # The name still means the old file, whatever was written into the new one.
        return []
    keep, is_torn = chance.random(), chance.random() < TORN_SHARE
    kept: list[Operation] = []
    for operation in operations:
        if operation.kind == "delete" or chance.random() < keep:
            whole = not is_torn or operation.kind != "write"
            kept.extend([operation] if whole else _sectors(operation, chance))
    return kept


def _sectors(operation: Operation, chance: random.Random) -> Iterator[Operation]:
    """Yield some of the sectors that a write touches, each by itself."""
    at, end = operation.offset, operation.offset + len(operation.data)
    while at < end:
        stop = min(end, at - at % SECTOR_BYTES + SECTOR_BYTES)
        if chance.random() < 0.5:
            start = at - operation.offset
            data = operation.data[start : start + stop - at]
            yield Operation("write", operation.file, at, data)
        at = stop
