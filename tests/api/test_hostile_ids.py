"""Ids that are paths, controls or far too long name nothing, in every operation that takes one."""

from __future__ import annotations

import urllib.parse

import pytest
from tests.api.addresses import PARTS
from tests.api.conftest import Person
from tests.api.test_projects_scope import BODIES, guarded

from pagepulse.projects.models import Project
from pagepulse.server.app import Operation

IDS = {
    "parents": "../../etc/passwd",
    "parents of Windows": "..\\..\\windows",
    "a NUL": "a\0b",
    "a line": "a\r\nSet-Cookie: x=1",
    "a device": "CON",
    "long": "a" * 4_000,
    "right to left": "\u202egnp.exe",
    "SQL": "' or 1=1; --",
    "markup": "<script>alert(1)</script>",
    "the prototype": "__proto__",
    "half an emoji": "%ud83d",
}


def with_ids() -> list[Operation]:
    """Return every operation with an id in its path other than the project's.

    What a share link reads is asked for with its pass, in `test_shares`.
    """
    return [
        each
        for each in guarded()
        if set(PARTS) & set(names_in(each.path)) and not each.path.startswith("/api/shared/")
    ]


def names_in(path: str) -> list[str]:
    return [part.partition("}")[0] for part in path.split("{")[1:]]


def test_there_are_operations_with_ids():
    assert len(with_ids()) > 10


@pytest.mark.parametrize("operation", with_ids(), ids=lambda each: each.name)
async def test_an_id_that_is_something_else_names_nothing(
    person: Person, project: Project, operation: Operation
):
    owner = await person("owner")
    answers = {}
    for name, text in IDS.items():
        quoted = urllib.parse.quote(text, safe="")
        parts = dict.fromkeys(names_in(operation.path), quoted)
        path = operation.path.format(**{**parts, "projectId": project.project_id})
        answer = await owner.request(
            operation.method,
            f"{path}?projectId={project.project_id}",
            json=BODIES.get(operation.name),
        )
        answers[name] = answer.status_code
        assert "Traceback" not in answer.text
        assert "root:" not in answer.text

    # What is public by nature (a name of an event) may be asked for and is not there.
    assert set(answers.values()) <= {200, 204, 400, 404, 405, 422}, answers
