"""`POST /v1/extract`: one document in, its Disclosure out."""

from __future__ import annotations

import hashlib
import time
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from extraction.learned import Mode
from service.api.access import Needs
from service.api.answers import View, parse_fields, parse_pages, rendered
from service.api.described import problems
from service.api.negotiation import CSV, JSON, XLSX, chosen
from service.api.reader import Way
from service.api.services import services_of
from service.api.uploads import receive_documents
from service.assembly import ReaderChoice
from service.exports.columns import SheetName

router = APIRouter(prefix="/v1", tags=["documents"])

_DOCUMENT_BODY = {
    "required": True,
    "description": "The document: a form with one file, or its bytes alone. What it is is told "
    "from the bytes, not from the name or the media type.",
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {"file": {"type": "string", "format": "binary"}},
                "required": ["file"],
            }
        },
        "application/pdf": {"schema": {"type": "string", "format": "binary"}},
        "text/plain": {"schema": {"type": "string"}},
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
    },
}
_VERSION_HEADERS = {
    "ETag": {
        "description": "The same for the same bytes, versions and parameters.",
        "schema": {"type": "string"},
    },
    "Yiju-Pipeline-Version": {"schema": {"type": "string"}},
    "Yiju-Model-Versions": {"schema": {"type": "string"}},
    "Yiju-Answer": {
        "description": "`read`: the document was read now; `stored`: it had been before.",
        "schema": {"type": "string", "enum": ["read", "stored"]},
    },
}
DISCLOSURE_CONTENT = {
    JSON: {
        "schema": {
            "anyOf": [
                {"$ref": "#/components/schemas/Disclosure"},
                {
                    "type": "object",
                    "description": "With `fields`: only what was asked for.",
                    "required": ["schema_version", "source"],
                },
            ]
        }
    },
    CSV: {"schema": {"type": "string"}},
    XLSX: {"schema": {"type": "string", "format": "binary"}},
}

FieldsQuery = Annotated[
    str | None,
    Query(
        max_length=2000,
        description="Names of the output contract with commas between: of the Disclosure "
        "(department), of a project (citations), of a field (annual_request). All by default.",
    ),
]
PagesQuery = Annotated[
    str | None,
    Query(
        max_length=1000,
        description="Pages like 1-3,7: leaves what stands on them. All by default.",
    ),
]


@router.post(
    "/extract",
    response_class=Response,
    dependencies=[Depends(Needs("analyst"))],
    openapi_extra={"requestBody": _DOCUMENT_BODY},
    responses={
        **problems(406, 504),
        200: {
            "description": "The Disclosure.",
            "headers": _VERSION_HEADERS,
            "content": DISCLOSURE_CONTENT,
        },
    },
)
async def extract(
    request: Request,
    fields: FieldsQuery = None,
    pages: PagesQuery = None,
    reader: Annotated[ReaderChoice, Query(description="The PDF reader.")] = "auto",
    mode: Annotated[
        Mode | None,
        Query(description="Rules, models, or both weighed; by default the setting's."),
    ] = None,
    table: Annotated[SheetName, Query(description="Which table text/csv gives.")] = "projects",
    name: Annotated[
        str | None, Query(max_length=200, description="The name of a body that is no form.")
    ] = None,
    accept: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Response:
    """Read one document and return what it says, within the request."""
    services = services_of(request)
    form = chosen(accept)
    view = View(
        fields=parse_fields(fields),
        pages=parse_pages(pages, most=services.settings.max_document_pages),
        table=table,
    )
    services.crew.refuse_if_full()
    way = await services.reader.way(reader, mode)
    start = time.perf_counter()
    with services.upload_places:
        async with receive_documents(
            request, most=1, most_bytes=services.settings.max_document_bytes, name=name
        ) as (upload,):
            services.metrics.stage("upload", time.perf_counter() - start)
            request.scope["yiju.document"] = upload.sha256
            answer = await services.reader.read(request, upload, way)
    start = time.perf_counter()
    if form == JSON and view.is_whole:
        body = answer.disclosure
    else:
        body = await run_in_threadpool(
            rendered, form, name=upload.name, disclosure=answer.disclosure, view=view
        )
    services.metrics.stage("answer", time.perf_counter() - start)
    tag = tag_of(upload.sha256, way, form, view)
    return Response(
        body,
        media_type=form,
        headers={
            **version_headers(way, tag),
            "Yiju-Answer": "stored" if answer.from_store else "read",
            "Content-Disposition": disposition(form, upload.sha256),
        },
    )


def version_headers(way: Way, tag: str) -> dict[str, str]:
    """Return the headers that name what made an answer."""
    names = {"tokens": way.models.tokens, "lines": way.models.lines, "links": way.models.links}
    return {
        "ETag": tag,
        "Cache-Control": "private, no-cache",
        "Yiju-Pipeline-Version": way.pipeline_version,
        "Yiju-Model-Versions": ", ".join(f"{kind}={name}" for kind, name in names.items() if name),
    }


def disposition(form: str, sha256: str) -> str:
    """Return the file name for a browser: none of the sender's characters is in it."""
    ending = {CSV: "csv", XLSX: "xlsx"}.get(form)
    return "inline" if ending is None else f'attachment; filename="{sha256[:16]}.{ending}"'


def tag_of(sha256: str, way: Way, form: str, view: View) -> str:
    """Return the ETag. Weak: the name of the document is in the answer and not in it."""
    models = (way.models.tokens, way.models.lines, way.models.links)
    parts = (sha256, way.pipeline_version, way.mode, *models, form, view.key, view.table)
    return f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'
