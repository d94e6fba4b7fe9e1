"""The structured log of a run: one JSON object a line, appended to a file."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger


@contextmanager
def open_log(path: Path | None, **bound: Any) -> Generator[FilteringBoundLogger]:
    """Give a logger that writes to ``path``, or nowhere; ``bound`` stands in every line.

    A log that cannot be written any more (a full disk) never stops the run.
    """
    import structlog

    target: TextIO | None = None
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = path.open("a", encoding="utf-8", errors="backslashreplace")
    try:
        yield structlog.wrap_logger(
            _Lines(target),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            wrapper_class=structlog.make_filtering_bound_logger(0),
            **bound,
        )
    finally:
        if target is not None:
            with suppress(OSError):
                target.close()


class _Lines:
    """Write each event as a line of its own, at once."""

    def __init__(self, target: TextIO | None) -> None:
        self._target = target

    def msg(self, message: str) -> None:
        if self._target is None:
            return
        try:
            self._target.write(message + "\n")
            self._target.flush()
        except OSError:
            return

    debug = info = warning = error = msg
