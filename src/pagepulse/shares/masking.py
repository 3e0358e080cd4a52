"""Takes out of what is shared whose session it was, and what was not meant to be shown; pure."""

from __future__ import annotations

import re

import msgspec

from pagepulse.heatmaps.models import Heatmap
from pagepulse.replay.models import (
    Marker,
    PageVisit,
    SessionDetail,
    SessionSummary,
)

CUSTOM, PLUGIN = 5, 6
# What the player draws on canvases comes as events of this tag.
PICTURE_TAG = "pulse:canvas"
# Markers that tell what a page wrote into its console, or asked its servers for.
DETAIL_MARKERS = frozenset({"console", "request"})

_AFTER_PATH = re.compile(r"[?#].*\Z", re.DOTALL)
# Query and fragment of an address in the JSON of an event. An address that holds its content, or
# that names a part of its own page, stays: pictures and symbols are made of these.
_ADDRESS = re.compile(
    r'("(?:href|xlink:href|src|srcset|action|formaction|poster|cite|ping|longdesc)"\s*:\s*")'
    r'(?!data:|blob:|pulse-asset:|#)((?:[^"\\?#]|\\.)*+)[?#](?:[^"\\]|\\.)*+"'
)


class _Data(msgspec.Struct):
    tag: object = None


class _Head(msgspec.Struct):
    type: int
    timestamp: float = 0
    data: msgspec.Raw = msgspec.Raw(b"null")


_decode_head = msgspec.json.Decoder(_Head).decode
_decode_data = msgspec.json.Decoder(_Data).decode


def bare(address: str) -> str:
    """Return an address without query and fragment."""
    return _AFTER_PATH.sub("", address)


def masked_event(event: str, *, shows_details: bool) -> str:
    """Return the JSON of an rrweb event without queries of addresses, and without messages.

    What page scripts told through the recorder (their own events, console, network) is emptied, as
    nobody knows what is in it. An event never vanishes: places and times stay what they are.
    """
    try:
        head = _decode_head(event)
    except (msgspec.MsgspecError, RecursionError):
        return _ADDRESS.sub(r'\1\2"', event)
    if head.type == PLUGIN and not shows_details:
        return _emptied(head)
    if head.type == CUSTOM and not _is_picture(head):
        return _emptied(head)
    return _ADDRESS.sub(r'\1\2"', event)


def _is_picture(head: _Head) -> bool:
    try:
        return _decode_data(head.data).tag == PICTURE_TAG
    except msgspec.MsgspecError:
        return False


def _emptied(head: _Head) -> str:
    hidden = {"type": CUSTOM, "data": {"tag": "hidden", "payload": {}}, "timestamp": head.timestamp}
    return msgspec.json.encode(hidden).decode()


def masked_detail(detail: SessionDetail, share_id: str, *, shows_details: bool) -> SessionDetail:
    """Return a session without who it was and where from; `share_id` takes the place of its id."""
    timeline = detail.timeline
    markers = [_marker(one, shows_details=shows_details) for one in timeline.markers]
    shown = [one for one in markers if shows_details or one.kind not in DETAIL_MARKERS]
    return detail.model_copy(
        update={
            "session": _summary(detail.session, share_id),
            "time_zone": "",
            "consent": "",
            "gpc": False,
            "dnt": False,
            "stored_bytes": 0,
            "pages": [_page(page) for page in detail.pages],
            "timeline": timeline.model_copy(update={"markers": shown}),
        }
    )


def _summary(session: SessionSummary, share_id: str) -> SessionSummary:
    return session.model_copy(
        update={
            "session_id": share_id,
            **dict.fromkeys(
                (
                    "visitor_id", "identity", "country", "language", "referrer", "utm_source",
                    "utm_medium", "utm_campaign",
                ),
                "",
            ),
            "recording_ids": [],
            "own": False,
            # What comes later is for another opening.
            "in_progress": False,
            "entry_page_url": bare(session.entry_page_url),
            "exit_page_url": bare(session.exit_page_url),
        }
    )  # fmt: skip


def _page(page: PageVisit) -> PageVisit:
    return page.model_copy(update={"page_url": bare(page.page_url), "path": bare(page.path)})


def _marker(marker: Marker, *, shows_details: bool) -> Marker:
    if marker.kind == "error" and not shows_details:
        return marker.model_copy(update={"label": "Error"})
    if marker.kind == "custom":
        return marker.model_copy(update={"label": "Custom event"})
    if marker.kind == "page":
        return marker.model_copy(update={"label": bare(marker.label)})
    return marker


def masked_map(found: Heatmap) -> Heatmap:
    """Return a map without the sessions that it is made of."""
    data = found.heatmap_data
    return found.model_copy(
        update={
            "session_ids": [],
            "heatmap_data": data.model_copy(update={"page_url": bare(data.page_url)}),
        }
    )
