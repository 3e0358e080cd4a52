"""`/healthz`: the process answers. `/readyz`: everything behind it does, or why not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
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

Check = Callable[[], Awaitable[None]]


class Health(WireModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Readiness(WireModel):
    """Whether batches are stored and the dashboard can read."""

    ready: bool
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
        parts = {name: await _outcome(name, check) for name, check in checks.items()}
        ready = all(outcome == "ok" for outcome in parts.values())
        response.status_code = 200 if ready else 503
        return Readiness(ready=ready, parts=parts)

    return router


async def _outcome(name: str, check: Check) -> str:
    try:
        with anyio.fail_after(CHECK_SECONDS):
            await check()
    except PagePulseError as failure:
        return failure.code
    except TimeoutError:
        return "no_answer"
    except Exception:
        log.exception("readiness_check_crashed", part=name)
        return "crashed"
    return "ok"
