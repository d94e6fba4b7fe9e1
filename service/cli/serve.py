"""`yiju serve`: the HTTP service."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from service.cli.options import command_settings, store_option

if TYPE_CHECKING:
    from service.settings import Settings


@click.command("serve", short_help="Serve documents over HTTP.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen at; 0 takes any that is free.",
)
@click.option(
    "--demo",
    is_flag=True,
    help="Open the analysts' pages with example documents, in a store of their own that goes "
    "with the server unless --store names one.",
)
@store_option
def command(host: str, port: int, demo: bool) -> None:
    """Serve the HTTP service until Ctrl-C: POST a document to /v1/extract, get its Disclosure.

    The analysts' pages are at /review/; `yiju user create` makes those who may sign in there.

    Everything runs on this machine: the server, the processes that read documents, and the
    store, an SQLite file unless --store names a PostgreSQL database, which several instances
    may share. At an address of this machine alone it is open until a token is made with
    `yiju token create`; elsewhere every request needs one. docs/http.md has the endpoints.
    """
    with ExitStack() as stack:
        settings = command_settings()
        if demo:
            settings = _demo(settings, stack)
        _serve(settings, host, port, demo=demo)


def _serve(settings: Settings, host: str, port: int, *, demo: bool) -> None:
    from service.api.addresses import is_loopback, listen
    from service.api.crew import Crew
    from service.api.warm_up import warm_up
    from service.registry.address import store_named

    settings = store_named(settings)
    listening = listen(host, port)
    # They load while the web framework does.
    crew = Crew(settings, warm_up=warm_up)
    crew.start()
    from service.api.app import create_app
    from service.api.server import run
    from service.registry.opening import open_registry
    from service.review.demo import PASSWORD, USER
    from service.review.mounting import make_site, mount_under

    with open_registry(settings) as store:
        site, pages = make_site(settings, store=store)
        app = create_app(
            settings, store, loopback=is_loopback(host), mount=mount_under(pages), crew=crew
        )
        place = f"[{host}]" if ":" in host else host
        shown = f"http://{place}:{listening.getsockname()[1]}"
        is_open = app.state.services.access.is_open()
        click.echo(f"yiju: serving at {shown}; store {store.name}; {_access_words(is_open)}")
        known = f"; user {USER}, password {PASSWORD}" if demo else ""
        click.echo(f"yiju: pages at {shown}/review/{known}")
        try:
            run(app, listening, settings)
        finally:
            site.close()


def _demo(settings: Settings, stack: ExitStack) -> Settings:
    """Make the examples and their user; return settings with the demo's store."""
    import tempfile
    from dataclasses import replace

    from service.registry.opening import open_registry
    from service.review import demo

    if not settings.store:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="yiju-demo-"))
        settings = replace(settings, store=f"{folder}/demo.db")
    click.echo("yiju: making the example documents …", err=True)
    with open_registry(settings) as store:
        demo.fill(store, settings, demo.make_documents())
        demo.make_user(store, demo.USER, demo.PASSWORD, role="admin")
    return settings


def _access_words(is_open: bool) -> str:
    if is_open:
        return (
            "open to everybody on this machine, since no token exists (`yiju token create` makes "
            "one)"
        )
    return "every request needs a token (`yiju token create` makes one)"
