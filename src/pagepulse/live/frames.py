"""The text of the sockets' messages: what comes in is checked, what goes out is made once."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from pagepulse.errors import PagePulseError
from pagepulse.live.closing import BAD_MESSAGE, UNKNOWN_EVENT, SocketClosedError
from pagepulse.live.messages import (
    ADMIN_TO_SERVER,
    VISITOR_TO_SERVER,
    Message,
    Nothing,
)

Id = int | str
NOTHING = Nothing()
MAX_ID_LENGTH = 64


class Frame(msgspec.Struct, frozen=True):
    """A message as it came; its data fits nothing yet."""

    event: str
    data: msgspec.Raw = msgspec.Raw(b"{}")
    id: Id | None = None


class _Event(msgspec.Struct, frozen=True):
    event: str
    data: Message


class _Ack(msgspec.Struct, frozen=True):
    ack: Id
    data: Message


class _Refusal(msgspec.Struct, frozen=True):
    ack: Id
    error: dict[str, object]


_frame_decoder = msgspec.json.Decoder(Frame)
_encode = msgspec.json.Encoder().encode
_decoders: Mapping[type[Message], msgspec.json.Decoder[Message]] = {
    kind: msgspec.json.Decoder(kind)
    for events in (VISITOR_TO_SERVER, ADMIN_TO_SERVER)
    for kind in events.values()
}


def read_frame(text: str) -> Frame:
    """Return the message of a text; raises SocketClosedError."""
    try:
        frame = _frame_decoder.decode(text)
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError) as failure:
        raise SocketClosedError(*BAD_MESSAGE) from failure
    if isinstance(frame.id, str) and len(frame.id) > MAX_ID_LENGTH:
        raise SocketClosedError(*BAD_MESSAGE)
    return frame


def read_data(frame: Frame, events: Mapping[str, type[Message]]) -> Message:
    """Return the data of a message of one of these events; raises SocketClosedError."""
    kind = events.get(frame.event)
    if kind is None:
        raise SocketClosedError(*UNKNOWN_EVENT)
    try:
        return _decoders[kind].decode(frame.data)
    except (msgspec.MsgspecError, RecursionError) as failure:
        raise SocketClosedError(*BAD_MESSAGE) from failure


def event_text(event: str, data: Message) -> str:
    """Return the text of an event."""
    return _encode(_Event(event, data)).decode()


def ack_text(to: Id, data: Message = NOTHING) -> str:
    """Return the text of an answer."""
    return _encode(_Ack(to, data)).decode()


def refusal_text(to: Id, failure: PagePulseError) -> str:
    """Return the text of an answer to what could not be done."""
    error = {**failure.facts, "code": failure.code, "detail": failure.detail}
    return _encode(_Refusal(to, error)).decode()
