"""One uploaded document → its Disclosure: through the queue and a reading process."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from starlette.requests import Request as HttpRequest

from extraction.errors import YijuError
from service.api.bodies import ClientGone
from service.api.crew import Crew, Reading, Ticket
from service.api.metrics import Metrics
from service.api.uploads import Upload
from service.assembly import ReaderChoice
from service.parsing import Request


@dataclass(frozen=True, slots=True)
class Answer:
    """A Disclosure as JSON, and whether it was read for this request or kept from before."""

    disclosure: bytes
    from_store: bool


class Reader:
    """Has documents read, and counts and times what becomes of them."""

    def __init__(self, crew: Crew, metrics: Metrics) -> None:
        self._crew = crew
        self._metrics = metrics

    async def read(
        self, request: HttpRequest, upload: Upload, *, reader: ReaderChoice = "auto"
    ) -> Answer:
        """Return the Disclosure of ``upload``.

        Raises a `YijuError` for a document that cannot be read, `ClientGone` where nobody waits
        for the answer any more; then nothing goes on reading.
        """
        ticket = self._crew.submit(Request(str(upload.path), name=upload.name, reader=reader))
        reading = await _unless_gone(request, ticket, self._crew)
        self._metrics.stage("queue", reading.queue_seconds)
        self._metrics.stage("read", reading.read_seconds)
        if isinstance(reading.outcome, YijuError):
            self._metrics.document(reading.outcome.code)
            raise reading.outcome
        start = time.perf_counter()
        self._metrics.document("read")
        self._metrics.confidences(reading.outcome.body)
        self._metrics.stage("store", time.perf_counter() - start)
        return Answer(reading.outcome.body, from_store=False)


async def _unless_gone(request: HttpRequest, ticket: Ticket, crew: Crew) -> Reading:
    """Wait for the reading; give the document up where the client hangs up before."""
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait((ticket.reading, gone), return_when=asyncio.FIRST_COMPLETED)
        if not ticket.reading.done():
            raise ClientGone
        return ticket.reading.result()
    finally:
        gone.cancel()
        if not ticket.reading.done():
            crew.cancel(ticket)


async def _disconnected(request: HttpRequest) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
