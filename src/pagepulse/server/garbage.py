"""What Python's garbage collector does in a process that serves for months."""

from __future__ import annotations

import gc

# New objects until it looks at the young ones. The rows of one second are some 20,000 tuples, none
# of which is garbage yet; with Python's 700 it looked at them thirty times.
YOUNG_OBJECTS = 10_000


def settle() -> None:
    """Never look again at what is loaded by now; call once per process, when it has started.

    Looking through the objects of libraries and schemas again and again took a seventh of a busy
    server's processor.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])
