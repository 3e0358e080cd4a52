"""Turns every failure into an answer with the body of RFC 9457."""

from __future__ import annotations

import http
from collections.abc import Mapping

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field
from starlette.exceptions import HTTPException

from pagepulse.errors import PagePulseError
from pagepulse.wire import WireModel

log = structlog.get_logger()

MEDIA_TYPE = "application/problem+json"
# What the framework refuses by itself; its own names differ between versions of Python.
CODES = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large"}
# As in RFC 9110; Python's own words for these differ between its versions.
TITLES = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
}
# What pydantic writes before the sentence of a validator.
VALIDATOR_PREFIX = "Value error, "
# Enough to mend a request; a hostile body must not blow up its answer.
MAX_FIELD_ERRORS = 20


class FieldProblem(WireModel):
    """What is wrong with one field."""

    field: str
    detail: str


class Problem(WireModel):
    """The body of every failure."""

    model_config = ConfigDict(extra="allow")

    type: str = "about:blank"
    title: str
    status: int
    detail: str = Field(description="A sentence for people: what to do.")
    code: str = Field(description="Stable, for programs.")


def add_problem_handlers(app: FastAPI) -> None:
    """Let `app` answer every failure with a problem."""
    app.add_exception_handler(PagePulseError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unknown)


def problem_response(
    status: int,
    code: str,
    detail: str,
    facts: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return the answer for a failure."""
    body = _problem(status, code, detail, facts or {})
    return JSONResponse(body, status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def problem_bytes(failure: PagePulseError) -> bytes:
    """Return the body for a failure, where no framework stands in between."""
    return bytes(problem_response(failure.status, failure.code, failure.detail, failure.facts).body)


def _problem(status: int, code: str, detail: str, facts: Mapping[str, object]) -> dict[str, object]:
    title = TITLES.get(status) or http.HTTPStatus(status).phrase
    problem = Problem(title=title, status=status, detail=detail, code=code)
    return {**facts, **problem.model_dump()}


async def _known(_request: Request, failure: Exception) -> JSONResponse:
    assert isinstance(failure, PagePulseError)  # noqa: S101  # registered for this class only
    retry_after = failure.facts.get("retryAfterSeconds")
    headers = {"retry-after": str(retry_after)} if retry_after is not None else {}
    if failure.status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("request_failed", code=failure.code, exc_info=failure)
    return problem_response(failure.status, failure.code, failure.detail, failure.facts, headers)


async def _invalid(_request: Request, failure: Exception) -> JSONResponse:
    assert isinstance(failure, RequestValidationError)  # noqa: S101  # registered for this class only
    fields = [
        FieldProblem(
            field=".".join(map(str, error["loc"])),
            detail=error["msg"].removeprefix(VALIDATOR_PREFIX),
        ).model_dump()
        for error in failure.errors()[:MAX_FIELD_ERRORS]
    ]
    detail = "; ".join(f"{field['field']}: {field['detail']}" for field in fields)
    return problem_response(400, "invalid_request", detail, {"fields": fields})


async def _http(_request: Request, failure: Exception) -> JSONResponse:
    assert isinstance(failure, HTTPException)  # noqa: S101  # registered for this class only
    status = http.HTTPStatus(failure.status_code)
    code = CODES.get(status, f"http_{status}")
    return problem_response(status, code, str(failure.detail), {}, failure.headers)


async def _unknown(_request: Request, failure: Exception) -> JSONResponse:
    log.error("request_crashed", exc_info=failure)
    return problem_response(500, "internal_error", "Something went wrong; the log says what.")
