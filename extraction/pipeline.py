"""The one room that knows the order of the steps: bytes → Disclosure."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extraction.budget_tables import read_budget_tables
from extraction.checks import basis_not_in_force, run_checks
from extraction.combining import (
    Disagreement,
    NarrativeReading,
    read_narrative,
    weigh_legibility,
)
from extraction.errors import BrokenDocument, LimitExceeded, NotADocument, UsageError
from extraction.forms import (
    form_rows,
    is_form_label,
    is_form_title,
    read_form_fields,
    read_indicators,
)
from extraction.layout import Layout, lay_out, lay_out_flow, lay_out_text
from extraction.learned import Learned
from extraction.limits import Limits
from extraction.narrative import find_declared
from extraction.ocr_settings import OcrSettings
from extraction.projects import FormSegment, NarrativeSegment, Unit, find_segments, pair_units
from extraction.projects.cover import find_department, find_fiscal_year
from extraction.reading import (
    FlowBlock,
    FlowTable,
    MediaType,
    Page,
    ReaderChoice,
    decode_text,
    media_type_of,
    misnamed,
    open_pages,
    read_flow,
    unreadable_parts,
)
from extraction.registry import Context, Linker, budget_context, link_citations
from extraction.schema import (
    FORM_FIELDS,
    NARRATIVE_FIELDS,
    SCHEMA_VERSION,
    Box,
    Check,
    Citation,
    Disclosure,
    Indicator,
    Problem,
    Project,
    Section,
    Source,
    Value,
)

OpenLinker = Callable[[], Linker]
OnPage = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as it was read, for drawing: its size in points, its rulings, and who read it."""

    number: int
    width: float
    height: float
    rulings: tuple[Box, ...]
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A disclosure with the layout it was read from, and where its readers differ."""

    disclosure: Disclosure
    layout: Layout
    pages: tuple[PageView, ...]
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class _Narrative:
    segment: NarrativeSegment
    reading: NarrativeReading


@dataclass(frozen=True, slots=True)
class _Form:
    segment: FormSegment
    fields: dict[str, Value]
    indicators: tuple[Indicator, ...]


def extract(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    media_type: str | None = None,
    reader: ReaderChoice = "auto",
    ocr: OcrSettings | None = None,
    limits: Limits | None = None,
    open_linker: OpenLinker | None = None,
    learned: Learned | None = None,
    on_page: OnPage | None = None,
) -> Disclosure:
    """Read one budget disclosure and return what it says.

    ``source`` is a path or the document's bytes; ``name`` stands in ``source.name`` (by
    default the file's name). ``media_type`` refuses bytes of another kind. ``reader`` is
    ``auto``, ``pdfium`` or ``pdfminer``. ``ocr`` says how pictures of pages are read (by
    default wherever its libraries are installed). ``open_linker`` gives the registry's
    linker; it is called when the first citation is met. Without one, every ``link`` is
    ``None``. ``learned`` are the trained classifiers; without them the rules alone read.
    ``on_page`` is told each page that was read: its number, and how many there are.

    Raises a ``DocumentError`` where the document cannot be read at all; what is wrong with
    parts of it stands in ``problems``.
    """
    limits = limits or Limits()
    return _run(
        source, name, media_type, reader, ocr, limits, open_linker, learned, None, on_page
    ).disclosure


def analyse(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    media_type: str | None = None,
    reader: ReaderChoice = "auto",
    ocr: OcrSettings | None = None,
    limits: Limits | None = None,
    open_linker: OpenLinker | None = None,
    learned: Learned | None = None,
) -> Analysis:
    """Do what ``extract`` does and keep the layout and the pages' rulings, for drawing."""
    views: list[PageView] = []
    limits = limits or Limits()
    analysis = _run(
        source, name, media_type, reader, ocr, limits, open_linker, learned, views.append, None
    )
    return replace(analysis, pages=tuple(views))


def _run(
    source: str | os.PathLike[str] | bytes,
    name: str | None,
    media_type: str | None,
    reader: ReaderChoice,
    ocr: OcrSettings | None,
    limits: Limits,
    open_linker: OpenLinker | None,
    learned: Learned | None,
    keep: Callable[[PageView], None] | None,
    on_page: OnPage | None,
) -> Analysis:
    if isinstance(source, bytes):
        data, name = source, name or "document"
    else:
        path = Path(source)
        data, name = _file_bytes(path, limits), name or path.name
    if len(data) > limits.max_bytes:
        raise _too_large(len(data), limits)
    found = media_type_of(data)
    if media_type is not None and media_type != found:
        raise NotADocument(
            found=f"a document of type {found}",
            expected=media_type,
            hint="send the document with its own media type",
        )
    problems: list[Problem] = list(misnamed(name, found))
    layout, used = _lay_out(
        data, found, reader, ocr or OcrSettings(), limits, problems, keep, on_page
    )
    described = Source(
        name, hashlib.sha256(data).hexdigest(), found, layout.page_count, used, len(layout.text)
    )
    disclosure, differ = _disclosure(described, layout, problems, open_linker, learned or Learned())
    return Analysis(disclosure, layout, (), differ)


