"""The typed errors for a document whose reading process failed, and their way over the pipe."""

from __future__ import annotations

import signal
from collections.abc import Mapping

from extraction import errors
from extraction.errors import LimitExceeded, WorkerLost, YijuError
from service.settings import Settings

# A process that dies with this share of its memory limit in use died of the limit: C
# libraries end the process where an allocation fails, each with a signal of its own taste.
_FULL_MEMORY_SHARE = 0.5


def out_of_memory(limit_bytes: int, *, of_pictures: bool = False) -> LimitExceeded:
    """Return the error for a document that needs more memory than allowed.

    ``of_pictures``: its pictures were being read by OCR, under limits of their own.
    """
    return LimitExceeded(
        found=f"a document whose reading needs more than {limit_bytes:,} bytes of memory",
        expected=f"at most {limit_bytes:,} bytes",
        hint="Raise YIJU_OCR_MEMORY_BYTES, or leave its pictures unread with YIJU_OCR=off."
        if of_pictures
        else "Raise YIJU_PARSE_MEMORY_BYTES, or split the document.",
    )


def out_of_time(limit_seconds: float, *, of_pictures: bool = False) -> LimitExceeded:
    """Return the error for a document that takes longer than allowed."""
    return LimitExceeded(
        found=f"a document whose reading takes longer than {limit_seconds:g} seconds",
        expected=f"at most {limit_seconds:g} seconds",
        hint="Raise YIJU_OCR_PAGE_SECONDS, or leave its pictures unread with YIJU_OCR=off."
        if of_pictures
        else "Raise YIJU_PARSE_TIMEOUT_SECONDS, or split the document.",
    )


def silent(seconds: float) -> WorkerLost:
    """Return the error for a reading process that shows no sign of life."""
    return WorkerLost(
        found=f"the reading process gave no sign of life for {seconds:g} seconds",
        expected="a process that reads",
        hint="See whether the disk or file server of the document answers; raise "
        "YIJU_PARSE_SILENCE_SECONDS on a machine that is overloaded.",
        code="worker_silent",
    )


def died(
    returncode: int,
    *,
    peak_bytes: int | None,
    settings: Settings,
    of_pictures: bool = False,
    seconds: float | None = None,
) -> YijuError:
    """Return the error for a reading process that ended without an answer.

    ``returncode`` is negative for a signal; ``peak_bytes`` is the most memory that the
    process held, None where the platform does not say.
    """
    if hasattr(signal, "SIGXCPU") and returncode == -signal.SIGXCPU:
        return out_of_time(seconds or settings.parse_timeout_seconds, of_pictures=of_pictures)
    limit = settings.parse_memory_bytes
    if peak_bytes is not None and peak_bytes > limit * _FULL_MEMORY_SHARE:
        return out_of_memory(limit, of_pictures=of_pictures)
    return WorkerLost(
        found=f"the reading process ended with {_cause(returncode)}",
        expected="an answer",
        hint="Try --reader pdfminer, or raise YIJU_PARSE_MEMORY_BYTES; where neither helps, the "
        "document cannot be read.",
    )


def answered_nonsense(what: str) -> WorkerLost:
    """Return the error for a reading process whose answer cannot be read."""
    return WorkerLost(
        found=f"the reading process answered with {what}",
        expected="a reply",
        hint="Do not trust this document; read it again on its own to see whether it repeats.",
    )


def not_started(reason: str) -> WorkerLost:
    """Return the error for a reading process that does not come up."""
    return WorkerLost(
        found=f"the reading process does not start: {reason}",
        expected="a process that takes documents",
        hint="Check the installation with `yiju version`, and YIJU_PARSE_MEMORY_BYTES.",
        code="worker_start",
    )


def error_to_json(error: YijuError) -> dict[str, object]:
    """Return the header of a frame that carries ``error``."""
    return {
        "error": {
            "kind": type(error).__name__,
            "code": error.code,
            "found": error.found,
            "expected": error.expected,
            "hint": error.hint,
        }
    }


def error_from_json(header: Mapping[str, object]) -> YijuError:
    """Rebuild the error; a kind that is no class of `extraction.errors` is a `WorkerLost`."""
    said = header["error"]
    if not isinstance(said, Mapping):
        return answered_nonsense("an error that says nothing")
    kind = getattr(errors, str(said.get("kind")), None)
    if not (isinstance(kind, type) and issubclass(kind, YijuError)):
        kind = WorkerLost
    return kind(
        found=str(said.get("found")),
        expected=str(said.get("expected")),
        hint=str(said.get("hint")),
        code=str(said.get("code")),
    )


def _cause(returncode: int) -> str:
    if returncode >= 0:
        return f"exit status {returncode}"
    try:
        return f"signal {signal.Signals(-returncode).name}"
    except ValueError:
        return f"signal {-returncode}"
