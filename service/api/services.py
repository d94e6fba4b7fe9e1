"""What the routes of one application share."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from extraction.errors import StoreError
from service.api.access import Access
from service.api.callbacks import Callbacks
from service.api.crew import Crew
from service.api.job_runner import JobRunner
from service.api.keeper import Keeper
from service.api.metrics import Metrics
from service.api.reader import Reader
from service.api.registry import Registry
from service.api.upload_places import UploadPlaces
from service.settings import Settings
from service.store import Store


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of a running service, put together by `service.api.app.create_app`."""

    settings: Settings
    store: Store
    crew: Crew
    keeper: Keeper
    registry: Registry
    metrics: Metrics
    access: Access
    reader: Reader
    callbacks: Callbacks
    runner: JobRunner
    upload_places: UploadPlaces

    async def store_answers(self) -> bool:
        """Tell whether the store can be read."""
        try:
            await run_in_threadpool(self.registry.stamp)
        except StoreError:
            return False
        return True


def services_of(request: Request) -> Services:
    """Return the parts that answer ``request``."""
    found: Services = request.app.state.services
    return found
