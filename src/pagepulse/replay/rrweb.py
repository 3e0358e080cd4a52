"""rrweb's numbers, as far as the server looks into events (names as in @rrweb/types)."""

from __future__ import annotations

# EventType
FULL_SNAPSHOT = 2
INCREMENTAL = 3
META = 4
CUSTOM = 5

# IncrementalSource
MOUSE_MOVE = 1
MOUSE_INTERACTION = 2
SCROLL = 3
VIEWPORT_RESIZE = 4
INPUT = 5
TOUCH_MOVE = 6
MEDIA_INTERACTION = 7
DRAG = 12
SELECTION = 14

# MouseInteractions
CLICK = 2
FOCUS = 5
BLUR = 6

# Inputs in the column `interaction`: a value that the page's own script set.
PAGE_DID = 0

# What a visitor does; mutations, styles and fonts are the page's own doing.
VISITOR_SOURCES = [
    MOUSE_MOVE,
    MOUSE_INTERACTION,
    SCROLL,
    VIEWPORT_RESIZE,
    INPUT,
    TOUCH_MOVE,
    MEDIA_INTERACTION,
    DRAG,
    SELECTION,
]
