"""The regulations, and links into them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field, field_validator

from extraction.citations import normalise_title
from extraction.errors import RequestRefused
from extraction.registry import Context, Linker, Work, number_key, work_to_json
from extraction.registry.regulations import Level
from extraction.schema import Citation, to_json
from service.api import parameters as p
from service.api.access import Needs
from service.api.described import problems
from service.api.listing import project_rows, yuan
from service.api.records import ProjectRow
from service.api.services import services_of
from service.registry.citing import cite_text, first_day, place_in
from service.registry.deciding.asked import work_asked
from service.registry.searching import search
from service.store.searches import Filter, count_citing, list_projects, list_works
from service.store.works import read_redirects, read_work

router = APIRouter(prefix="/v1", tags=["registry"], dependencies=[Depends(Needs("reader"))])

_LONGEST_TEXT = 100_000  # characters
LEVELS: tuple[Level, ...] = get_args(Level)


class RegulationRow(BaseModel):
    """A regulation; with `text` also how likely it is meant, and why."""

    id: str
    title: str
    doc_number: str | None
    level: str | None
    issuers: list[str]
    date: str | None = Field(description="The newest version's day of issue, else of effect.")
    status: str = Field(description="The newest version's.")
    score: float | None
    why: str | None
    location: str


class RegulationPage(BaseModel):
    """Regulations; `next` is the cursor of the following page, null at the end."""

    items: list[RegulationRow]
    next: str | None


class RegulationDetail(BaseModel):
    """All that is known of a regulation, and the projects that cite it."""

    id: str
    title: str
    level: str | None
    issuers: list[str]
    place: str | None
    source: str
    versions: list[dict[str, Any]]
    carriers: list[dict[str, Any]]
    aliases: list[dict[str, Any]]
    former_ids: list[str]
    citation_count: int
    project_count: int
    annual_amount: str | None = Field(description="What the citing projects ask for their year.")
    projects: list[ProjectRow] = Field(
        description="The first hundred; GET /v1/projects?regulation=ID gives all."
    )


class LinkRequest(BaseModel):
    """A citation as printed, or any text with citations."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=_LONGEST_TEXT, examples=["《上海市禁毒条例》第四条"])
    place: str | None = Field(
        default=None,
        max_length=100,
        description="Where the text is from: a city, a district, or a body whose name begins "
        "with one.",
        examples=["上海市松江区"],
    )
    date: str | None = Field(
        default=None,
        max_length=20,
        description="The day on which the regulation had to be in force, like 2025-01-01.",
        examples=["2025-01-01"],
    )

    @field_validator("text")
    @classmethod
    def _not_blank(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("a text that is not blank")
        return text


class LinkAnswer(BaseModel):
    """The citations of the text, each with its link; `link` is the first one's."""

    text: str
    citations: list[dict[str, Any]] = Field(
        json_schema_extra={"items": {"$ref": "#/components/schemas/DisclosureCitation"}}
    )
    link: dict[str, Any] | None = Field(
        json_schema_extra={
            "anyOf": [{"$ref": "#/components/schemas/DisclosureLink"}, {"type": "null"}]
        }
    )


@router.get("/regulations", responses=problems())
def regulations(
    request: Request,
    text: Annotated[
        str | None,
        Query(
            max_length=500,
            description="A number, a title or a part of one, an id, or a whole citation: gives "
            "the likeliest first, on one page.",
        ),
    ] = None,
    level: Annotated[
        Literal[LEVELS] | None,  # type: ignore[valid-type]
        Query(description="The level (效力级别); not together with `text`."),
    ] = None,
    cursor: p.Cursor = None,
    limit: p.Limit = 50,
) -> RegulationPage:
    """Search the registry, or list it in the order of ids."""
    services = services_of(request)
    if text is not None and text.strip():
        linker = services.registry.linker()
        with services.store.read() as connection:
            hits = search(
                connection, linker, services.registry.ranker(), p.plain(text) or "", limit=limit
            )
        return RegulationPage(
            items=[_row(hit.work, score=round(hit.score, 4), why=hit.why) for hit in hits],
            next=None,
        )
    with services.store.read() as connection:
        page = list_works(connection, level=level, cursor=cursor, limit=limit)
        found = (read_work(connection, row["id"]) for row in page.rows)
        return RegulationPage(
            items=[_row(work) for work in found if work is not None], next=page.next
        )


@router.get("/regulations/{regulation}", responses=problems(404, 409))
def regulation_detail(
    request: Request,
    regulation: Annotated[
        str, Path(max_length=300, description="An id, a number, or a full title.")
    ],
) -> RegulationDetail:
    """Give a regulation with its versions, its other names, and the projects that cite it."""
    with services_of(request).store.read() as connection:
        work = work_asked(connection, p.plain(regulation) or "")
        former = [old for old, now in read_redirects(connection).items() if now == work.id]
        page = list_projects(connection, Filter(regulation_id=work.id), cursor=None, limit=100)
        projects = project_rows(connection, list(page.rows))
        counts = count_citing(connection, work.id)
    plain: dict[str, Any] = work_to_json(work)
    return RegulationDetail(
        id=work.id,
        title=work.title,
        level=work.level,
        issuers=list(work.issuers),
        place=work.place,
        source=work.source,
        versions=plain.get("versions", []),
        carriers=plain.get("carriers", []),
        aliases=plain.get("aliases", []),
        former_ids=former,
        citation_count=counts.citations,
        project_count=counts.projects,
        annual_amount=yuan(counts.annual_fen),
        projects=projects,
    )


@router.post("/link", responses=problems())
def link(request: Request, asked: LinkRequest) -> LinkAnswer:
    """Find the citations of a text and link each; a text without one is taken for a citation."""
    text = p.plain(asked.text) or ""
    context = Context(_place(asked.place), _date(asked.date))
    linker = services_of(request).registry.linker()
    citations = cite_text(text, linker, context) or (_whole(text, linker, context),)
    return LinkAnswer(
        text=text,
        citations=[_json(each) for each in citations],
        link=_json(citations[0])["link"],
    )


def _whole(text: str, linker: Linker, context: Context) -> Citation:
    """Return the text as one citation: a bare number, else a bare title."""
    bare = text.strip()
    number = bare if number_key(bare) else None
    title = None if number else normalise_title(bare)
    start = text.index(bare)
    resolution = linker.link(title=title, doc_number=number, context=context)
    return Citation(
        title=title,
        doc_number=number,
        issuer=None,
        article=None,
        version=None,
        text=bare,
        section=None,
        page=None,
        start=start,
        end=start + len(bare),
        method="rule",
        by="whole_text",
        confidence=0.5,
        link=resolution.link,
    )


def _json(citation: Citation) -> dict[str, Any]:
    plain = to_json(citation)
    assert isinstance(plain, dict)
    return plain


def _place(said: str | None) -> str:
    place = place_in(p.plain(said) or "")
    if said is not None and said.strip() and not place:
        raise RequestRefused(
            found=f"place={said[:60]}",
            expected="a place, or a body whose name begins with one",
            hint="Write it with 省, 市, 区 or 县, like 上海市松江区.",
            code="invalid_request",
        )
    return place


def _date(said: str | None) -> str | None:
    day = None if said is None else first_day(said)
    if said is not None and day is None:
        raise RequestRefused(
            found=f"date={said[:20]}",
            expected="a date like 2025-01-01, 2025-01 or 2025",
            hint="Write the date like that.",
            code="invalid_request",
        )
    return day


def _row(work: Work, *, score: float | None = None, why: str | None = None) -> RegulationRow:
    newest = work.versions[-1] if work.versions else None
    numbers = [version.doc_number for version in reversed(work.versions)]
    numbers += [carrier.doc_number for carrier in work.carriers]
    return RegulationRow(
        id=work.id,
        title=work.title,
        doc_number=next(filter(None, numbers), None),
        level=work.level,
        issuers=list(work.issuers),
        date=None if newest is None else newest.date_issued or newest.date_effective,
        status="unknown" if newest is None else newest.status,
        score=score,
        why=why,
        location=f"/v1/regulations/{work.id}",
    )
