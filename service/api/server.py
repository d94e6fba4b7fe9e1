"""The service on a socket: uvicorn, with our own protocol, signals and log."""

from __future__ import annotations

import contextlib
import signal
import socket
from collections.abc import Generator

import uvicorn
from fastapi import FastAPI

from service.api.addresses import BACKLOG
from service.api.logs import configure_logs
from service.api.protocol import Protocol
from service.settings import Settings

_KEEP_ALIVE_SECONDS = 30


def run(app: FastAPI, listening: socket.socket, settings: Settings) -> None:
    """Serve until a signal says to stop; what runs then is finished first."""
    configure_logs()
    _raise_file_limit()
    config = uvicorn.Config(
        app,
        http=Protocol,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=round(settings.parse_timeout_seconds) + 10,
        backlog=BACKLOG,
    )
    _Server(config).run(sockets=[listening])


class _Server(uvicorn.Server):
    """uvicorn's server, which here does not raise the signal again that ended it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        kinds = (signal.SIGINT, signal.SIGTERM)
        before = {kind: signal.signal(kind, self.handle_exit) for kind in kinds}
        try:
            yield
        finally:
            for kind, handler in before.items():
                signal.signal(kind, handler)


def _raise_file_limit() -> None:
    """Allow as many open sockets as the system does."""
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
