"""The text of the sockets' messages: what comes in is checked, what goes out is made once."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from pagepulse.errors import PagePulseError
from pagepulse.ingest.acceptance import INLINE_BYTES, ReadBatch
from pagepulse.ingest.envelope import read_sound
from pagepulse.live.closing import BAD_MESSAGE, UNKNOWN_EVENT, SocketClosedError
from pagepulse.live.messages import (
    ADMIN_TO_SERVER,
    VISITOR_TO_SERVER,
    Message,
    Nothing,
    RecordingEvent,
)

Id = int | str
RECORDING_EVENT = "recording-event"
NOTHING = Nothing()
MAX_ID_LENGTH = 64


class Frame(msgspec.Struct, frozen=True):
    """A message as it came; its data fits nothing yet."""

    event: str
    data: msgspec.Raw = msgspec.Raw(b"{}")
    id: Id | None = None


class ReadRecordingEvent(RecordingEvent, frozen=True, kw_only=True):
    """A `recording-event` whose batch is decoded."""

    read: ReadBatch


class RecordingFrame(msgspec.Struct, frozen=True):
    """A `recording-event` as the tracker writes it."""

    data: ReadRecordingEvent
    id: Id
    event: str = RECORDING_EVENT


class _Event(msgspec.Struct, frozen=True):
    event: str
    data: Message


class _Ack(msgspec.Struct, frozen=True):
    ack: Id
    data: Message


class _Refusal(msgspec.Struct, frozen=True):
    ack: Id
    error: dict[str, object]


# As trackers write it, in this order; whoever writes it otherwise is understood as well.
_RECORDING = re.compile(
    r'\{"event":"recording-event","id":([1-9][0-9]{0,14}),'
    r'"data":\{"recordingId":"([\w-]{0,64})","batch":(\{.*\})\}\}',
    re.DOTALL | re.ASCII,
)
_frame_decoder = msgspec.json.Decoder(Frame)
_encode = msgspec.json.Encoder().encode
_decoders: Mapping[type[Message], msgspec.json.Decoder[Message]] = {
    kind: msgspec.json.Decoder(kind)
    for events in (VISITOR_TO_SERVER, ADMIN_TO_SERVER)
    for kind in events.values()
}


def read_frame(text: str) -> Frame | RecordingFrame:
    """Return the message of a text; raises SocketClosedError."""
    return _recording_frame(text) or _any_frame(text)


def _recording_frame(text: str) -> RecordingFrame | None:
    """Return the message where it is a small batch that nothing is wrong with.

    Most messages are, and one look at a batch is cheaper than three: at the message, at its data,
    at the batch. What lies between the braces is a single JSON value, or it would not be read.
    """
    found = _RECORDING.fullmatch(text) if len(text) <= INLINE_BYTES else None
    sound = found and read_sound(found[3])
    if not found or not sound:
        # Another look tells what is wrong, and with which part.
        return None
    body, batch = sound
    read = ReadBatch(body, "identity", len(body), batch)
    return RecordingFrame(ReadRecordingEvent(recording_id=found[2], read=read), int(found[1]))


def _any_frame(text: str) -> Frame:
    try:
        frame = _frame_decoder.decode(text)
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError) as failure:
        raise SocketClosedError(*BAD_MESSAGE) from failure
    if isinstance(frame.id, str) and len(frame.id) > MAX_ID_LENGTH:
        raise SocketClosedError(*BAD_MESSAGE)
    return frame


def read_data(frame: Frame | RecordingFrame, events: Mapping[str, type[Message]]) -> Message:
    """Return the data of a message of one of these events; raises SocketClosedError."""
    kind = events.get(frame.event)
    if kind is None:
        raise SocketClosedError(*UNKNOWN_EVENT)
    if isinstance(frame, RecordingFrame):
        return frame.data
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
