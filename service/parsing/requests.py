"""What a reading process is asked and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from service.assembly import ReaderChoice

if TYPE_CHECKING:
    from extraction.learned import Mode

Task = Literal["extract", "draw", "pack", "view", "picture"]


@dataclass(frozen=True, slots=True)
class Request:
    """One document and what to do with it.

    path    the file, as the parent would open it
    name    what `Source.name` shall say; None for the file's own name
    task    "extract": the body of the reply is the Disclosure as JSON, UTF-8.
            "pack": it is a result packed for the store (`service.parsing.packing`).
            "draw": it is a PNG picture of page ``page`` with what was found on it.
            "view": it is the text with the places of its lines and cells, as JSON.
            "picture": it is page ``page`` alone as PNG, ``scale`` pixels a point.
    pretty  indent the JSON
    seconds wall time that it may take; None for the setting's
    mode    "extract", "pack": which of rules and classifiers read; None for the setting's
    show    kinds of marks to draw; None for all
    """

    path: str
    name: str | None = None
    reader: ReaderChoice = "auto"
    task: Task = "extract"
    page: int = 1
    pretty: bool = False
    seconds: float | None = None
    mode: Mode | None = None
    show: tuple[str, ...] | None = None
    scale: float = 2.0


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer: ``body`` in the task's own format, and how many things it holds.

    The counts of "extract" and "pack" are ``projects`` and ``problems``; those of "draw" are
    the kinds of marks in the picture. ``missing_limits`` names the limits ("memory", "CPU time")
    that this platform could not hold while the document was read. ``page_count`` are the pages
    of a PDF (0 for others), ``picture_count`` those that OCR could read and that were not read.
    ``peak_bytes`` is the most memory that the reading process has held, 0 where the platform
    does not say.
    """

    counts: Mapping[str, int]
    body: bytes
    missing_limits: tuple[str, ...] = ()
    page_count: int = 0
    picture_count: int = 0
    peak_bytes: int = 0


def request_to_json(request: Request) -> dict[str, object]:
    """Return the request as the header of a frame."""
    return {
        "path": request.path,
        "name": request.name,
        "reader": request.reader,
        "task": request.task,
        "page": request.page,
        "pretty": request.pretty,
        "seconds": request.seconds,
        "mode": request.mode,
        "show": request.show,
        "scale": request.scale,
    }


def request_from_json(header: Mapping[str, object]) -> Request:
    """Rebuild the request; the parent wrote it, so the names are right."""
    name, show = header["name"], header["show"]
    return Request(
        path=str(header["path"]),
        name=None if name is None else str(name),
        reader=cast(ReaderChoice, header["reader"]),
        task=cast(Task, header["task"]),
        page=cast(int, header["page"]),
        pretty=bool(header["pretty"]),
        seconds=cast("float | None", header.get("seconds")),
        mode=cast("Mode | None", header["mode"]),
        show=None if show is None else tuple(cast("list[str]", show)),
        scale=cast(float, header["scale"]),
    )
