"""Whether so much passes the limits of share links."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, func, insert, select
from tests.unit.limits.holding import Holds, passes

from pagepulse.accounts.access import Access, Principal
from pagepulse.control import Control
from pagepulse.control.tables import share_links, share_openings
from pagepulse.projects.models import NewProject
from pagepulse.projects.store import create_project
from pagepulse.shares import store
from pagepulse.shares.attempts import BURST_SECONDS, ShareAttempts
from pagepulse.shares.limits import SHARE_ATTEMPTS
from pagepulse.shares.models import NewShareLink, SharedReplay


@contextmanager
def _project() -> Iterator[tuple[Connection, Access]]:
    """Open a database with a project that somebody shares from."""
    with TemporaryDirectory() as folder:
        control = Control.open("", Path(folder))
        with control.write() as connection:
            project = create_project(connection, NewProject(name="Shop"))
            sharer = Principal("person", "usr_1", "Ann", {project.project_id: "owner"})
            yield connection, Access(project.project_id, "owner", sharer)
        control.close()


def _new(days: int = 7) -> NewShareLink:
    return NewShareLink(replay=SharedReplay(session_id="a" * 26), expires_in_days=days)


async def _days(amount: int) -> bool:
    with _project() as (connection, access):
        return passes(lambda: store.create_link(connection, access, _new(amount)))


async def _links(amount: int) -> bool:
    """Make the first and the last; those between are copies of the first."""
    with _project() as (connection, access):
        store.create_link(connection, access, _new())
        (first,) = connection.execute(select(share_links)).mappings().all()
        copies = [{**first, "share_id": f"shr_{n}"} for n in range(amount - 2)]
        connection.execute(insert(share_links), copies)
        return passes(lambda: store.create_link(connection, access, _new()))


async def _attempts(amount: int) -> bool:
    """Use all but one second's attempts up first, then try so often."""
    attempts = ShareAttempts(clock=lambda: 0.0)
    at_once = int(SHARE_ATTEMPTS.value * (BURST_SECONDS - 1)) + amount
    return all(passes(lambda: attempts.check("203.0.113.7")) for _ in range(at_once))


async def _openings(amount: int) -> bool:
    """Tell whether so many openings are kept, the last of them made as people make it."""
    with _project() as (connection, access):
        token, _ = store.create_link(connection, access, _new())
        shared = store.find_by_token(connection, token)
        opening = {"share_id": shared.share_id, "opened_at": 0, "client": "", "ends_at": 0}
        before = [{**opening, "pass_hash": f"{n:064x}"} for n in range(amount - 1)]
        connection.execute(insert(share_openings), before)
        store.note_opening(connection, shared, "Firefox on Linux")
        kept = select(func.count()).select_from(share_openings)
        return int(connection.execute(kept).scalar_one()) == amount


HOLDS: Holds = {
    "share_days": _days,
    "share_links": _links,
    "share_attempts": _attempts,
    "share_openings": _openings,
}
