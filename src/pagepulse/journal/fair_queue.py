"""A queue between threads in which every project has a lane, and lanes take turns."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class FairQueue(Generic[Item]):
    """Who put a thousand items in waits behind one item of everybody else, not before them.

    Items of one owner keep their order. `None` is the end: it comes out when nothing else is left.
    """

    def __init__(self, owner_of: Callable[[Item], str]) -> None:
        """Take what tells whose an item is."""
        self._owner_of = owner_of
        self._lanes: dict[str, deque[Item]] = {}
        self._turns: deque[str] = deque()
        self._is_ended = False
        self._changed = threading.Condition()

    def put(self, item: Item | None) -> None:
        """Add an item to the lane of its owner, or the end."""
        with self._changed:
            if item is None:
                self._is_ended = True
            else:
                owner = self._owner_of(item)
                if owner not in self._lanes:
                    self._lanes[owner] = deque()
                    self._turns.append(owner)
                self._lanes[owner].append(item)
            self._changed.notify()

    def get(self, timeout: float | None = None) -> Item | None:
        """Wait for the next item; raises queue.Empty after `timeout` seconds."""
        with self._changed:
            if not self._changed.wait_for(self._has_next, timeout):
                raise queue.Empty
            return self._next()

    def get_nowait(self) -> Item | None:
        """Return the next item; raises queue.Empty."""
        with self._changed:
            if not self._has_next():
                raise queue.Empty
            return self._next()

    def _has_next(self) -> bool:
        return bool(self._turns) or self._is_ended

    def _next(self) -> Item | None:
        if not self._turns:
            return None
        owner = self._turns.popleft()
        lane = self._lanes[owner]
        item = lane.popleft()
        if lane:
            self._turns.append(owner)
        else:
            del self._lanes[owner]
        return item
