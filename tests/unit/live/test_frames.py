"""A batch over a socket is read in one look where it can be, and means what it says either way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.errors import PagePulseError
from pagepulse.ingest.envelope import read_batch
from pagepulse.live.closing import SocketClosedError
from pagepulse.live.frames import ReadRecordingEvent, RecordingFrame, read_data, read_frame
from pagepulse.live.messages import VISITOR_TO_SERVER, RecordingEvent
from pagepulse.live.visitor_socket import body_of

BATCH = {
    "version": 1,
    "projectKey": "pk_1",
    "sessionKey": "ab" * 16,
    "tabId": "t_1",
    "seq": 7,
    "sentAt": 1_760_000_000_000,
    "events": [{"type": 3, "data": {"source": 0, "text": "grüner Tee"}, "timestamp": 5}],
}
# What could be taken for the end of a batch, or for another one.
PIECES = st.sampled_from(
    [
        "}",
        "{",
        '},"x":{}',
        '}},"data":{"recordingId":"r_2","batch":{',
        '"',
        "\\",
        " ",
        "\ud83d",
        ",",
    ]
)


def written(batch: object = BATCH, recording_id: str = "r_1") -> str:
    """Return the text of a batch as the tracker writes it."""
    data = {"recordingId": recording_id, "batch": batch}
    message = {"event": "recording-event", "id": 3, "data": data}
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False)


def meaning(text: str) -> object:
    """Return what a server makes of a text: the message with its batch, or how it refuses."""
    try:
        frame = read_frame(text)
        data = read_data(frame, VISITOR_TO_SERVER)
        assert isinstance(data, RecordingEvent)
        body = data.read.body if isinstance(data, ReadRecordingEvent) else body_of(data)[0]
        return frame.event, frame.id, data.recording_id, read_batch(body)
    except (PagePulseError, SocketClosedError) as failure:
        return type(failure), str(failure)


def test_a_batch_as_the_tracker_writes_it_is_decoded_once_and_whole() -> None:
    frame = read_frame(written())

    assert isinstance(frame, RecordingFrame)
    body, batch = read_batch(json.dumps(BATCH, separators=(",", ":"), ensure_ascii=False).encode())
    assert (frame.id, frame.data.recording_id) == (3, "r_1")
    assert (frame.data.read.body, frame.data.read.batch) == (body, batch)


@pytest.mark.parametrize(
    "wrong",
    [{**BATCH, "sessionKey": "x"}, {**BATCH, "seq": "7"}, {**BATCH, "events": [1] * 9_999}, {}],
)
def test_what_is_wrong_with_a_batch_is_told_by_whoever_looks_closely(wrong: dict[str, Any]) -> None:
    assert not isinstance(read_frame(written(wrong)), RecordingFrame)
    assert meaning(written(wrong)) == meaning(" " + written(wrong))


@given(st.lists(st.tuples(st.integers(0, 400), PIECES), max_size=3))
def test_a_batch_means_the_same_however_it_is_written(pieces: list[tuple[int, str]]) -> None:
    text = written()
    for at, piece in pieces:
        text = text[:at] + piece + text[at:]

    # With a space before it the text is none that is read in one look.
    assert meaning(text) == meaning(" " + text)


def test_a_second_batch_behind_the_first_is_not_a_part_of_it() -> None:
    twice = written().replace('"batch":{', '"batch":{}},"data":{"recordingId":"r_2","batch":{', 1)

    assert meaning(twice) == meaning(" " + twice)
    with pytest.raises(SocketClosedError):
        read_frame(written() + written())
