"""The main application: API and dashboard, assembled from their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount

from pagepulse import __version__
from pagepulse.accounts import access
from pagepulse.accounts.dependencies import Services
from pagepulse.accounts.routes import router as accounts_router
from pagepulse.accounts.scopes import Scope, scope_of
from pagepulse.alerts.routes import router as alerts_router
from pagepulse.analytics.routes import router as analytics_router
from pagepulse.annotations.routes import router as annotations_router
from pagepulse.digests.routes import router as digests_router
from pagepulse.goals.routes import router as goals_router
from pagepulse.heatmaps.routes import router as heatmaps_router
from pagepulse.ingest.description import describe_ingest
from pagepulse.ingest.routes import router as ingest_router
from pagepulse.live.description import describe_live
from pagepulse.live.routes import router as live_router
from pagepulse.privacy.routes import router as privacy_router
from pagepulse.replay.routes import router as replay_router
from pagepulse.replay.signal_routes import router as signals_router
from pagepulse.segments.routes import router as segments_router
from pagepulse.server.frontend import Frontend
from pagepulse.server.headers import SecurityHeaders
from pagepulse.server.health import Check, create_health_routes
from pagepulse.server.hosts import KnownHosts
from pagepulse.server.limits import MAX_BODY_BYTES, DeclaredLength, answer_too_large
from pagepulse.server.listeners import HttpOnly
from pagepulse.server.metrics import HttpMetrics
from pagepulse.server.problems import MEDIA_TYPE, Problem, add_problem_handlers
from pagepulse.server.request_log import RequestLog
from pagepulse.shares.asset_names import AssetNames
from pagepulse.shares.attempts import ShareAttempts
from pagepulse.shares.gate import find_shared
from pagepulse.shares.open_routes import router as shared_router
from pagepulse.shares.routes import router as shares_router
from pagepulse.storage.routes import router as storage_router

# Below this gzip saves less than it costs, in bytes.
GZIP_FROM_BYTES = 1000
# A third of the time of the highest level, for a tenth more bytes.
GZIP_LEVEL = 5
# Operations that answer without a login; everything else must name a role or a person.
PUBLIC = frozenset(
    {
        "readHealth",
        "readReadiness",
        "readSetupState",
        "setUp",
        "logIn",
        "beginSignOn",
        "finishSignOn",
        "acceptInvitation",
        "openShareLink",
        "readTrackingConfig",
        "showUnsubscribe",
        "unsubscribe",
    }
)
ROUTERS = (
    accounts_router,
    analytics_router,
    digests_router,
    alerts_router,
    annotations_router,
    goals_router,
    heatmaps_router,
    ingest_router,
    live_router,
    privacy_router,
    replay_router,
    segments_router,
    shared_router,
    shares_router,
    signals_router,
    storage_router,
)
# Their answers keep the warehouse busy: one user gets a few of them at a time.
HEAVY_ROUTERS = (analytics_router, heatmaps_router)
# One of these dependencies stands in front of every other operation.
GATES = frozenset({access.find_principal, access.find_person, find_shared})


class UnguardedRouteError(Exception):
    """A route was added without saying who may use it."""


def create_app(
    services: Services, checks: Mapping[str, Check], http_metrics: HttpMetrics
) -> FastAPI:
    """Return API and dashboard; `services` is what routes find in `app.state`."""
    app = create_api(checks)
    app.state.services = services
    app.state.shared_assets = AssetNames()
    app.state.share_attempts = ShareAttempts(services.settings.rate_factor)
    app.router.routes.append(Mount("/", app=HttpOnly(Frontend(services.origins)), name="frontend"))
    # The last one added is the outermost.
    app.add_middleware(GZipMiddleware, minimum_size=GZIP_FROM_BYTES, compresslevel=GZIP_LEVEL)
    app.add_middleware(DeclaredLength)
    app.add_middleware(KnownHosts, origins=services.origins)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestLog, metrics=http_metrics)
    return app


def create_api(checks: Mapping[str, Check]) -> FastAPI:
    """Return the routes alone: enough for `/openapi.json`; raises UnguardedRouteError."""
    app = FastAPI(
        title="PagePulse",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        responses={"default": {"model": Problem, "description": "What went wrong."}},
    )
    app.include_router(create_health_routes(checks))
    for router in ROUTERS:
        turns = [Depends(access.take_turn)] if router in HEAVY_ROUTERS else []
        app.include_router(router, max_body_size=MAX_BODY_BYTES, dependencies=turns)
    add_problem_handlers(app)
    app.add_exception_handler(413, answer_too_large)
    check_gates(app)
    app.state.scopes = scopes_of(app)
    app.openapi = lambda: openapi_document(app)  # type: ignore[method-assign]  # as FastAPI's manual says
    return app


def openapi_document(app: FastAPI) -> dict[str, Any]:
    """Return the contract; a request that does not fit is a problem like every other."""
    if app.openapi_schema is None:
        document = FastAPI.openapi(app)
        for path in document["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
                failure = operation["responses"]["default"]["content"]
                # The framework describes it as what the operation itself answers with.
                (described,) = failure.values()
                failure.clear()
                failure[MEDIA_TYPE] = described
        for unused in ("HTTPValidationError", "ValidationError"):
            document["components"]["schemas"].pop(unused, None)
        describe_ingest(document)
        describe_live(document)
        app.openapi_schema = document
    return app.openapi_schema


def check_gates(app: FastAPI) -> None:
    """Deny by default: raise UnguardedRouteError for a route that nobody guards."""
    for operation in operations(app):
        if operation.name not in PUBLIC and not GATES & set(operation.calls):
            raise UnguardedRouteError(
                f"{operation.path} has no `require(…)` in front and is not listed as public"
            )


def scopes_of(app: FastAPI) -> dict[str, Scope]:
    """Return what a token needs, by operation; raises UnguardedRouteError for one without."""
    found = {}
    for operation in operations(app):
        if access.find_principal not in operation.calls or access.find_person in operation.calls:
            continue
        scope = scope_of(operation.name, operation.method, operation.tags)
        if scope is None:
            raise UnguardedRouteError(
                f"{operation.path} has no scope: name its tag in `accounts/scopes.py`"
            )
        found[operation.name] = scope
    return found


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the API with everything that is called before it."""

    name: str
    method: str
    path: str
    tags: tuple[str, ...]
    calls: tuple[Callable[..., Any], ...]


def operations(app: FastAPI) -> Iterator[Operation]:
    """Yield every operation; raises UnguardedRouteError for one without a name."""
    for route in iter_route_contexts(app.routes):
        if not isinstance(route.original_route, APIRoute):
            continue
        if not route.operation_id:
            raise UnguardedRouteError(f"{route.path} has no `operation_id`")
        calls = tuple(_calls_before(route.dependant))
        yield Operation(
            name=route.operation_id,
            method=min(route.methods or ()),
            path=route.path or "",
            tags=tuple(map(str, route.tags)),
            calls=calls,
        )


def _calls_before(dependant: Dependant) -> Iterator[Callable[..., Any]]:
    for before in dependant.dependencies:
        if before.call is access.take_turn:
            # It asks who somebody is, and for no right.
            continue
        if before.call is not None:
            yield before.call
        yield from _calls_before(before)
