"""The service's log: one JSON object a line on stderr; no document's text is ever in it."""

from __future__ import annotations

import logging
import sys

import structlog


def configure_logs() -> None:
    """Let `structlog`, and what libraries log of warnings and errors, write JSON lines."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[_ToStructlog()], level=logging.WARNING, force=True)


def place_of(error: BaseException) -> dict[str, object]:
    """Return where ``error`` was raised, without its words: they may hold a document's."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return {
        "kind": type(error).__name__,
        "module": "?" if place is None else str(place.tb_frame.f_globals.get("__name__", "?")),
        "line": 0 if place is None else place.tb_lineno,
    }


class _ToStructlog(logging.Handler):
    """Hands on what a library logs: its pattern, not what it fills in."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        said = {} if error is None else place_of(error)
        log = structlog.get_logger(record.name)
        log.log(record.levelno, str(record.msg).strip(), logger=record.name, **said)
