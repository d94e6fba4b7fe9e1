"""Jobs: long or many documents, read later."""

from __future__ import annotations

import json
import uuid
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field

from extraction.errors import Busy, RequestRefused
from extraction.learned import Mode
from service.api import parameters as p
from service.api.access import ROLES, Caller, Needs
from service.api.described import problems
from service.api.listing import location_of
from service.api.problems import Problem
from service.api.services import Services, services_of
from service.api.upload_files import Upload
from service.api.uploads import receive_documents
from service.api.versions import mode_of
from service.assembly import ReaderChoice
from service.store import Store, documents, jobs
from service.store.documents import DocumentName, upload_address
from service.store.extractions import read_disclosure_json
from service.store.times import now_text

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])

MOST_DOCUMENTS = 200
State = Literal["queued", "running", "done", "failed", "cancelled"]
JobId = Annotated[str, Path(max_length=64, description="The job's id.")]
_BODY = {
    "required": True,
    "description": f"A form with up to {MOST_DOCUMENTS} files, or the bytes of one document.",
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {
                    "file": {"type": "array", "items": {"type": "string", "format": "binary"}}
                },
                "required": ["file"],
            }
        },
        "application/pdf": {"schema": {"type": "string", "format": "binary"}},
        "text/plain": {"schema": {"type": "string"}},
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
    },
}


class JobDocumentRow(BaseModel):
    """One document of a job; `page` of `page_count` has been read so far."""

    name: str
    sha256: str
    state: State
    page: int | None
    page_count: int | None
    location: str | None = Field(description="Where its Disclosure is, once it was read.")
    error: Problem | None = Field(description="The problem that it ended in.")


class Progress(BaseModel):
    """How far a job has come."""

    documents: int
    documents_done: int
    pages: int | None = Field(description="The pages that are known of.")
    pages_done: int


class JobState(BaseModel):
    """A job: queued, running, done, failed (all of its documents did), or cancelled."""

    id: str
    state: State
    created_at: str
    started_at: str | None
    ended_at: str | None
    progress: Progress
    documents: list[JobDocumentRow]
    result: dict[str, Any] | None = Field(
        description="The Disclosure, where the job has one document and it was read; those of "
        "more stand at their `location`.",
        json_schema_extra={
            "anyOf": [{"$ref": "#/components/schemas/Disclosure"}, {"type": "null"}]
        },
    )
    error: Problem | None = Field(description="The problem, where the job has one document.")
    callback: str | None = Field(description="What became of the callback, where one was asked.")


@router.post(
    "",
    status_code=202,
    openapi_extra={"requestBody": _BODY},
    responses={
        **problems(),
        202: {
            "description": "The job waits.",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
    },
)
async def create(
    request: Request,
    response: Response,
    caller: Annotated[Caller, Depends(Needs("analyst"))],
    reader: Annotated[ReaderChoice, Query(description="The PDF reader.")] = "auto",
    mode: Annotated[
        Mode | None,
        Query(description="Rules, models, or both weighed; by default the setting's."),
    ] = None,
    name: Annotated[
        str | None, Query(max_length=200, description="The name of a body that is no form.")
    ] = None,
    callback: Annotated[
        str | None,
        Query(
            max_length=1000,
            description="A URL that is called, signed, when the job has ended; only where the "
            "operator has listed its address.",
        ),
    ] = None,
) -> JobState:
    """Take documents in and read them later; GET the job to see how far it is."""
    services = services_of(request)
    if callback is not None:
        services.callbacks.refuse_other(callback)
    await run_in_threadpool(_refuse_too_many, services)
    with services.upload_places:
        async with receive_documents(
            request,
            most=MOST_DOCUMENTS,
            most_bytes=services.settings.max_document_bytes,
            name=name,
        ) as uploads:
            job = jobs.Job(
                id=uuid.uuid4().hex,
                state="queued",
                created_at=now_text(),
                reader=reader,
                mode=mode or mode_of(services.settings),
                token_name=caller.name,
                callback_url=callback,
                documents=tuple(
                    jobs.JobDocument(ordinal, each.sha256, each.name)
                    for ordinal, each in enumerate(uploads)
                ),
            )
            await run_in_threadpool(_keep, services.store, job, uploads)
    services.runner.wake()
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return _state(job, None)


@router.get("/{job_id}", dependencies=[Depends(Needs("reader"))], responses=problems(404))
def job_state(request: Request, job_id: JobId) -> JobState:
    """Tell how far a job is, and what came of it."""
    with services_of(request).store.read() as connection:
        job = jobs.read_job(connection, p.plain(job_id) or "")
        result = None
        if len(job.documents) == 1 and job.documents[0].state == "done":
            result = read_disclosure_json(connection, job.documents[0].document_sha256)
    return _state(job, result)


@router.delete("/{job_id}", responses=problems(404, 409))
def cancel(
    request: Request, job_id: JobId, caller: Annotated[Caller, Depends(Needs("analyst"))]
) -> JobState:
    """Cancel a job of one's own, or as an admin any; what was read of it stays."""
    services = services_of(request)
    with services.store.write() as connection:
        job = jobs.read_job(connection, p.plain(job_id) or "")
        if caller.role != ROLES[-1] and job.token_name != caller.name:
            raise RequestRefused(
                found="the job of another token",
                expected="one's own, or the role admin",
                hint="Have its owner or an admin cancel it.",
                code="wrong_role",
            )
        job = jobs.cancel_job(connection, job.id)
    services.runner.cancel_from_thread(job.id)
    return _state(job, None)


def _refuse_too_many(services: Services) -> None:
    most = services.settings.http_max_open_jobs
    with services.store.read() as connection:
        count = jobs.count_open(connection)
    if count >= most:
        raise Busy(
            found=f"{count} jobs that have not ended",
            expected=f"fewer than {most}",
            hint="Ask again after the seconds of Retry-After.",
            retry_after_seconds=30,
        )


def _keep(store: Store, job: jobs.Job, uploads: tuple[Upload, ...]) -> None:
    with store.write() as connection:
        for each in uploads:
            place = DocumentName(
                each.sha256, upload_address(each.sha256, each.name), each.name, each.byte_count
            )
            documents.record_document(connection, place, data=each.path.read_bytes())
        jobs.add_job(connection, job)


def _state(job: jobs.Job, result: bytes | None) -> JobState:
    rows = [_row(each) for each in job.documents]
    counts = [each.page_count for each in job.documents if each.page_count is not None]
    return JobState(
        id=job.id,
        state=job.state,
        created_at=job.created_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
        progress=Progress(
            documents=len(rows),
            documents_done=sum(each.state in jobs.ENDED for each in job.documents),
            pages=sum(counts) if counts else None,
            pages_done=sum(each.page or 0 for each in job.documents),
        ),
        documents=rows,
        result=None if result is None else json.loads(result),
        error=rows[0].error if len(rows) == 1 else None,
        callback=job.callback_state,
    )


def _row(document: jobs.JobDocument) -> JobDocumentRow:
    return JobDocumentRow(
        name=document.name,
        sha256=document.document_sha256,
        state=document.state,
        page=document.page,
        page_count=document.page_count,
        location=location_of(document.document_sha256) if document.state == "done" else None,
        error=None if document.failure is None else Problem(**document.failure),
    )
