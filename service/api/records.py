"""The shapes of lists and stored things in answers; names are those of the output contract."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field


class DocumentRef(BaseModel):
    """Which document a row is of."""

    sha256: str
    name: str | None
    department: str | None
    fiscal_year: int | None
    location: str


class Extraction(BaseModel):
    """What made a document's current Disclosure."""

    made_at: str
    mode: str
    pipeline_version: str
    tokens_version: str
    lines_version: str
    links_version: str
    seconds: float
    ocr_page_count: int


class DocumentRow(BaseModel):
    """A document that is known: uploaded, or of an archive."""

    sha256: str
    names: list[str]
    media_type: str | None
    byte_count: int
    page_count: int | None
    department: str | None
    fiscal_year: int | None
    state: str = Field(description="waiting, done, failed or quarantined.")
    first_seen_at: str
    location: str


class DocumentDetail(DocumentRow):
    """A document with its current Disclosure, null where it has not been read."""

    extraction: Extraction | None
    disclosure: dict[str, Any] | None = Field(
        json_schema_extra={
            "anyOf": [{"$ref": "#/components/schemas/Disclosure"}, {"type": "null"}],
            "type": None,
        }
    )


class ProjectRow(BaseModel):
    """A project; money is yuan as text with two places."""

    document: DocumentRef
    index: int
    name: str | None
    pages: list[int] | None
    annual_amount: str | None = Field(description="What it asks for its year.")
    fields: dict[str, str | None] = Field(description="Its values by field.")


class LinkRow(BaseModel):
    """What a citation was linked to."""

    status: str
    regulation_id: str | None
    score: float | None
    why: str


class CitationRow(BaseModel):
    """One mention of a regulation."""

    document: DocumentRef
    project: int
    project_name: str | None
    annual_amount: str | None
    title: str | None
    doc_number: str | None
    issuer: str | None
    article: str | None
    version: str | None
    text: str
    section: str | None
    page: int | None
    start: int
    end: int
    method: str | None
    by: str | None
    confidence: float | None
    link: LinkRow


class EvidenceRow(BaseModel):
    """A place that a check rests on."""

    page: int | None
    box: list[float] | None
    start: int
    end: int
    text: str


class CheckRow(BaseModel):
    """A finding of one reconciliation rule."""

    document: DocumentRef
    rule: str
    severity: str
    project: int | None
    message: str
    evidence: list[EvidenceRow]


class DocumentPage(BaseModel):
    """Documents; `next` is the cursor of the following page, null at the end."""

    items: list[DocumentRow]
    next: str | None


class ProjectPage(BaseModel):
    """Projects; `next` is the cursor of the following page, null at the end."""

    items: list[ProjectRow]
    next: str | None


class CitationPage(BaseModel):
    """Citations; `next` is the cursor of the following page, null at the end."""

    items: list[CitationRow]
    next: str | None


class CheckPage(BaseModel):
    """Findings; `next` is the cursor of the following page, null at the end."""

    items: list[CheckRow]
    next: str | None
