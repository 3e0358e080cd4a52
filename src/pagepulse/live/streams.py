"""The events of one watched tab, in order: kept since the last full snapshot for who comes later.

in order      passed on at once, as one text for all viewers
out of order  held until what is missing comes, or too long: then it is lost
lost          nothing is passed on until the next full snapshot, which is asked for
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

import msgspec

from pagepulse.live.limits import BACKLOG_BYTES
from pagepulse.live.shown import Shown

# Batches that came before an earlier one, at most.
MAX_HELD = 64
# An earlier batch that travels over HTTP may come so much later.
HOLD_MS = 2_000
# A catch-up is sent in messages of about this size.
PART_BYTES = 512 * 1024
# Of the backlog's bound: from here on a new full snapshot is asked for.
SOFT_SHARE = 0.5


class Step(Enum):
    """What a stream asks for, beside passing on."""

    LOST = "lost"
    SNAPSHOT_WANTED = "snapshot wanted"


@dataclass(slots=True)
class TabStream:
    """Feed it with every batch of the tab; `now` in Unix ms."""

    next_seq: int | None = None
    # What has come since, and with, the last full snapshot; empty: there is no picture.
    backlog: list[Shown] = field(default_factory=list)
    # Of what followed the snapshot.
    delta_bytes: int = 0
    held: dict[int, Shown] = field(default_factory=dict)
    held_since: int = 0
    is_broken: bool = False

    @property
    def has_picture(self) -> bool:
        """Tell whether a viewer can be given the page as it is."""
        return bool(self.backlog)

    def feed(self, shown: Shown, now: int) -> Iterator[Shown | Step]:
        """Yield what can be passed on, and what is asked for."""
        if self.next_seq is not None and shown.seq < self.next_seq:
            # It came before, over the other way.
            return
        if self.next_seq is None or shown.seq == self.next_seq or self._starts_anew(shown):
            yield from self._pass(shown)
            yield from self._release()
            return
        if not self.held:
            self.held_since = now
        self.held[shown.seq] = shown
        if len(self.held) > MAX_HELD:
            yield from self._give_up()

    def look(self, now: int) -> Iterator[Shown | Step]:
        """Yield what follows from time that has passed."""
        if self.held and now - self.held_since >= HOLD_MS:
            yield from self._give_up()

    def adopt(self, backlog: list[Shown]) -> bool:
        """Take stored batches as the backlog; False when they do not lead up to what came since."""
        if self.has_picture or not backlog:
            return False
        if self.next_seq is not None and backlog[-1].seq + 1 < self.next_seq:
            return False
        known = [one for one in backlog if self.next_seq is None or one.seq < self.next_seq]
        if not known or known[0].from_picture() is None:
            return False
        self.backlog, self.is_broken = known, False
        self.delta_bytes = sum(one.size for one in known[1:])
        self.next_seq = known[-1].seq + 1
        return True

    def catch_up(self) -> Iterator[Shown]:
        """Yield the backlog in parts; all of them carry the number and times of the newest."""
        newest = self.backlog[-1]
        for events, console, errors in _parts(self.backlog):
            rest = {"types": (), "events": events, "console": console, "errors": errors}
            yield msgspec.structs.replace(newest, **rest)

    def _starts_anew(self, shown: Shown) -> bool:
        """Tell whether a batch brings a whole picture, so that nothing before it matters."""
        return bool(shown.types) and shown.from_picture() is not None

    def _pass(self, shown: Shown) -> Iterator[Shown | Step]:
        self.next_seq = shown.seq + 1
        self.held = {seq: one for seq, one in self.held.items() if seq > shown.seq}
        picture = shown.from_picture()
        if picture is not None:
            self.backlog, self.delta_bytes, self.is_broken = [picture], 0, False
        elif self.backlog:
            yield from self._append(shown)
        if not self.is_broken:
            yield shown

    def _append(self, shown: Shown) -> Iterator[Step]:
        before, soft = self.delta_bytes, BACKLOG_BYTES.value * SOFT_SHARE
        self.delta_bytes += shown.size
        self.backlog.append(shown)
        if before < soft <= self.delta_bytes:
            yield Step.SNAPSHOT_WANTED
        if self.delta_bytes > BACKLOG_BYTES.value:
            # Whoever watches goes on; whoever comes now waits for the next picture.
            self.backlog.clear()
            yield Step.SNAPSHOT_WANTED

    def _release(self) -> Iterator[Shown | Step]:
        while self.next_seq in self.held:
            yield from self._pass(self.held.pop(self.next_seq))

    def _give_up(self) -> Iterator[Shown | Step]:
        """Go on with what is there; a picture among it makes the stream whole again."""
        self.is_broken = True
        self.backlog.clear()
        yield Step.LOST
        while self.held:
            yield from self._pass(self.held.pop(min(self.held)))


Raws = tuple[msgspec.Raw, ...]


def _parts(backlog: list[Shown]) -> Iterator[tuple[Raws, Raws, Raws]]:
    events: list[msgspec.Raw] = []
    console: list[msgspec.Raw] = []
    errors: list[msgspec.Raw] = []
    size = 0
    for shown in backlog:
        console += shown.console
        errors += shown.errors
        for event in shown.events:
            if events and size + len(event) > PART_BYTES:
                yield tuple(events), tuple(console), tuple(errors)
                events, console, errors, size = [], [], [], 0
            events.append(event)
            size += len(event)
    yield tuple(events), tuple(console), tuple(errors)