def _file_bytes(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.max_bytes:
            raise _too_large(size, limits)
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            found=f"{path.name}: {error.strerror or type(error).__name__}",
            expected="a file that can be read",
            hint="check the path and the permissions",
            code="no_such_file",
        ) from error


def _too_large(size: int, limits: Limits) -> LimitExceeded:
    return LimitExceeded(
        found=f"a file of {size} bytes",
        expected=f"at most {limits.max_bytes} bytes",
        hint="split the document, or raise the limit",
    )


def _lay_out(
    data: bytes,
    media_type: MediaType,
    choice: ReaderChoice,
    ocr: OcrSettings,
    limits: Limits,
    problems: list[Problem],
    keep: Callable[[PageView], None] | None,
    on_page: OnPage | None,
) -> tuple[Layout, str]:
    """Return the layout and the names of the readers that were used."""
    if media_type == "text/plain":
        text = decode_text(data) or ""
        return lay_out_text(text, is_label=is_form_label, opens_table=is_form_title), "text"
    if media_type != "application/pdf":
        name, flow = read_flow(data, media_type, limits)
        problems.extend(flow.problems)
        return lay_out_flow(_bounded(flow.blocks, limits, problems)), name
    reader = open_pages(data, choice, ocr)
    try:
        count = reader.page_count()
        if not count:
            raise BrokenDocument(
                found="a PDF without pages",
                expected="at least one page",
                hint="fetch the file again; it may be cut short",
            )
        if count > limits.max_pages:
            problems.append(
                Problem(
                    "too_many_pages",
                    f"the document has {count} pages, read are the first {limits.max_pages}",
                    limits.max_pages + 1,
                )
            )
        used: dict[str, list[int]] = {}
        pages = _watched(reader.pages(limits), limits, problems, used, keep)
        if on_page is not None:
            pages = _told(pages, on_page, count)
        layout = lay_out(pages, is_label=is_form_label)
    finally:
        reader.close()
    by_ocr = sorted(page for name, read in used.items() if "ocr" in name for page in read)
    if by_ocr:
        problems.append(_read_by_ocr(by_ocr, count))
    # "pdfium+ocr" is one page's reader too
    names = sorted({part for name in used for part in name.split("+")}, key=_READER_ORDER.index)
    return replace(layout, page_count=count), "+".join(names) or choice


def _told(pages: Iterator[Page], on_page: OnPage, count: int) -> Iterator[Page]:
    for page in pages:
        on_page(page.number, count)
        yield page


_READER_ORDER = ("pdfium", "pdfminer", "ocr")


def _read_by_ocr(pages: Sequence[int], count: int) -> Problem:
    """Say which pages were read from their picture: what stands there may be misread."""
    named = ", ".join(map(str, pages[:_NAMED_PAGES]))
    more = f" and {len(pages) - _NAMED_PAGES} more" if len(pages) > _NAMED_PAGES else ""
    said = f"{len(pages)} of {count} pages were read by OCR: {named}{more}"
    return Problem("read_by_ocr", said, pages[0])


_NAMED_PAGES = 20


def _bounded(
    blocks: Sequence[FlowBlock], limits: Limits, problems: list[Problem]
) -> Sequence[FlowBlock]:
    """Return the blocks up to the limit of characters."""
    glyphs = 0
    for place, block in enumerate(blocks):
        cells = block.cells if isinstance(block, FlowTable) else (block,)
        glyphs += sum(len(cell.text) for cell in cells)
        if glyphs > limits.max_glyphs:
            said = (
                f"the document has more than {limits.max_glyphs} glyphs; what follows the "
                f"first {place} paragraphs and tables is not read"
            )
            problems.append(Problem("too_many_glyphs", said, None))
            return blocks[:place]
    return blocks


def _watched(
    pages: Iterator[Page],
    limits: Limits,
    problems: list[Problem],
    used: dict[str, list[int]],
    keep: Callable[[PageView], None] | None,
) -> Iterator[Page]:
    """Pass the pages on, noting their problems and readers; stop at the glyph limit."""
    glyphs = 0
    for page in pages:
        used.setdefault(page.reader, []).append(page.number)
        problems.extend((*page.problems, *unreadable_parts(page)))
        if keep is not None:
            rulings = tuple((r[0], r[1], r[2], r[3]) for r in page.rulings.tolist())
            keep(PageView(page.number, page.width, page.height, rulings, page.reader))
        glyphs += len(page.glyphs)
        if glyphs > limits.max_glyphs:
            problems.append(
                Problem(
                    "too_many_glyphs",
                    f"the document has more than {limits.max_glyphs} glyphs; "
                    "this page and those after it are not read",
                    page.number,
                )
            )
            return
        yield page


