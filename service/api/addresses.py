"""The address that the service listens at."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import ExitStack

from extraction.errors import UsageError

BACKLOG = 2048


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach a server at ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """Take the address. Raises `UsageError` where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with ExitStack() as stack:
            # asyncio sends at once only on sockets that say they are TCP; else the end of a short
            # answer waits 40 ms for the acknowledgement of its head
            listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            stack.enter_context(listening)
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host, port))
            listening.listen(BACKLOG)
            stack.pop_all()
    except OSError as error:
        raise UsageError(
            found=f"the address {host}:{port}, which cannot be had ({error.strerror or error})",
            expected="an address of this machine and a port that nobody uses",
            hint="Name another with --host and --port.",
        ) from error
    listening.set_inheritable(False)
    return listening
