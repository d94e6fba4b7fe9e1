"""What the routes of one application share."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from service.api.access import Access
from service.api.crew import Crew
from service.api.metrics import Metrics
from service.api.reader import Reader
from service.api.upload_places import UploadPlaces
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of a running service, put together by `service.api.app.create_app`."""

    settings: Settings
    crew: Crew
    metrics: Metrics
    access: Access
    reader: Reader
    upload_places: UploadPlaces

    async def store_answers(self) -> bool:
        """Tell whether the store can be read."""
        return True


def services_of(request: Request) -> Services:
    """Return the parts that answer ``request``."""
    found: Services = request.app.state.services
    return found
