"""A process that serves does not look for garbage among what it was started with."""

from __future__ import annotations

import gc

from pagepulse.server.garbage import YOUNG_OBJECTS, settle


def test_what_is_loaded_is_left_alone_and_what_comes_later_is_not():
    thresholds = gc.get_threshold()
    loaded: list[object] = []
    loaded.append(loaded)
    try:
        settle()
        later: list[object] = []
        later.append(later)
        seen = {id(one) for one in gc.get_objects()}
        assert (id(loaded) in seen, id(later) in seen) == (False, True)
        assert gc.get_threshold()[0] == YOUNG_OBJECTS
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
