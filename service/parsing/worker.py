"""The parent's side of one reading process: start it, ask it, end it in time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from extraction.ocr_settings import is_ocr_installed
from service import assembly
from service.parsing.failures import (
    answered_nonsense,
    died,
    error_from_json,
    not_started,
    out_of_time,
    silent,
)
from service.parsing.frames import FrameError, read_frame, write_frame
from service.parsing.process_limits import MAXRSS_UNIT_BYTES
from service.parsing.requests import Reply, Request, request_to_json
from service.parsing.watching import Watch, Watcher
from service.settings import Settings

if TYPE_CHECKING:
    from extraction.pipeline import OnPage

# Imports and the build of the pipeline take well under a second; a cold disk may take more.
_START_SECONDS = 60.0
_START_PAUSES_SECONDS = (0.2, 1.0, 0.0)
_CLOSE_SECONDS = 5.0
# Documents without pictures after which the process that reads pictures is ended.
_KEEP_PICTURES_DOCUMENTS = 30

# -P keeps the current folder off the path: it may hold anything, the document's sender's too.
# The parent's own path is handed over, so that the child imports the same packages.
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop());"
    "from service.parsing.child import main; main()"
)


class Worker:
    """A reading process that takes one document after the other, replaced whenever it ends.

    Not for several threads at once, except `kill`. ``pipeline`` is the place of a
    `service.assembly.Build`, ``module:function``; by default `assembly.PLACE`.

    Pictures of pages are read by a second process, started for the first document that has
    some and ended after a while without any: OCR needs more time and memory than may be
    given to every file of the world, and keeps its models loaded.

    ``lost`` tells whether the last document cost the process, whatever it answered, and
    ``peak_bytes`` how much memory the process had held by then (0 where nobody says).
    """

    def __init__(
        self, settings: Settings, *, pipeline: str | None = None, of_pictures: bool = False
    ) -> None:
        self._ocr_settings = settings
        self._of_pictures = of_pictures
        self._pictures: Worker | None = None
        self._since_pictures = 0
        self._settings = settings if of_pictures else replace(settings, ocr="off")
        self._pipeline = pipeline or assembly.PLACE
        self._process: subprocess.Popen[bytes] | None = None
        self._watcher = Watcher()
        self._served = 0
        self._killed = False
        self.lost = False
        self.peak_bytes = 0
        self._missing_limits: tuple[str, ...] = ()
        self._first_peak_bytes = 0

    def run(self, request: Request, *, on_page: OnPage | None = None) -> Reply:
        """Have the document read. Raises `DocumentError`, `WorkerLost` or `UsageError`.

        ``on_page`` is told now and then the page that was read last, and how many there are.
        With the setting ``ocr`` also `ModelError`, where OCR lacks its models.
        """
        reply = self._run(request, on_page)
        if self._of_pictures:
            return reply
        count = _pages_for_ocr(reply, self._ocr_settings)
        if count:
            return self._run_with_ocr(request, count, on_page)
        self._since_pictures += 1
        if self._pictures is not None and self._since_pictures >= _KEEP_PICTURES_DOCUMENTS:
            pictures, self._pictures = self._pictures, None
            pictures.close()
        return reply

    def _run_with_ocr(self, request: Request, page_count: int, on_page: OnPage | None) -> Reply:
        """Have the document read again by the process for pictures, with time for each page."""
        settings = self._ocr_settings
        if self._pictures is None:
            wider = replace(settings, parse_memory_bytes=settings.ocr_memory_bytes)
            self._pictures = Worker(wider, pipeline=self._pipeline, of_pictures=True)
            if self._killed:
                self._pictures.kill()
        self._since_pictures = 0
        seconds = settings.parse_timeout_seconds + page_count * settings.ocr_page_seconds
        try:
            return self._pictures.run(replace(request, seconds=seconds), on_page=on_page)
        finally:
            self.lost = self._pictures.lost
            self.peak_bytes = max(self.peak_bytes, self._pictures.peak_bytes)

    def _run(self, request: Request, on_page: OnPage | None) -> Reply:
        process = self._ready_process()
        self._served += 1
        self.lost = True
        # An answer cannot be larger than the memory of the process that made it.
        most = self._settings.parse_memory_bytes
        seconds = request.seconds or self._settings.parse_timeout_seconds
        try:
            with self._watcher.watching(
                process, seconds, silence_seconds=self._settings.parse_silence_seconds
            ) as watch:
                asked = request_to_json(request)
                frame = _exchange(process, asked, max_body_bytes=most, watch=watch, on_page=on_page)
        except FrameError as error:
            self._reap()
            raise answered_nonsense(str(error)) from error
        except BaseException:
            # Ctrl-C: the answer to this request must not become the answer to the next one
            process.kill()
            raise
        if frame is None:
            returncode, peak_bytes = self._reap()
            self.peak_bytes = peak_bytes or 0
            if watch.passed == "time":
                raise out_of_time(seconds, of_pictures=self._of_pictures)
            if watch.passed == "silence":
                raise silent(self._settings.parse_silence_seconds)
            raise died(
                returncode,
                peak_bytes=peak_bytes,
                settings=self._settings,
                of_pictures=self._of_pictures,
                seconds=seconds,
            )
        header, body = frame
        self.peak_bytes = cast(int, header.get("peak_bytes", 0))
        self.lost = bool(header.get("leaving"))
        if self.lost:
            self._close_process()
        if "error" in header:
            raise error_from_json(header)
        return Reply(
            counts=cast(Mapping[str, int], header.get("counts", {})),
            body=body,
            missing_limits=self._missing_limits,
            page_count=cast(int, header.get("page_count", 0)),
            picture_count=cast(int, header.get("picture_count", 0)),
            peak_bytes=self.peak_bytes,
        )

    def start(self) -> None:
        """Bring the process up before the first document. Raises `WorkerLost`."""
        self._ready_process()

    def kill(self) -> None:
        """End the process at once and start no other; any thread may call this."""
        self._killed = True
        pictures, process = self._pictures, self._process
        if pictures is not None:
            pictures.kill()
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process in good order: it leaves when its requests end."""
        pictures, self._pictures = self._pictures, None
        if pictures is not None:
            pictures.close()
        self._close_process()
        self._watcher.close()

    def _close_process(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        _hang_up(process)
        try:
            process.wait(_CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _ready_process(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is not None and (
            process.poll() is not None or self._served >= self._settings.worker_max_documents
        ):
            self._close_process()
        if self._process is None:
            self._start()
        if self._process is None or self._killed:
            self._close_process()
            raise not_started("it was told to stop")
        return self._process

    def _start(self) -> None:
        for pause in _START_PAUSES_SECONDS:
            frame = self._launch()
            if frame is not None:
                break
            # Most likely the machine is short of memory or processes for the moment.
            time.sleep(pause)
        else:
            raise not_started("it ends at once")
        if "error" in frame:
            self._close_process()
            raise not_started(error_from_json(frame).found)
        self._missing_limits = tuple(cast(list[str], frame["missing_limits"]))
        self._first_peak_bytes = cast(int, frame["peak_bytes"])

    def _launch(self) -> dict[str, object] | None:
        """Start a process and say hello; its answer, or None where it is gone again."""
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", _BOOT, json.dumps(_import_path())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        except OSError:
            return None
        self._process, self._served = process, 0
        hello = {"settings": asdict(self._settings), "pipeline": self._pipeline}
        try:
            with self._watcher.watching(process, _START_SECONDS, silence_seconds=None) as watch:
                frame = _exchange(process, hello, max_body_bytes=0, watch=watch)
        except FrameError:
            frame = None
        if frame is None:
            self._reap()
            return None
        return frame[0]

    def _reap(self) -> tuple[int, int | None]:
        """Collect a process that hung up; its return code and the most memory it held.

        The memory is 0 where it never went above what stood there at the start: that figure
        is inherited from this process.
        """
        process, self._process = self._process, None
        assert process is not None
        peak_bytes: int | None = None
        if hasattr(os, "wait4"):
            try:
                # No effect on a process that is ending; the end of one that only closed its pipe.
                os.kill(process.pid, 9)
                _, status, usage = os.wait4(process.pid, 0)
            except (ChildProcessError, ProcessLookupError):
                pass
            else:
                process.returncode = os.waitstatus_to_exitcode(status)
                peak_bytes = usage.ru_maxrss * MAXRSS_UNIT_BYTES
        if process.returncode is None:
            process.kill()
        _hang_up(process)
        if peak_bytes is not None and peak_bytes <= self._first_peak_bytes:
            peak_bytes = 0
        return process.wait(), peak_bytes


def _pages_for_ocr(reply: Reply, settings: Settings) -> int:
    """Return how many pages of a document, read without OCR, OCR is to read."""
    if settings.ocr == "force":
        return reply.page_count
    if settings.ocr == "off" or not reply.picture_count or not is_ocr_installed():
        return 0
    return reply.picture_count


def _exchange(
    process: subprocess.Popen[bytes],
    header: Mapping[str, object],
    *,
    max_body_bytes: int,
    watch: Watch,
    on_page: OnPage | None = None,
) -> tuple[dict[str, object], bytes] | None:
    """Send one frame and receive one; None where the process is gone. Raises `FrameError`."""
    try:
        write_frame(cast(BinaryIO, process.stdin), header)
        while True:
            frame = read_frame(cast(BinaryIO, process.stdout), max_body_bytes=max_body_bytes)
            if frame is None or "alive" not in frame[0]:
                return frame
            watch.hear()
            if on_page is not None and "page" in frame[0]:
                on_page(cast(int, frame[0]["page"]), cast(int, frame[0]["page_count"]))
    except OSError:
        return None


def _hang_up(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe is not None:
                pipe.close()
        except OSError:
            # what was still to be flushed has no reader any more
            continue


def _import_path() -> list[str]:
    return [os.path.abspath(place) for place in sys.path]


def _environment() -> dict[str, str]:
    """Return the child's environment: numeric libraries reserve address space per thread."""
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
