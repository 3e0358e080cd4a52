"""`/healthz`: the process answers. `/readyz`: everything behind it does, or why not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import anyio
import structlog
from fastapi import APIRouter, Response
from pydantic import Field

from pagepulse.errors import PagePulseError
from pagepulse.wire import WireModel

log = structlog.get_logger()

# Whoever asks gives up after some seconds; a part that hangs is a part that does not answer.
CHECK_SECONDS = 2.0

# Returns a word for what is worse than usual, None while all is well; raises what is wrong.
Check = Callable[[], Awaitable[str | None]]


OK = "ok"


class Health(WireModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Readiness(WireModel):
    """Whether batches are stored and the dashboard can read."""

    ready: bool
    degraded: bool = Field(description="Ready, but a part is slower or smaller than it should be.")
    parts: dict[str, str] = Field(description="`ok`, or what is wrong, by part.")


def create_health_routes(checks: Mapping[str, Check]) -> APIRouter:
    """Return both routes; a check raises PagePulseError when its part is not ready."""
    router = APIRouter(tags=["operations"])

    @router.get("/healthz", operation_id="readHealth")
    async def read_health() -> Health:
        """Answer as long as the process does."""
        return Health()

    @router.get("/readyz", operation_id="readReadiness")
    async def read_readiness(response: Response) -> Readiness:
        """Ask every part; 503 when one of them is not ready."""
        outcomes = {name: await _outcome(name, check) for name, check in checks.items()}
        ready = all(outcome.is_ready for outcome in outcomes.values())
        words = {name: outcome.word for name, outcome in outcomes.items()}
        response.status_code = 200 if ready else 503
        return Readiness(ready=ready, degraded=ready and set(words.values()) != {OK}, parts=words)

    return router


@dataclass(frozen=True, slots=True)
class _Outcome:
    word: str
    is_ready: bool


async def _outcome(name: str, check: Check) -> _Outcome:
    try:
        with anyio.fail_after(CHECK_SECONDS):
            word = await check()
    except PagePulseError as failure:
        return _Outcome(failure.code, is_ready=False)
    except TimeoutError:
        return _Outcome("no_answer", is_ready=False)
    except Exception:
        log.exception("readiness_check_crashed", part=name)
        return _Outcome("crashed", is_ready=False)
    return _Outcome(word or OK, is_ready=True)
