"""Is it alive, is it ready, what does it count, which version is it."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field

from service.api import metrics
from service.api.access import Needs
from service.api.described import problems
from service.api.services import services_of
from service.api.versions import Versions, versions

router = APIRouter(tags=["operations"])


class Health(BaseModel):
    """The process answers."""

    status: str = Field(examples=["ok"])


class Readiness(BaseModel):
    """Whether documents can be taken, part by part."""

    ready: bool
    store: bool = Field(description="The store answers.")
    models: bool = Field(description="The released models are in place and loaded.")
    workers: int = Field(description="Reading processes that take documents now.")
    queue_length: int = Field(description="Documents that wait for one.")


@router.get("/healthz", responses=problems(token=False))
async def healthz() -> Health:
    """Tell that the process answers; nothing else is looked at."""
    return Health(status="ok")


@router.get(
    "/readyz",
    response_model=Readiness,
    responses={
        **problems(token=False),
        503: {"model": Readiness, "description": "Not ready (yet)."},
    },
)
async def readyz(request: Request, response: Response) -> Readiness:
    """Tell whether the store answers, the models are loaded and reading processes wait."""
    services = services_of(request)
    workers = services.crew.ready_count
    store = await services.store_answers()
    ready = workers > 0 and store
    if not ready:
        response.status_code = 503
    return Readiness(
        ready=ready,
        store=store,
        models=workers > 0,
        workers=workers,
        queue_length=services.crew.waiting_count,
    )


@router.get(
    "/metrics",
    response_class=Response,
    dependencies=[Depends(Needs("reader"))],
    responses={
        **problems(),
        200: {
            "description": "The figures, as Prometheus reads them.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        },
    },
)
async def figures(request: Request) -> Response:
    """Give the figures for Prometheus."""
    page = services_of(request).metrics.page()
    return Response(page, headers={"Content-Type": metrics.MEDIA_TYPE})


@router.get("/v1/version", responses=problems(503, token=False))
async def version(request: Request) -> Versions:
    """Name the versions of the program, of its output, and of its models."""
    services = services_of(request)
    stamp = await run_in_threadpool(services.registry.stamp)
    return versions(services.settings, registry_stamp=stamp)
