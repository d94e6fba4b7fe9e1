"""The pages, put under the service's application."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI
    from starlette.applications import Starlette

    from service.review.site import Site
    from service.settings import Settings
    from service.store import Store

# Where the pages are served.
PREFIX = "/review"


def make_site(settings: Settings, *, store: Store | None = None) -> tuple[Site, Starlette]:
    """Return the site and its application; the caller mounts it and closes the site at the end."""
    from service.review.pages import (
        labels,
        models,
        queue,
        registry,
        regulations,
        reports,
        review,
        sign_in,
        trail,
    )
    from service.review.site import Site, review_app

    site = Site(settings, store=store)
    return site, review_app(
        site,
        [
            sign_in.routes,
            queue.routes,
            review.routes,
            regulations.routes,
            registry.routes,
            reports.routes,
            trail.routes,
            models.routes,
            labels.routes,
        ],
    )


def mount_under(pages: Starlette) -> Callable[[FastAPI], None]:
    """Return what puts the pages under a service, for `service.api.app.create_app`."""

    def mount(app: FastAPI) -> None:
        from starlette.responses import RedirectResponse, Response

        @app.get("/", include_in_schema=False)
        async def home() -> Response:
            return RedirectResponse(f"{PREFIX}/")

        @app.get(PREFIX, include_in_schema=False)
        async def pages_home() -> Response:
            return RedirectResponse(f"{PREFIX}/")

        app.mount(PREFIX, pages)

    return mount
