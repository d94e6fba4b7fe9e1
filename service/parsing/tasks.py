"""What a reading process can do with a document: extract, pack for the store, draw a page."""

from __future__ import annotations

import errno
import json
from typing import TYPE_CHECKING

from extraction.errors import DocumentError
from extraction.schema import to_json
from service.assembly import Pipeline
from service.parsing.requests import Reply, Request

if TYPE_CHECKING:
    from extraction.pipeline import OnPage
    from extraction.schema import Disclosure
    from service.review.views import DocumentView


def run_task(
    pipeline: Pipeline, request: Request, *, on_page: OnPage = lambda _number, _count: None
) -> Reply:
    """Do what ``request`` asks for. Raises `YijuError`s; MemoryError is left to the caller.

    ``on_page`` is told the pages of an "extract" or "pack" as they are read.
    """
    try:
        if request.task == "draw":
            return _draw(pipeline, request)
        if request.task == "pack":
            return _pack(pipeline, request, on_page)
        if request.task == "view":
            return _view(pipeline, request)
        if request.task == "picture":
            return _picture(request)
        return _extract(pipeline, request, on_page)
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise MemoryError from error
        raise _unopened(request.path, error) from error


def _extract(pipeline: Pipeline, request: Request, on_page: OnPage) -> Reply:
    disclosure = _read(pipeline, request, on_page)
    return Reply(
        counts={"projects": len(disclosure.projects), "problems": len(disclosure.problems)},
        body=_json_bytes(disclosure, pretty=request.pretty),
        page_count=_page_count(disclosure),
        picture_count=_picture_count(disclosure),
    )


def _pack(pipeline: Pipeline, request: Request, on_page: OnPage) -> Reply:
    from service.parsing.packing import pack

    disclosure = _read(pipeline, request, on_page)
    mode = request.mode or pipeline.mode
    return Reply(
        counts={"projects": len(disclosure.projects), "problems": len(disclosure.problems)},
        body=pack(
            disclosure,
            mode=mode,
            versions=pipeline.versions.in_mode(mode),
            ocr_pages=_ocr_page_count(disclosure),
        ),
        page_count=_page_count(disclosure),
        picture_count=_picture_count(disclosure),
    )


def _read(pipeline: Pipeline, request: Request, on_page: OnPage) -> Disclosure:
    if pipeline.watched is None:
        return pipeline.extract(request.path, name=request.name, reader=request.reader)
    return pipeline.watched(
        request.path,
        name=request.name,
        reader=request.reader,
        mode=request.mode,
        on_page=on_page,
    )


def _draw(pipeline: Pipeline, request: Request) -> Reply:
    from service.drawing import draw_page

    analysis = pipeline.analyse(request.path, name=request.name, reader=request.reader)
    picture = draw_page(analysis, path=request.path, page=request.page, show=request.show)
    return Reply(
        counts=picture.counts,
        body=picture.png,
        page_count=_page_count(analysis.disclosure),
        picture_count=_picture_count(analysis.disclosure),
    )


# Problems of pages that OCR reads.
_FOR_OCR = frozenset({"needs_ocr", "text_unmapped"})


def _page_count(disclosure: Disclosure) -> int:
    is_pdf = disclosure.source.media_type == "application/pdf"
    return (disclosure.source.page_count or 0) if is_pdf else 0


def _ocr_page_count(disclosure: Disclosure) -> int:
    """Return how many pages OCR read: what the problem ``read_by_ocr`` begins with."""
    said = [each.message.split()[0] for each in disclosure.problems if each.code == "read_by_ocr"]
    return sum(int(count) for count in said if count.isdigit())


def _picture_count(disclosure: Disclosure) -> int:
    return len({each.page for each in disclosure.problems if each.code in _FOR_OCR})


def _view(pipeline: Pipeline, request: Request) -> Reply:
    from service.review.views import view_of

    view = view_of(pipeline.analyse(request.path, name=request.name, reader=request.reader))
    return Reply(counts={"places": len(view.places)}, body=_json_bytes(view, pretty=False))


def _picture(request: Request) -> Reply:
    from service.drawing import plain_page

    return Reply(counts={}, body=plain_page(request.path, page=request.page, scale=request.scale))


def _json_bytes(record: Disclosure | DocumentView, *, pretty: bool) -> bytes:
    text = json.dumps(
        to_json(record),
        ensure_ascii=False,
        allow_nan=False,
        indent=2 if pretty else None,
        separators=None if pretty else (",", ":"),
    )
    # A lone surrogate (a file name of undecodable bytes) has no UTF-8 form.
    return text.encode("utf-8", "replace")


def _unopened(path: str, error: OSError) -> DocumentError:
    return DocumentError(
        found=f"{path}: {error.strerror or error}",
        expected="a file that can be opened",
        hint="Check the path and that you may read the file.",
    )
