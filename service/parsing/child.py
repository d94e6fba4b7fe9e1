"""The reading process: takes requests from its standard input until that ends.

Frames on the pipe: first the parent's (the settings and the pipeline to build), answered by
``{"ready": …}`` or an error; then one reply for each request, and before it ``{"alive": true}``
every second, as long as the process can still do anything.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Mapping
from importlib import import_module
from typing import BinaryIO, cast

from extraction.errors import WorkerLost, YijuError
from service.assembly import Build, Pipeline
from service.parsing.beats import Beats
from service.parsing.failures import error_to_json, out_of_memory
from service.parsing.frames import read_frame, write_frame
from service.parsing.process_limits import (
    allow_cpu_seconds,
    limit_process,
    own_peak_bytes,
    peak_memory_bytes,
)
from service.parsing.requests import Request, request_from_json
from service.parsing.tasks import run_task
from service.settings import Settings

# A document makes some hundred thousand objects and frees them without help; looking among
# them for cycles takes a twentieth of its time. Only a huge one is looked through while it is read.
_COLLECT_OBJECTS = 500_000


def main() -> None:
    """Serve the parent that started this process; return when it hangs up."""
    requests, replies = _take_the_pipes()
    # Ctrl-C reaches the whole foreground group; the parent decides what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hello = read_frame(requests, max_body_bytes=0)
    if hello is None:
        return
    settings = Settings(**cast(Mapping[str, float], hello[0]["settings"]))  # type: ignore[arg-type]
    try:
        pipeline = _pipeline(str(hello[0]["pipeline"]), settings)
    except Exception as error:  # noqa: BLE001 - whatever an installation can lack
        write_frame(replies, error_to_json(_unforeseen(error)))
        return
    missing = limit_process(memory_bytes=settings.parse_memory_bytes)
    peak = peak_memory_bytes()
    beats = Beats(replies)
    write_frame(replies, {"ready": True, "missing_limits": missing, "peak_bytes": peak})
    threads = 1 if settings.ocr == "off" else settings.ocr_thread_count
    gc.set_threshold(_COLLECT_OBJECTS)
    while (frame := read_frame(requests, max_body_bytes=0)) is not None:
        request = request_from_json(frame[0])
        seconds = request.seconds or settings.parse_timeout_seconds
        allow_cpu_seconds(int(seconds * threads) + 1)
        with beats:
            fit, header, body = _serve(pipeline, settings, request, beats)
        write_frame(replies, header, body)
        if not fit:
            return
        gc.collect(1)


def _take_the_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Move both pipes away from 0 and 1, so that no C library can write into a reply."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    return requests, replies


def _pipeline(place: str, settings: Settings) -> Pipeline:
    module, _, name = place.partition(":")
    build = cast(Build, getattr(import_module(module), name))
    return build(settings)


def _serve(
    pipeline: Pipeline, settings: Settings, request: Request, beats: Beats
) -> tuple[bool, dict[str, object], bytes]:
    """Return the answer to one request, first whether this process is fit to take another."""
    failure: YijuError | None = None
    try:
        reply = run_task(pipeline, request, on_page=beats.at_page)
    except MemoryError:
        pass
    except YijuError as error:
        failure = error
    except Exception as error:  # noqa: BLE001 - a fault of the program is an answer too
        failure = _unforeseen(error)
    else:
        head: dict[str, object] = {
            "counts": dict(reply.counts),
            "page_count": reply.page_count,
            "picture_count": reply.picture_count,
            "peak_bytes": own_peak_bytes(),
        }
        return True, head, reply.body
    # Outside the except clause, so that what the failed step held is free again.
    fit = failure is not None
    said = error_to_json(
        failure or out_of_memory(settings.parse_memory_bytes, of_pictures=settings.ocr != "off")
    )
    return fit, {**said, "leaving": not fit, "peak_bytes": own_peak_bytes()}, b""


def _unforeseen(error: Exception) -> WorkerLost:
    """Turn a fault of the program into a typed error that says where it happened."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    module = "?" if place is None else str(place.tb_frame.f_globals.get("__name__", "?"))
    line = 0 if place is None else place.tb_lineno
    return WorkerLost(
        found=f"{type(error).__name__} in {module}, line {line}: {str(error)[:300]}",
        expected="a Disclosure or a typed error",
        hint="This is a fault of yiju: report it with the document.",
        code="internal_error",
    )


if __name__ == "__main__":
    main()
