"""`yiju serve`: the HTTP service."""

from __future__ import annotations

import click

from service.cli.options import command_settings, store_option


@click.command("serve", short_help="Serve documents over HTTP.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen at; 0 takes any that is free.",
)
@store_option
def command(host: str, port: int) -> None:
    """Serve the HTTP service until Ctrl-C: POST a document to /v1/extract, get its Disclosure.

    Everything runs on this machine: the server, the processes that read documents, and the
    store, an SQLite file unless --store names a PostgreSQL database, which several instances
    may share. At an address of this machine alone it is open until a token is made with
    `yiju token create`; elsewhere every request needs one. docs/http.md has the endpoints.
    """
    from service.api.addresses import is_loopback, listen
    from service.api.crew import Crew
    from service.api.warm_up import warm_up
    from service.registry.address import store_named

    settings = store_named(command_settings())
    listening = listen(host, port)
    # They load while the web framework does.
    crew = Crew(settings, warm_up=warm_up)
    crew.start()
    from service.api.app import create_app
    from service.api.server import run
    from service.registry.opening import open_registry

    with open_registry(settings) as store:
        app = create_app(settings, store, loopback=is_loopback(host), crew=crew)
        place = f"[{host}]" if ":" in host else host
        shown = f"http://{place}:{listening.getsockname()[1]}"
        is_open = app.state.services.access.is_open()
        click.echo(f"yiju: serving at {shown}; store {store.name}; {_access_words(is_open)}")
        run(app, listening, settings)


def _access_words(is_open: bool) -> str:
    if is_open:
        return (
            "open to everybody on this machine, since no token exists (`yiju token create` makes "
            "one)"
        )
    return "every request needs a token (`yiju token create` makes one)"
