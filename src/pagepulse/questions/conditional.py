"""Answers that cost next to nothing while nothing was stored: entity tags, and 304 (RFC 9110).

A tag is made of the question and of the mark of all tables that its answer is made of. The server
keeps the last answers by their tags, for whoever else asks the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from fastapi import Request, Response
from pydantic import BaseModel

from pagepulse import __version__
from pagepulse.questions.answers import answers_of
from pagepulse.questions.marks import select_mark
from pagepulse.warehouse import Warehouse

# A browser keeps the answer, and asks with its tag before it shows it again.
CACHE_CONTROL = "private, no-cache"
# 128 bits in hex: answers of all projects are kept by it.
TAG_CHARS = 32


async def answer_if_changed(
    request: Request,
    warehouse: Warehouse,
    tables: Sequence[str],
    read: Callable[[], BaseModel],
    *also: str,
) -> Response:
    """Return what `read` returns as JSON, or 304 where the asker has it already.

    `tables` are all that `read` looks at. `also` is what decides beside the question's address: the
    project, which need not be named there, and its settings. Raises what `read` raises.
    """

    def answer() -> Response:
        # Before reading: what is stored meanwhile belongs to the next tag.
        tag = _tag(warehouse, tables, str(request.url), *also)
        headers = {"ETag": tag, "Cache-Control": CACHE_CONTROL}
        if tag in _known(request):
            return Response(status_code=304, headers=headers)
        body = answers_of(warehouse).get(
            tag, lambda: read().model_dump_json(by_alias=True).encode()
        )
        return Response(body, media_type="application/json", headers=headers)

    return await warehouse.run_async(answer)


def _tag(warehouse: Warehouse, tables: Sequence[str], *question: str) -> str:
    made_of = [__version__, select_mark(warehouse, tables), *question]
    digest = hashlib.sha256("\0".join(made_of).encode())
    return f'W/"{digest.hexdigest()[:TAG_CHARS]}"'


def _known(request: Request) -> Sequence[str]:
    """Return the tags of the answers that the asker has; `*` is of no use to somebody who reads."""
    return [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]
