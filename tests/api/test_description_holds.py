"""Every operation of the HTTP API, asked anything at all, answers as its description says.

The server is a real one, in a process of its own. `PAGEPULSE_TEST_EXAMPLES=100` asks more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, CheckFunction, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.api.running_server import announced_port, init
from tests.unit.analytics.traffic import entries_of, make_visits, moved

from pagepulse.ingest.body import gunzip
from pagepulse.server.app import PUBLIC

EXAMPLES = int(os.environ.get("PAGEPULSE_TEST_EXAMPLES", "3"))
SEED = 20_261_123
DESCRIPTION = Path(__file__).parents[2] / "contract/openapi.json"
CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# What `default` may stand for: the description has one shape for all that can go wrong.
REFUSALS = {304, 400, 401, 403, 404, 405, 408, 409, 411, 413, 415, 429, 503, 507}
# Of a request that is longer than any that the API takes: it never comes to it.
TOO_LONG = 431
# Sent by pages of any site with the project's public key, without a login.
OF_TRACKERS = {"sendBatch", "sendAsset", "askMissingAssets", "optOut"}
# They end the login with which all others are asked, or take away what those are asked about.
LAST = ("changeProject", "rotateProjectKey", "eraseData", "endOtherLogins", "logOut")
Described = APIOperation[Any, Any, Any, Any]
# Of what is wrong with one operation, so that all of them can be read.
SHOWN_CHARS = 700
VISITS = 40
DAY_MS = 86_400_000


@dataclass(frozen=True)
class Served:
    """A running server with a project in which something happened."""

    url: str
    made: dict[str, str]
    cookies: dict[str, str]
    headers: dict[str, str]
    session_id: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("described")
    made = init(folder / "data")
    log = folder / "server.log"
    ports = ["--port=0", "--player-port=0", "--metrics-port=0"]
    with (
        log.open("w") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "pagepulse", "serve", f"--data={folder / 'data'}", *ports],
            stderr=errors,
            text=True,
            env={**os.environ, "PAGEPULSE_LOG_FORMAT": "json", "PAGEPULSE_RATE_FACTOR": "0"},
        ) as process,
    ):
        try:
            yield _filled(f"http://localhost:{announced_port(process, log)}", made)
        finally:
            process.terminate()
            process.wait()
    # Nothing of it may be told to whoever asks; it all stands in the log.
    assert [line for line in log.read_text().splitlines() if "request_crashed" in line] == []


def _filled(url: str, made: dict[str, str]) -> Served:
    """Send some visits of yesterday, and log in."""
    session_id = ""
    for visit in make_visits(Random(SEED), VISITS):
        recent = moved(visit, int(time.time() * 1_000) - DAY_MS - visit.views[0].at)
        for entry in entries_of(recent, made["projectId"]):
            body = gunzip(entry.body) if entry.encoding == "gzip" else entry.body
            fields = json.loads(body)
            fields["projectKey"] = made["projectKey"]
            answer = httpx.post(f"{url}/api/tracking/events", content=json.dumps(fields))
            assert answer.status_code == 202, answer.text
            session_id = entry.session_id
    origin = {"Origin": url}
    login = {"email": "owner@example.com", "password": "a long enough password"}
    answer = httpx.post(f"{url}/api/auth/login", json=login, headers=origin)
    headers = origin | {"X-CSRF-Token": answer.json()["csrfToken"]}
    return Served(url, made, dict(answer.cookies), headers, session_id)


@lru_cache(1)
def operations() -> dict[str, Described]:
    """Return every operation of the description by its id, dangerous ones last."""
    schema = schemathesis.openapi.from_path(str(DESCRIPTION))
    found = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
    named = {one.definition.raw["operationId"]: one for one in found}
    rest = [name for name in named if name not in LAST]
    return {name: named[name] for name in (*rest, *LAST)}


def ask(served: Served, operation: Described, *, is_known: bool) -> None:
    """Ask with what its description allows, and with what it does not; raises where it breaks."""
    parameters = {one.name for one in operation.iter_parameters()}
    query = {"projectId": served.made["projectId"]} if "projectId" in parameters else {}
    known = {"projectId": served.made["projectId"], "sessionId": served.session_id}
    path = {name: value for name, value in known.items() if f"{{{name}}}" in operation.path}

    for mode, examples in (
        (GenerationMode.POSITIVE, EXAMPLES),
        (GenerationMode.NEGATIVE, max(1, EXAMPLES // 2)),
    ):
        strategy = operation.as_strategy(
            mode, query=query if "{projectId}" not in operation.path else None, path_parameters=path
        )

        @seed(SEED)
        @settings(
            max_examples=examples,
            database=None,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy)
        def answers_as_described(case: Case[Any]) -> None:
            response = case.call(
                base_url=served.url,
                headers=served.headers if is_known else {},
                cookies=served.cookies if is_known else {},
            )
            if response.status_code == TOO_LONG:
                return
            case.validate_response(response, checks=CHECKS)
            documented = {
                int(status) for status in operation.responses.status_codes if status.isdigit()
            }
            assert response.status_code in documented | REFUSALS, response.status_code
            if not is_known:
                assert response.status_code >= 400

        # Where there is nothing to ask, there is nothing to ask wrongly.
        with suppress(Unsatisfiable):
            answers_as_described()


def broken(served: Served, names: Iterable[str], *, is_known: bool) -> dict[str, str]:
    """Return what is wrong with each operation that does not do as described."""
    found = {}
    for name in names:
        try:
            ask(served, operations()[name], is_known=is_known)
        except (AssertionError, FailureGroup) as failure:
            shown = getattr(failure, "exceptions", [failure])
            found[name] = " | ".join(str(one)[:SHOWN_CHARS] for one in shown)
    return found


def test_every_operation_answers_its_owner_as_described(served: Served) -> None:
    assert broken(served, operations(), is_known=True) == {}


def test_no_operation_tells_a_stranger_anything(served: Served) -> None:
    names = operations().keys() - PUBLIC - OF_TRACKERS

    assert broken(served, sorted(names), is_known=False) == {}
