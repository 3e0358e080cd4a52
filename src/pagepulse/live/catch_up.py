"""What a watched tab shows, read from the warehouse: for tabs that nobody can ask for a picture."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec
import structlog

from pagepulse.clock import now_ms
from pagepulse.errors import StorageError
from pagepulse.ingest.stored import Stored
from pagepulse.live.hub import Hub
from pagepulse.live.limits import BACKLOG_BYTES
from pagepulse.live.shown import Shown
from pagepulse.live.snapshots import FULL_SNAPSHOT
from pagepulse.live.watched import WatchedSession
from pagepulse.live.watching import Watching
from pagepulse.warehouse import Row, Warehouse

log = structlog.get_logger()

# A batch can be read about two seconds after it came; a connected tab has sent a picture by then.
# Where it takes longer, what becomes readable is another occasion.
TRIES = 4
PAUSE_SECONDS = 1.0
# A tab whose last full snapshot is older is not what anybody sees now.
FRESH_MS = 60 * 60 * 1000
MAX_TABS = 4
# A full snapshot is larger than what may follow it.
MAX_BYTES = 8 * BACKLOG_BYTES.value

LAST_PICTURES = """
    select tab_id, max((toUnixTimestamp64Milli(at), seq, position)) as key
    from recording_events
    where project_id = {project_id:String} and session_id = {session_id:String}
      and type = {full_snapshot:UInt8} and at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    group by tab_id
    order by key desc
    limit {limit:UInt32}
"""
IN_TAB_SINCE = """
    from recording_events
    where project_id = {project_id:String} and session_id = {session_id:String}
      and tab_id = {tab_id:String} and seq >= {seq:UInt32}
      and at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
"""
SIZE_SINCE = f"select sum(length(payload)) as bytes {IN_TAB_SINCE}"  # constants
EVENTS_SINCE = f"select seq, type, payload {IN_TAB_SINCE} order by seq, position"
BATCHES_SINCE = """
    select seq, toUnixTimestamp64Milli(received_at) as received_at,
           toUnixTimestamp64Milli(sent_at) - clock_offset_ms as sent_at, recording_id
    from batches final
    where project_id = {project_id:String} and session_id = {session_id:String}
      and tab_id = {tab_id:String} and seq >= {seq:UInt32}
    order by seq
"""


class CatchUp:
    """Reads for sessions that begin to be watched."""

    def __init__(
        self, warehouse: Warehouse, hub: Hub, watching: Watching, clock: Callable[[], int] = now_ms
    ) -> None:
        """Take where to read, and who is connected and watched; `clock` in Unix ms."""
        self._warehouse = warehouse
        self._hub = hub
        self._watching = watching
        self._now = clock
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        # How often is still looked for each session; one task looks.
        self._tries: dict[WatchedSession, int] = {}
        # Return the number of the newest batch of each tab that is on disk, as far as it is known.
        self.newest_of: Callable[[str, str], Mapping[str, int]] = _nothing_known

    def begin(self, session: WatchedSession, tries: int = TRIES) -> None:
        """Look for pictures of a session's tabs, until each has one or it is in vain."""
        is_looking = session in self._tries
        self._tries[session] = max(tries, self._tries.get(session, 0))
        if is_looking:
            return
        self._loop = asyncio.get_running_loop()
        task = self._loop.create_task(self._look(session), name="live-catch-up")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def stored(self, stored: Stored) -> None:
        """Take what became readable; may be called on any thread, and returns at once."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, stored)

    async def stop(self) -> None:
        """Stop looking."""
        self._loop = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _take(self, stored: Stored) -> None:
        """Look again at sessions that nobody can ask for a picture."""
        for project_id, data in stored.items():
            for session in self._watching.incomplete(project_id, data.session_ids):
                if self._hub.connected(*session.key) is None:
                    self.begin(session, tries=1)

    async def _look(self, session: WatchedSession) -> None:
        try:
            if self._hub.connected(*session.key) is not None:
                # It was asked for pictures, which is quicker.
                await asyncio.sleep(PAUSE_SECONDS)
            while self._tries[session]:
                self._tries[session] -= 1
                if session.is_complete or not self._watching.is_watched(*session.key):
                    return
                await self._try(session)
                await asyncio.sleep(PAUSE_SECONDS)
        finally:
            del self._tries[session]

    async def _try(self, session: WatchedSession) -> None:
        newest = self.newest_of(*session.key)
        try:
            found = await self._warehouse.run_async(lambda: self._read(session, newest))
        except StorageError:
            log.warning("catch_up_failed", exc_info=True)
            return
        for tab_id, backlog in found.items():
            self._watching.adopt(session, tab_id, backlog)

    def _read(
        self, session: WatchedSession, newest: Mapping[str, int]
    ) -> Mapping[str, list[Shown]]:
        """Return what each tab without a picture was sent since its last one; on a thread.

        Of a tab whose `newest` batch cannot be read yet nothing: what follows would not fit.
        """
        parameters = {
            "project_id": session.project_id,
            "session_id": session.session_id,
            "full_snapshot": FULL_SNAPSHOT,
            "since": self._now() - FRESH_MS,
            "limit": MAX_TABS,
        }
        pictures = self._warehouse.query(LAST_PICTURES, parameters)
        missing = [row for row in pictures if not session.has_picture(row["tab_id"])]
        return {
            row["tab_id"]: self._read_tab(row, parameters, newest.get(row["tab_id"], 0))
            for row in missing
        }

    def _read_tab(self, picture: Row, session: Mapping[str, object], newest: int) -> list[Shown]:
        at, seq, _ = picture["key"]
        # Clocks inside a tab hold still within a minute: the Meta event stands just before.
        tab = {**session, "tab_id": picture["tab_id"], "seq": seq, "since": at - 60_000}
        if self._warehouse.query(SIZE_SINCE, tab)[0]["bytes"] > MAX_BYTES:
            return []
        batches = self._warehouse.query(BATCHES_SINCE, tab)
        if not batches or batches[-1]["seq"] < newest:
            return []
        events: defaultdict[int, list[Row]] = defaultdict(list)
        # The events of a batch can be read before the batch itself.
        for row in self._warehouse.query(EVENTS_SINCE, tab):
            events[row["seq"]].append(row)
        return list(_unbroken(_shown(batch, events[batch["seq"]]) for batch in batches))


def _shown(batch: Row, events: list[Row]) -> Shown:
    return Shown(
        seq=batch["seq"],
        types=[row["type"] for row in events],
        events=tuple(msgspec.Raw(_bytes(row["payload"])) for row in events),
        timestamp=batch["received_at"],
        sent_at=batch["sent_at"],
        recording_id=batch["recording_id"],
    )


def _unbroken(batches: Iterable[Shown]) -> Iterator[Shown]:
    """Yield batches from the picture in the first one until one is missing."""
    expected: int | None = None
    for shown in batches:
        kept = shown.from_picture() if expected is None else shown
        if kept is None or expected not in {None, shown.seq}:
            return
        expected = shown.seq + 1
        yield kept


def _nothing_known(_project_id: str, _session_id: str) -> Mapping[str, int]:
    return {}


def _bytes(payload: str | bytes) -> bytes:
    return payload.encode() if isinstance(payload, str) else payload
