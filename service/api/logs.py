"""The service's log: one JSON object a line on stderr; no document's text is ever in it."""

from __future__ import annotations

import sys

import structlog


def configure_logs() -> None:
    """Let `structlog` write JSON lines to stderr."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
