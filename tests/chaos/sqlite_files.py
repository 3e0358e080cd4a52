"""SQLite's own file layer, with somebody in between: what is written, synced, cut, deleted.

SQLite asks a table of functions (its VFS) for every access to a file. A copy of that table is put
in front of the real one, through the C library that Python's `sqlite3` itself has loaded. That
needs no compiler, no rights and no change of the code under test.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sqlite3
from collections.abc import Callable
from ctypes import byref, c_char_p, c_int, c_int64, c_void_p, sizeof
from pathlib import Path
from typing import Protocol

OK = 0
FULL = 13
IO_ERROR_WRITE = 778
IO_ERROR_SYNC = 1034
IO_ERROR_TRUNCATE = 1546

WRITE = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE = ctypes.CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC = ctypes.CFUNCTYPE(c_int, c_void_p, c_int)
# SQLite keeps the address of a name, so that it must be handed on as an address.
OPEN = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
DELETE = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


class Methods(ctypes.Structure):
    """sqlite3_io_methods, version 3; what is not looked at is a plain address."""

    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("others", c_void_p * 13),
    )


class Vfs(ctypes.Structure):
    """sqlite3_vfs, version 3."""

    _fields_ = (
        ("version", c_int),
        ("file_bytes", c_int),
        ("path_bytes", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        ("others", c_void_p * 14),
    )


class Watcher(Protocol):
    """Decides about every change of a file; `real` does it and returns SQLite's code."""

    def write(self, path: str, offset: int, data: bytes, real: Callable[[bytes], int]) -> int: ...
    def truncate(self, path: str, size: int, real: Callable[[], int]) -> int: ...
    def sync(self, path: str, real: Callable[[], int]) -> int: ...
    def delete(self, path: str, real: Callable[[], int]) -> int: ...


# What SQLite calls must not be collected while it may do so.
IN_USE: list[WatchedFiles] = []


class WatchedFiles:
    """The table of functions in front of the real one, in use until `remove`."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self._library = _library()
        self._real = Vfs.from_address(self._library.sqlite3_vfs_find(None))
        self._real_open = OPEN(self._real.open)
        self._real_delete = DELETE(self._real.delete)
        self._vfs = Vfs()
        ctypes.pointer(self._vfs)[0] = self._real
        self._vfs.next = None
        self._vfs.name = b"watched"
        # Whatever C holds the address of must live as long as it may be called.
        self._kept: list[object] = [OPEN(self._open), DELETE(self._delete)]
        self._vfs.open = ctypes.cast(self._kept[0], c_void_p).value  # type: ignore[arg-type]
        self._vfs.delete = ctypes.cast(self._kept[1], c_void_p).value  # type: ignore[arg-type]
        self._paths: dict[int, str] = {}
        self._tables: dict[int, Methods] = {}
        self._library.sqlite3_vfs_register(byref(self._vfs), 1)
        IN_USE.append(self)

    def remove(self) -> None:
        """Let SQLite go to the real files again, in connections that are opened from now on."""
        self._library.sqlite3_vfs_register(byref(self._real), 1)
        self._library.sqlite3_vfs_unregister(byref(self._vfs))
        IN_USE.remove(self)

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        code: int = self._real_open(vfs, name, file, flags, out)
        methods = c_void_p.from_address(file)
        if code == OK and name and methods.value:
            self._paths[file] = os.fsdecode(ctypes.string_at(name))
            methods.value = ctypes.addressof(self._table(methods.value))
        return code

    def _table(self, real: int) -> Methods:
        if real not in self._tables:
            self._tables[real] = self._watched(Methods.from_address(real))
        return self._tables[real]

    def _watched(self, real: Methods) -> Methods:
        table = Methods()
        ctypes.memmove(byref(table), byref(real), sizeof(Methods))
        really_write, really_cut, really_sync = (
            WRITE(real.write),
            TRUNCATE(real.truncate),
            SYNC(real.sync),
        )

        def write(file: int, data: int, size: int, offset: int) -> int:
            def really(part: bytes) -> int:
                address = ctypes.cast(c_char_p(part), c_void_p)
                return int(really_write(file, address, len(part), offset))

            content = ctypes.string_at(data, size)
            return self._watcher.write(self._paths[file], offset, content, really)

        def truncate(file: int, size: int) -> int:
            path = self._paths[file]
            return self._watcher.truncate(path, size, lambda: really_cut(file, size))

        def sync(file: int, flags: int) -> int:
            return self._watcher.sync(self._paths[file], lambda: really_sync(file, flags))

        callbacks = WRITE(write), TRUNCATE(truncate), SYNC(sync)
        self._kept.extend(callbacks)
        table.write, table.truncate, table.sync = (
            ctypes.cast(one, c_void_p).value for one in callbacks
        )
        return table

    def _delete(self, vfs: int, name: int, sync_folder: int) -> int:
        def really() -> int:
            return int(self._real_delete(vfs, name, sync_folder))

        return self._watcher.delete(os.fsdecode(ctypes.string_at(name)), really)


def _library() -> ctypes.CDLL:
    """Return the SQLite that Python has loaded; raises OSError where it cannot be reached."""
    # A connection makes sure that it is loaded and set up.
    sqlite3.connect(":memory:").close()
    maps = Path("/proc/self/maps")
    lines = maps.read_text().splitlines() if maps.exists() else []
    loaded = {line.split()[-1] for line in lines if "sqlite3" in line and ".so" in line}
    for name in sorted(loaded, key=lambda path: "libsqlite3" not in path):
        library = ctypes.CDLL(name)
        if hasattr(library, "sqlite3_vfs_find"):
            library.sqlite3_vfs_find.restype = c_void_p
            return library
    raise OSError(errno.ENOSYS, "Python's SQLite is no shared library that can be reached")
