"""The questions of the heatmap screen, asked of the application over HTTP inside this process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx
import structlog
from benchmarks.heatmap_scale.facts import HOTTEST
from benchmarks.heatmap_scale.timing import report, timed

from pagepulse.accounts import logins, users
from pagepulse.accounts.backoff import LoginBackoff
from pagepulse.accounts.dependencies import Services
from pagepulse.accounts.origins import Origins
from pagepulse.accounts.passwords import PasswordThreads, hash_password
from pagepulse.control import Control
from pagepulse.heatmaps.choosing import chosen_of
from pagepulse.heatmaps.filters import HeatmapFilter
from pagepulse.heatmaps.maps import MapRequest, read_heatmap
from pagepulse.heatmaps.models import Format
from pagepulse.projects.directory import ProjectDirectory
from pagepulse.projects.models import NewProject
from pagepulse.projects.store import create_project
from pagepulse.server.app import create_app
from pagepulse.server.metrics import HttpMetrics, create_registry
from pagepulse.settings import Settings
from pagepulse.warehouse import Warehouse

REPEATS = 30
SOME_SESSIONS = 100
MONTH = {"startDate": "2025-11-01", "endDate": "2025-11-30"}
ORIGIN = "http://localhost:8200"
# Repeatable, and spread over all days.
PICK = """
select session_id from sessions final where project_id = {project:String}
order by cityHash64(session_id) limit {count:UInt32}
"""


class Asker:
    """A viewer of one project, in a loop of its own; answers pass every layer of the server."""

    def __init__(self, folder: Path, warehouse: Warehouse, control: Control) -> None:
        """Make a project and a login."""
        services = Services(
            settings=Settings(data=folder),
            control=control,
            projects=ProjectDirectory(control),
            warehouse=warehouse,
            origins=Origins.of(Settings(data=folder), 8200, 8201),
            passwords=PasswordThreads(),
            backoff=LoginBackoff(),
        )
        with control.write() as connection:
            project = create_project(connection, NewProject(name="Bench"))
            user_id = users.create_user(connection, "viewer@example.com", hash_password("long one"))
            users.add_member(connection, project.project_id, user_id, "viewer")
            token = logins.start_login(connection, user_id, None)
        self.project_id = project.project_id
        self._asked = 0
        app = create_app(services, {}, HttpMetrics(create_registry()))
        self._loop = asyncio.new_event_loop()
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url=ORIGIN, cookies={"pagepulse": token}
        )

    def get(self, question: Mapping[str, str], tag: str = "") -> httpx.Response:
        """Return the answer about the hottest page; raises where it is an error."""
        return self.ask("/api/tracking/heatmap", {"pageURL": HOTTEST, **question}, tag)

    def ask(self, path: str, question: Mapping[str, str], tag: str = "") -> httpx.Response:
        """Return the answer of any call about the project; raises where it is an error.

        Each address is another one, so that none is answered with what the server has kept; but
        with a tag it is the same one each time.
        """
        self._asked += not tag
        answer = self._loop.run_until_complete(
            self._client.get(
                path,
                params={"projectId": self.project_id, "asked": self._asked, **question},
                headers={"If-None-Match": tag} if tag else {},
            )
        )
        if answer.is_error:
            answer.raise_for_status()
        return answer

    def close(self) -> None:
        """End the loop."""
        self._loop.run_until_complete(self._client.aclose())
        self._loop.close()


@contextmanager
def asker(folder: Path, warehouse: Warehouse) -> Iterator[Asker]:
    """Yield somebody who may ask; the server's line per request would hide the figures."""
    quiet = structlog.make_filtering_bound_logger(logging.WARNING)
    structlog.configure(wrapper_class=quiet)
    control = Control.open("", folder)
    made = Asker(folder, warehouse, control)
    try:
        yield made
    finally:
        made.close()
        control.close()


def map_reader(
    warehouse: Warehouse, project_id: str, question: Mapping[str, str]
) -> Callable[[], object]:
    """Return what reads a map without HTTP: the queries, and what is made of their rows."""
    wanted = HeatmapFilter.model_validate({"pageURL": HOTTEST, **question})
    output: Format = "elements" if "format" in question else "points"
    width = int(question["width"]) if "width" in question else None

    def read() -> object:
        chosen = chosen_of(warehouse, project_id, [], HOTTEST, wanted)
        return read_heatmap(warehouse, MapRequest(chosen, wanted, output, width))

    return read


def ask(who: Asker, warehouse: Warehouse) -> None:
    """Time maps alone and as answers, gzip included; at last one that the asker has already."""
    rows = warehouse.query(PICK, {"project": who.project_id, "count": SOME_SESSIONS})
    ids = [row["session_id"] for row in rows]
    some, one = {"sessionIds": ",".join(ids)}, {"sessionId": ids[0]}
    questions = {
        "30 days, points": (MONTH, "<= 50"),
        "30 days, points at 1440 px": ({**MONTH, "width": "1440"}, ""),
        "30 days, elements (the screen)": ({**MONTH, "format": "elements"}, ""),
        "one session, points": (one, "<= 10"),
        "one session, elements": ({**one, "format": "elements"}, ""),
        f"{SOME_SESSIONS} sessions, points": (some, "<= 50"),
        f"{SOME_SESSIONS} sessions, elements": ({**some, "format": "elements"}, ""),
    }
    for name, (question, target) in questions.items():
        size = len(who.get(question).content) / 1000
        read = map_reader(warehouse, who.project_id, question)
        report(name, timed(read, REPEATS))
        times = timed(partial(who.get, question), REPEATS)
        report("  as an answer over HTTP", times, f"{size:,.0f} kB  {target}")
    same = {**MONTH, "format": "elements"}
    tag = who.get(same).headers["etag"]
    report("asked again, nothing new (304)", timed(lambda: who.get(same, tag), REPEATS))