def _disclosure(
    source: Source,
    layout: Layout,
    problems: Sequence[Problem],
    open_linker: OpenLinker | None,
    learned: Learned,
) -> tuple[Disclosure, tuple[Disagreement, ...]]:
    """Read the projects and the document's own facts from its layout."""
    text = layout.text
    year = find_fiscal_year(layout)
    narratives: dict[int, _Narrative] = {}
    forms: dict[int, _Form] = {}
    tokens = None
    asks = learned.open_lines if learned.mode != "rules" else None
    for place, segment in enumerate(find_segments(layout, open_lines=asks)):
        if isinstance(segment, FormSegment):
            rows = form_rows(text, segment.pieces)
            forms[place] = _Form(
                segment,
                read_form_fields(text, rows, unit_above=segment.unit),
                read_indicators(text, rows),
            )
        else:
            if tokens is None and learned.open_tokens is not None and learned.mode != "rules":
                tokens = learned.open_tokens()
            narratives[place] = _Narrative(
                segment,
                read_narrative(
                    layout, segment.sections, fiscal_year=year, tokens=tokens, mode=learned.mode
                ),
            )
    problems = [*problems, *(one for each in narratives.values() for one in each.reading.problems)]
    declared = find_declared(layout)
    projects = _projects(narratives, forms, declared.project_count)
    if layout.confidence is not None:
        projects = weigh_legibility(projects, layout.legibility)
    supervising = [_printed(form.fields.get("supervising_department")) for form in forms.values()]
    department = find_department(layout, supervising)
    checks: tuple[Check, ...] = ()
    if open_linker is not None and any(project.citations for project in projects):
        context = budget_context(department, year)
        projects, checks = _linked(text, projects, open_linker(), context)
    disclosure = Disclosure(
        SCHEMA_VERSION,
        source,
        department,
        year,
        declared,
        projects,
        checks,
        tuple(problems),
        read_budget_tables(layout),
    )
    disclosure = replace(disclosure, checks=(*checks, *run_checks(disclosure, layout)))
    differ = [one for item in narratives.values() for one in item.reading.disagreements]
    return disclosure, tuple(differ)


def _linked(
    text: str, projects: tuple[Project, ...], linker: Linker, context: Context
) -> tuple[tuple[Project, ...], tuple[Check, ...]]:
    """Link the citations of all projects; a short name holds over the whole document."""
    cited = sorted(
        (citation.start, project.index, at)
        for project in projects
        for at, citation in enumerate(project.citations)
    )
    citations = [projects[index].citations[at] for _, index, at in cited]
    found = link_citations(text, citations, linker, context=context)
    linked: dict[int, list[Citation]] = {project.index: [] for project in projects}
    checks: list[Check] = []
    for (_, index, _), citation, resolution in zip(cited, citations, found, strict=True):
        citation = replace(citation, link=resolution.link)
        linked[index].append(citation)
        check = basis_not_in_force(citation, resolution.edition, project=index, on=context.on)
        checks += [check] if check is not None else []
    return (
        tuple(replace(each, citations=tuple(linked[each.index])) for each in projects),
        tuple(checks),
    )


def _printed(value: Value | None) -> str | None:
    return value.value if value is not None else None


def _projects(
    narratives: dict[int, _Narrative], forms: dict[int, _Form], declared: int | None
) -> tuple[Project, ...]:
    pairs = pair_units(
        [
            Unit(place, item.segment.name, _amounts(item.reading.fields))
            for place, item in narratives.items()
        ],
        [
            Unit(place, _printed(item.fields.get("name")), _amounts(item.fields))
            for place, item in forms.items()
        ],
        declared=declared,
    )
    paired_forms = set(pairs.values())
    projects: list[Project] = []
    for place in sorted((*narratives, *forms)):
        if place in paired_forms and place in forms:
            continue
        narrative = narratives.get(place)
        form = forms.get(pairs.get(place, place))
        projects.append(_project(len(projects), narrative, form))
    return tuple(projects)


def _amounts(fields: dict[str, Value]) -> frozenset[str]:
    names = ("narrative_budget", "narrative_total", "annual_request", "total_funding")
    held = (_printed(fields.get(name)) for name in names)
    return frozenset(amount for amount in held if amount and amount != "0.00")


def _project(index: int, narrative: _Narrative | None, form: _Form | None) -> Project:
    fields: dict[str, Value] = {}
    fields.update(form.fields if form else {})
    fields.update(narrative.reading.fields if narrative else {})
    ordered = {
        field: fields[field] for field in (*FORM_FIELDS, *NARRATIVE_FIELDS) if field in fields
    }
    name = _printed(fields.get("name")) or (narrative.segment.name if narrative else None)
    spans = [item.segment.pages for item in (narrative, form) if item is not None]
    pages = [page for span in spans if span is not None for page in span]
    return Project(
        index,
        name,
        (min(pages), max(pages)) if pages else None,
        _sections(narrative),
        ordered,
        form.indicators if form else (),
        narrative.reading.citations if narrative else (),
    )


def _sections(narrative: _Narrative | None) -> tuple[Section, ...]:
    if narrative is None:
        return ()
    return tuple(
        Section(
            section.kind,
            section.heading,
            section.text,
            section.page,
            section.heading_start,
            section.body_end,
        )
        for section in narrative.segment.sections
    )
