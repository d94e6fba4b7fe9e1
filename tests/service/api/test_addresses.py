"""The address that the service listens at."""

from __future__ import annotations

import asyncio
import socket

import pytest

from extraction.errors import UsageError
from service.api.addresses import is_loopback, listen


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        pytest.param("127.0.0.1", True, id="the usual one"),
        pytest.param("127.8.8.8", True, id="the whole net is this machine's own"),
        pytest.param("::1", True, id="IPv6"),
        pytest.param("localhost", True, id="by name"),
        pytest.param("0.0.0.0", False, id="all addresses, others reach it too"),
        pytest.param("example.org", False, id="a name that may be anywhere"),
    ],
)
def test_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_an_address_that_is_taken() -> None:
    with listen("127.0.0.1", 0) as first, pytest.raises(UsageError, match="cannot be had"):
        listen("127.0.0.1", first.getsockname()[1])


def test_a_family_that_this_machine_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> socket.socket:
        raise OSError(97, "Address family not supported by protocol")

    monkeypatch.setattr("service.api.addresses.socket.socket", refuse)
    with pytest.raises(UsageError, match="cannot be had"):
        listen("::1", 0)


def test_answers_are_sent_at_once() -> None:
    assert asyncio.run(_delay_is_off())


async def _delay_is_off() -> bool:
    accepted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    async def note(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken: socket.socket = writer.get_extra_info("socket")
        accepted.set_result(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0)
        writer.close()

    with listen("127.0.0.1", 0) as listening:
        server = await asyncio.start_server(note, sock=listening)
        _, writer = await asyncio.open_connection(*listening.getsockname())
        try:
            return await accepted
        finally:
            writer.close()
            server.close()
