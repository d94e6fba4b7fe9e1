"""Documents that are known: what each is, its Disclosure, pictures of its pages."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from extraction.errors import RequestRefused, UsageError
from service.api import parameters as p
from service.api.access import Needs
from service.api.answers import View, parse_fields, parse_pages, rendered
from service.api.described import problems
from service.api.listing import document_row, document_rows
from service.api.negotiation import chosen
from service.api.records import DocumentDetail, DocumentPage, Extraction
from service.api.routes.extract import (
    DISCLOSURE_CONTENT,
    FieldsQuery,
    PagesQuery,
    disposition,
)
from service.api.services import Services, services_of
from service.drawing.marks import MarkKind
from service.exports.columns import SheetName
from service.parsing import Request as ReadingRequest
from service.store import Store
from service.store.contents import read_contents
from service.store.documents import names_of, read_document
from service.store.extractions import StoredExtraction, read_disclosure_json, read_extraction
from service.store.searches import Filter, list_found

router = APIRouter(
    prefix="/v1/documents", tags=["documents"], dependencies=[Depends(Needs("reader"))]
)

Sha256 = Annotated[str, Path(max_length=64, description="The SHA-256 of its bytes.")]
KINDS: tuple[MarkKind, ...] = get_args(MarkKind)


@router.get("", responses=problems())
def documents(
    request: Request,
    year: p.Year = None,
    department: p.Department = None,
    text: Annotated[str | None, Query(max_length=200, description="A part of a name.")] = None,
    cursor: p.Cursor = None,
    limit: p.Limit = 50,
) -> DocumentPage:
    """List documents in the order of their hashes."""
    only = Filter(fiscal_year=year, department=p.plain(department), text=p.plain(text))
    with services_of(request).store.read() as connection:
        page = list_found(connection, only, cursor=cursor, limit=limit)
        return DocumentPage(items=document_rows(connection, page.rows), next=page.next)


@router.get("/{sha256}", responses=problems(404))
def document(request: Request, sha256: Sha256) -> DocumentDetail:
    """Give one document with its current Disclosure."""
    with services_of(request).store.read() as connection:
        found = read_document(connection, p.plain(sha256) or "")
        row = document_row(
            connection, {name: getattr(found, name) for name in type(found).__slots__}
        )
        made: StoredExtraction | None = None
        disclosure: dict[str, Any] | None = None
        if found.extraction_id is not None:
            made = read_extraction(connection, found.sha256)
            disclosure = json.loads(read_disclosure_json(connection, found.sha256))
    return DocumentDetail(**row.model_dump(), extraction=_made(made), disclosure=disclosure)


@router.get(
    "/{sha256}/disclosure",
    response_class=Response,
    responses={
        **problems(404, 406, 409),
        200: {"description": "The Disclosure.", "content": DISCLOSURE_CONTENT},
        304: {"description": "It is as it was: If-None-Match named its ETag."},
    },
)
async def disclosure_of(
    request: Request,
    sha256: Sha256,
    fields: FieldsQuery = None,
    pages: PagesQuery = None,
    table: Annotated[SheetName, Query(description="Which table text/csv gives.")] = "projects",
    accept: Annotated[str | None, Header(include_in_schema=False)] = None,
    if_none_match: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Response:
    """Give one document's current Disclosure, in the form that Accept names."""
    services = services_of(request)
    form = chosen(accept)
    view = View(
        fields=parse_fields(fields),
        pages=parse_pages(pages, most=services.settings.max_document_pages),
        table=table,
    )
    asked = p.plain(sha256) or ""
    made, name, disclosure = await run_in_threadpool(_current, services.store, asked)
    parts = (asked, str(made.id), made.made_at, form, view.key, view.table)
    tag = f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if _names(if_none_match, tag):
        return Response(status_code=304, headers=headers)
    body = await run_in_threadpool(rendered, form, name=name, disclosure=disclosure, view=view)
    headers["Content-Disposition"] = disposition(form, asked)
    return Response(body, media_type=form, headers=headers)


@router.get(
    "/{sha256}/pages/{number}.png",
    response_class=Response,
    responses={
        **problems(404, 504),
        200: {
            "description": "The picture.",
            "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}},
        },
    },
)
async def page_picture(
    request: Request,
    sha256: Sha256,
    number: Annotated[int, Path(ge=1, le=1_000_000, description="The page, from 1.")],
    show: Annotated[
        str | None,
        Query(
            max_length=200,
            description=f"Which boxes: kinds with commas between ({', '.join(KINDS)}), `all` or "
            "`none`. All by default.",
        ),
    ] = None,
) -> Response:
    """Draw one page with boxes around what was found on it."""
    services = services_of(request)
    kinds = _kinds(show)
    services.crew.refuse_if_full()
    data, name = await run_in_threadpool(_contents, services.store, p.plain(sha256) or "")
    with tempfile.TemporaryDirectory(prefix="yiju-http-") as folder:
        path = FilePath(folder, "0")
        path.write_bytes(data)
        asked = ReadingRequest(str(path), name=name, task="draw", page=number, show=kinds)
        png = await _drawn(services, request, asked)
    return Response(png, media_type="image/png", headers={"Cache-Control": "private, no-cache"})


async def _drawn(services: Services, request: Request, asked: ReadingRequest) -> bytes:
    try:
        return await services.reader.draw(request, asked)
    except UsageError as error:
        raise RequestRefused(
            found=error.found, expected=error.expected, hint=error.hint, code="unknown_page"
        ) from error


def _contents(store: Store, sha256: str) -> tuple[bytes, str]:
    with store.read() as connection:
        data = read_contents(connection, sha256)
        return data, next((each.name for each in names_of(connection, sha256)), sha256)


def _current(store: Store, sha256: str) -> tuple[StoredExtraction, str, bytes]:
    with store.read() as connection:
        made = read_extraction(connection, sha256)
        name = next((each.name for each in names_of(connection, sha256)), sha256)
        return made, name, read_disclosure_json(connection, sha256)


def _made(made: StoredExtraction | None) -> Extraction | None:
    if made is None:
        return None
    return Extraction(**{name: getattr(made, name) for name in Extraction.model_fields})


def _names(if_none_match: str | None, tag: str) -> bool:
    """Tell whether If-None-Match names ``tag``; compared weakly, as RFC 9110 says."""
    if if_none_match is None:
        return False
    tags = {each.strip() for each in if_none_match.split(",")}
    return "*" in tags or bool(tags & {tag, tag.removeprefix("W/")})


def _kinds(show: str | None) -> tuple[MarkKind, ...] | None:
    """Return the kinds of boxes; None for all. Raises `RequestRefused` for an unknown one."""
    if show is None or show == "all":
        return None
    if show == "none":
        return ()
    known: Mapping[str, MarkKind] = {kind: kind for kind in KINDS}
    # "values" is as good as "value"
    known = {**known, **{f"{kind}s": kind for kind in KINDS}}
    kinds = [known.get(word.strip()) for word in show.split(",")]
    found = tuple(kind for kind in kinds if kind is not None)
    if len(found) < len(kinds):
        raise RequestRefused(
            found=f"show={show[:100]}",
            expected=f"kinds with commas between: {', '.join(KINDS)}",
            hint="Leave it out for all boxes, or say none.",
            code="invalid_request",
        )
    return found
