"""The application: every part put together, in one place."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.concurrency import run_in_threadpool

from service.api import problems
from service.api.access import Access, Caller
from service.api.callbacks import open_callbacks
from service.api.crew import Crew
from service.api.described import described
from service.api.edge import BodyLimits, Edge
from service.api.job_runner import JobRunner
from service.api.keeper import Keeper
from service.api.metrics import Metrics
from service.api.rate_limit import RateLimit
from service.api.reader import Reader
from service.api.registry import Registry as RegistryRoom
from service.api.routes import documents, extract, jobs, lists, operations, registry
from service.api.services import Services
from service.api.tokens import StoredTokens
from service.api.upload_places import UploadPlaces
from service.api.versions import program_version
from service.api.warm_up import warm_up
from service.settings import Settings
from service.store import Store

OPENAPI_PATH = "/v1/openapi.json"
_ROUTERS = (
    operations.router,
    extract.router,
    jobs.router,
    documents.router,
    lists.router,
    registry.router,
)
# Room for a form's boundaries and part heads around the document.
_FORM_BYTES = 64 * 1024
_SMALL_BODY_BYTES = 1024 * 1024


def create_app(
    settings: Settings,
    store: Store,
    *,
    loopback: bool = False,
    routers: Sequence[APIRouter] = (),
    mount: Callable[[FastAPI], None] | None = None,
    crew: Crew | None = None,
) -> FastAPI:
    """Return the service over an open store, as an ASGI application.

    loopback  only this machine can reach it: open as long as no token exists
    routers   further routes, such as the pages of `service.review`; each says who may come in
    mount     called with the application at last, for what is no route (static files)
    crew      reading processes that are coming up already

    `Services` are in ``app.state.services``; they start and stop with the application.
    """
    metrics = Metrics()
    crew = crew or Crew(settings, warm_up=warm_up)
    metrics.watch(queue=lambda: crew.waiting_count, workers=lambda: crew.ready_count)
    keeper = Keeper(store)
    registry_room = RegistryRoom(store)
    access = Access(
        StoredTokens(store), loopback=loopback, rate=RateLimit(settings.http_requests_per_minute)
    )
    reader = Reader(
        settings, store=store, crew=crew, keeper=keeper, registry=registry_room, metrics=metrics
    )
    callbacks = open_callbacks(settings)
    runner = JobRunner(store=store, crew=crew, reader=reader, metrics=metrics, callbacks=callbacks)
    services = Services(
        settings=settings,
        store=store,
        crew=crew,
        keeper=keeper,
        registry=registry_room,
        metrics=metrics,
        access=access,
        reader=reader,
        callbacks=callbacks,
        runner=runner,
        upload_places=UploadPlaces(settings.http_max_uploads),
    )
    app = FastAPI(
        title="Yiju",
        version=program_version(),
        lifespan=_lifespan(services),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.services = services
    app.state.look = _look(access)
    problems.install(app)
    for router in (*_ROUTERS, *routers):
        app.include_router(router)
    _serve_openapi(app)
    if mount is not None:
        mount(app)
    app.add_middleware(Edge, limits=_body_limits(settings), metrics=metrics)
    return app


def contract() -> dict[str, Any]:
    """Return the OpenAPI document of the service's own routes; nothing is started."""
    app = FastAPI(title="Yiju", version=program_version())
    for router in _ROUTERS:
        app.include_router(router)
    return described(app)


def _lifespan(services: Services) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        services.crew.start()
        services.keeper.start()
        services.runner.start()
        try:
            yield
        finally:
            await services.runner.stop()
            await run_in_threadpool(services.crew.stop)
            await run_in_threadpool(services.keeper.stop)

    return lifespan


def _look(access: Access) -> Callable[[Request, str | None], Any]:
    async def look(request: Request, secret: str | None) -> Caller:
        return await run_in_threadpool(access.caller, request, secret)

    return look


def _serve_openapi(app: FastAPI) -> None:
    document: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not document:
            document.update(described(app))
        return document

    app.openapi = openapi  # type: ignore[method-assign]

    @app.get(OPENAPI_PATH, include_in_schema=False)
    async def openapi_document() -> dict[str, Any]:
        """Give the contract of this service."""
        return openapi()


def _body_limits(settings: Settings) -> BodyLimits:
    return BodyLimits(
        by_path={
            "/v1/extract": settings.max_document_bytes + _FORM_BYTES,
            "/v1/jobs": settings.http_max_job_bytes + _FORM_BYTES,
        },
        others=_SMALL_BODY_BYTES,
        seconds=settings.http_upload_timeout_seconds,
    )
