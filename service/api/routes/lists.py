"""Lists over everything that was read: projects, citations, checks."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request

from service.api import parameters as p
from service.api.access import Needs
from service.api.described import problems
from service.api.listing import check_rows, citation_rows, project_rows
from service.api.records import CheckPage, CitationPage, ProjectPage
from service.api.services import services_of
from service.store.searches import Filter, list_checks, list_citations, list_projects

router = APIRouter(
    prefix="/v1", tags=["lists"], dependencies=[Depends(Needs("reader"))], responses=problems()
)


@router.get("/projects")
def projects(
    request: Request,
    year: p.Year = None,
    department: p.Department = None,
    document: p.DocumentHash = None,
    min_amount: p.Amount = None,
    max_amount: p.Amount = None,
    text: p.Words = None,
    regulation: p.RegulationId = None,
    cursor: p.Cursor = None,
    limit: p.Limit = 50,
) -> ProjectPage:
    """List projects. `text` is looked for in names and values; amounts are those of the year."""
    only = Filter(
        fiscal_year=year,
        department=p.plain(department),
        document_sha256=p.plain(document),
        min_fen=p.fen_of("min_amount", min_amount),
        max_fen=p.fen_of("max_amount", max_amount),
        text=p.plain(text),
        regulation_id=p.plain(regulation),
    )
    with services_of(request).store.read() as connection:
        page = list_projects(connection, only, cursor=cursor, limit=limit)
        return ProjectPage(items=project_rows(connection, list(page.rows)), next=page.next)


@router.get("/citations")
def citations(
    request: Request,
    year: p.Year = None,
    department: p.Department = None,
    document: p.DocumentHash = None,
    status: Annotated[
        Literal["linked", "ambiguous", "unknown", "conflict"] | None,
        Query(description="The state of the link."),
    ] = None,
    text: p.Words = None,
    regulation: p.RegulationId = None,
    cursor: p.Cursor = None,
    limit: p.Limit = 50,
) -> CitationPage:
    """List citations. `text` is looked for in what is printed, in titles and in numbers."""
    only = Filter(
        fiscal_year=year,
        department=p.plain(department),
        document_sha256=p.plain(document),
        link_status=status,
        text=p.plain(text),
        regulation_id=p.plain(regulation),
    )
    with services_of(request).store.read() as connection:
        page = list_citations(connection, only, cursor=cursor, limit=limit)
        return CitationPage(items=citation_rows(connection, list(page.rows)), next=page.next)


@router.get("/checks")
def checks(
    request: Request,
    year: p.Year = None,
    department: p.Department = None,
    document: p.DocumentHash = None,
    rule: Annotated[str | None, Query(max_length=100, description="A rule's name.")] = None,
    severity: Annotated[str | None, Query(max_length=20, description="How bad it is.")] = None,
    cursor: p.Cursor = None,
    limit: p.Limit = 50,
) -> CheckPage:
    """List findings of the reconciliation rules (勾稽)."""
    only = Filter(
        fiscal_year=year,
        department=p.plain(department),
        document_sha256=p.plain(document),
        rule=p.plain(rule),
        severity=p.plain(severity),
    )
    with services_of(request).store.read() as connection:
        page = list_checks(connection, only, cursor=cursor, limit=limit)
        return CheckPage(items=check_rows(connection, list(page.rows)), next=page.next)
