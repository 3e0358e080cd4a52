"""Answers that are kept while nothing was stored: several screens ask the same at the same time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from weakref import WeakKeyDictionary

from pagepulse.warehouse import Warehouse

# Some hundred answers of analytics, or thirty maps of busy pages.
MAX_BYTES = 32 * 1024 * 1024


class Answers:
    """Bodies by their tag, which is another one as soon as an answer may be; safe between threads.

    What is asked while it is being read is read once: whoever comes second waits for the first.
    """

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        """Keep so many bytes at most, those that were asked for last."""
        self._max_bytes = max_bytes
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._reading: dict[str, threading.Lock] = {}

    @property
    def size(self) -> int:
        """Return how many bytes are kept."""
        return self._bytes

    def get(self, tag: str, read: Callable[[], bytes]) -> bytes:
        """Return the body of a tag; raises what `read` raises."""
        with self._lock:
            reading = self._reading.setdefault(tag, threading.Lock())
        with reading:
            body = self._find(tag)
            try:
                return self._keep(tag, read()) if body is None else body
            finally:
                with self._lock:
                    self._reading.pop(tag, None)

    def _find(self, tag: str) -> bytes | None:
        with self._lock:
            if tag in self._bodies:
                self._bodies.move_to_end(tag)
            return self._bodies.get(tag)

    def _keep(self, tag: str, body: bytes) -> bytes:
        with self._lock:
            self._bytes += len(body) - len(self._bodies.pop(tag, b""))
            self._bodies[tag] = body
            while self._bytes > self._max_bytes:
                _, oldest = self._bodies.popitem(last=False)
                self._bytes -= len(oldest)
        return body


# Tags tell the states of one warehouse apart, not those of several.
_kept: WeakKeyDictionary[Warehouse, Answers] = WeakKeyDictionary()
_kept_lock = threading.Lock()


def answers_of(warehouse: Warehouse) -> Answers:
    """Return what is kept of a warehouse."""
    with _kept_lock:
        return _kept.setdefault(warehouse, Answers())
