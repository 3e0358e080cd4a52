"""Every operation, asked with every kind of right: none, a visitor's, each role, ended ones."""

from __future__ import annotations

from collections import Counter

import httpx
import pytest
from sqlalchemy import update
from tests.api.conftest import DASHBOARD, Browser, Person
from tests.api.test_projects_scope import BODIES, ROLES, WITHOUT_PROJECT, call, gate_of, guarded

from pagepulse.accounts import api_tokens
from pagepulse.accounts.models import NewApiToken
from pagepulse.control import Control
from pagepulse.control.tables import api_tokens as api_tokens_table
from pagepulse.projects.models import Project
from pagepulse.server.app import Operation

OF_NOBODY = ("none", "visitor key", "revoked", "expired")
CREDENTIALS = (*OF_NOBODY, *ROLES, "other project", "share link")
# Of those that name no project: for who owns any.
OF_OWNERS = {"createProject"}
# What says that somebody may not; whatever else comes of a call, it was let in.
REFUSALS = {"not_authenticated", "role_too_low", "project_not_found"}


class Rights:
    """Clients with every kind of right, as of this moment."""

    def __init__(
        self, control: Control, open_browser: Browser, person: Person, project: Project
    ) -> None:
        self._control = control
        self._open = open_browser
        self._person = person
        self._project = project
        self._share_pass = ""

    async def client(self, credential: str, other: Project) -> httpx.AsyncClient:
        if credential in ROLES:
            return await self._person(credential, self._project)
        if credential == "other project":
            return await self._person("owner", other)
        client = self._open(DASHBOARD)
        if credential == "share link":
            client.headers["Authorization"] = f"Bearer {await self._opened()}"
        elif credential != "none":
            client.headers["Authorization"] = f"Bearer {self._ended(credential)}"
        return client

    async def _opened(self) -> str:
        """Return the pass of a share link of the project, opened once."""
        if not self._share_pass:
            sharer = await self._person("analyst", self._project)
            made = await sharer.post("/api/shares", json=BODIES["createShareLink"])
            token = {"token": made.json()["token"]}
            opened = await self._open(DASHBOARD).post("/api/shared/open", json=token)
            self._share_pass = str(opened.json()["sharePass"])
        return self._share_pass

    def _ended(self, credential: str) -> str:
        """Return a token of an owner that has ended, or the key that stands in every page."""
        if credential == "visitor key":
            return self._project.project_key
        project_id = self._project.project_id
        with self._control.write() as connection:
            new = NewApiToken(name="Script", role="owner")
            made = api_tokens.create_token(connection, project_id, new)
            token_id = made.api_token.token_id
            if credential == "revoked":
                api_tokens.delete_token(connection, project_id, token_id)
            else:
                connection.execute(
                    update(api_tokens_table)
                    .where(api_tokens_table.c.token_id == token_id)
                    .values(expires_at=1)
                )
        return made.token


@pytest.fixture
def rights(control: Control, open_browser: Browser, person: Person, project: Project) -> Rights:
    return Rights(control, open_browser, person, project)


def expected(operation: Operation, credential: str) -> str:
    gate = gate_of(operation)
    if "share link" in (credential, gate):
        return "let in" if credential == gate else "not_authenticated"
    if credential in OF_NOBODY:
        return "not_authenticated"
    if operation.name in WITHOUT_PROJECT:
        is_owner = credential in {"owner", "other project"}
        return "let in" if is_owner or operation.name not in OF_OWNERS else "role_too_low"
    if credential == "other project":
        return "project_not_found"
    if gate in ROLES and ROLES.index(credential) < ROLES.index(gate):
        return "role_too_low"
    return "let in"


async def outcome(client: httpx.AsyncClient, operation: Operation, project: Project) -> str:
    answer = await call(client, operation, project)
    is_problem = answer.headers.get("content-type", "").startswith("application/problem+json")
    code = str(answer.json()["code"]) if is_problem else ""
    return code if code in REFUSALS else "let in"


@pytest.mark.parametrize("credential", CREDENTIALS)
async def test_operations_do_what_their_caller_may(
    rights: Rights, project: Project, other_project: Project, credential: str
) -> None:
    came = {
        each.name: await outcome(await rights.client(credential, other_project), each, project)
        for each in guarded()
    }

    assert came == {each.name: expected(each, credential) for each in guarded()}


def test_the_matrix_has_cells_of_every_kind() -> None:
    cells = Counter(expected(operation, each) for operation in guarded() for each in CREDENTIALS)

    assert set(cells) == {*REFUSALS, "let in"}
    assert sum(cells.values()) == len(guarded()) * len(CREDENTIALS)
