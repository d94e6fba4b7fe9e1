"""A Disclosure in the form that was asked for: all of it, or some fields and pages."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from extraction.errors import RequestRefused
from extraction.schema import FORM_FIELDS, NARRATIVE_FIELDS, Disclosure, Project
from service.api.negotiation import CSV, XLSX
from service.exports.columns import SheetName

_FIELDS = frozenset(FORM_FIELDS + NARRATIVE_FIELDS)
_OF_PROJECT = frozenset(row.name for row in fields(Project))
_OF_DISCLOSURE = frozenset(row.name for row in fields(Disclosure))
# What says which document and which project something is of.
_ALWAYS = frozenset({"schema_version", "source"})
_ALWAYS_OF_PROJECT = frozenset({"index", "name", "pages"})

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """What of a Disclosure was asked for; ``None`` means all.

    ``fields`` are names of the contract: of a Disclosure, of a project, or of its fields.
    ``pages`` leaves what stands on them.
    """

    fields: frozenset[str] | None = None
    pages: frozenset[int] | None = None
    table: SheetName = "projects"

    @property
    def is_whole(self) -> bool:
        return self.fields is None and self.pages is None

    @property
    def key(self) -> str:
        """One word for this view, for the ETag."""
        names = "" if self.fields is None else ",".join(sorted(self.fields))
        pages = "" if self.pages is None else ",".join(map(str, sorted(self.pages)))
        return f"{names};{pages}"


def parse_fields(said: str | None) -> frozenset[str] | None:
    """Read names with commas between. Raises `RequestRefused` for one that there is not."""
    if said is None:
        return None
    names = frozenset(name.strip() for name in said.split(",") if name.strip())
    unknown = sorted(names - _FIELDS - _OF_PROJECT - _OF_DISCLOSURE)
    if unknown or not names:
        raise RequestRefused(
            found=f"fields={said[:100]}",
            expected="names of the output contract with commas between, like "
            "department,annual_request,citations",
            hint="docs/output.md lists them.",
            code="invalid_request",
        )
    return names


def parse_pages(said: str | None, *, most: int) -> frozenset[int] | None:
    """Read pages like ``1-3,7``. Raises `RequestRefused` for anything else."""
    if said is None:
        return None
    pages: set[int] = set()
    for part in said.split(","):
        first, dash, last = part.strip().partition("-")
        if not _is_number(first) or (dash and not _is_number(last)):
            raise _bad_pages(said)
        begin, end = int(first), int(last) if dash else int(first)
        if not 1 <= begin <= end <= most:
            raise _bad_pages(said)
        pages.update(range(begin, end + 1))
    return frozenset(pages)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _bad_pages(said: str) -> RequestRefused:
    return RequestRefused(
        found=f"pages={said[:100]}",
        expected="page numbers and ranges like 1-3,7",
        hint="Pages count from 1.",
        code="invalid_request",
    )


def in_view(disclosure: bytes, view: View) -> bytes:
    """Return the Disclosure's JSON with only what ``view`` asks for."""
    if view.is_whole:
        return disclosure
    whole: Json = json.loads(disclosure)
    if view.pages is not None:
        whole = _on_pages(whole, view.pages)
    if view.fields is not None:
        whole = _with_fields(whole, view.fields)
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _on_pages(whole: Json, pages: frozenset[int]) -> Json:
    """Leave what stands on ``pages``; what has no page is the whole document's and stays."""

    def here(item: Mapping[str, Any]) -> bool:
        return item["page"] is None or item["page"] in pages

    projects = [
        {
            **project,
            "sections": [each for each in project["sections"] if here(each)],
            "fields": {name: each for name, each in project["fields"].items() if here(each)},
            "indicators": [each for each in project["indicators"] if here(each)],
            "citations": [each for each in project["citations"] if here(each)],
        }
        for project in whole["projects"]
        if project["pages"] is None or _overlaps(project["pages"], pages)
    ]
    left = {project["index"] for project in projects}
    return {
        **whole,
        "projects": projects,
        "checks": [
            check
            for check in whole["checks"]
            if (check["project"] is None or check["project"] in left)
            and (not check["evidence"] or any(map(here, check["evidence"])))
        ],
        "problems": [each for each in whole["problems"] if here(each)],
    }


def _overlaps(pages: Sequence[int], asked: frozenset[int]) -> bool:
    return any(pages[0] <= page <= pages[1] for page in asked)


def _with_fields(whole: Json, names: frozenset[str]) -> Json:
    inner = names & (_FIELDS | _OF_PROJECT)
    projects = whole["projects"]
    if inner and "projects" not in names:
        projects = [_project_with(project, inner) for project in projects]
    kept = _ALWAYS | names | ({"projects"} if inner else set())
    return {
        name: projects if name == "projects" else value
        for name, value in whole.items()
        if name in kept
    }


def _project_with(project: Json, names: frozenset[str]) -> Json:
    chosen = names & _FIELDS
    kept = {
        name: value
        for name, value in project.items()
        if name in _ALWAYS_OF_PROJECT or name in names or (name == "fields" and chosen)
    }
    if chosen and "fields" not in names:
        kept["fields"] = {
            name: value for name, value in project["fields"].items() if name in chosen
        }
    return kept


def as_csv(name: str, disclosure: bytes, table: SheetName) -> bytes:
    """Return one table of the Disclosure, UTF-8 with a byte order mark for spreadsheets."""
    from service.exports.columns import SHEETS
    from service.exports.csv_folder import printed_cell
    from service.exports.document import Document
    from service.exports.rows import rows_of

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    sheet = next(sheet for sheet in SHEETS if sheet.name == table)
    writer.writerow([column.heading for column in sheet.columns])
    for of, row in rows_of(Document(name, disclosure)):
        if of == table:
            writer.writerow([printed_cell(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def as_workbook(name: str, disclosure: bytes) -> bytes:
    """Return all tables of the Disclosure as one .xlsx file."""
    from service.exports.document import Document
    from service.exports.workbook import Workbook

    with tempfile.TemporaryDirectory(prefix="yiju-http-") as folder:
        path = Path(folder) / "disclosure.xlsx"
        book = Workbook(path)
        book.add(Document(name, disclosure))
        book.close()
        return path.read_bytes()


def rendered(form: str, *, name: str, disclosure: bytes, view: View) -> bytes:
    """Return the answer's body in ``form``."""
    makers: Mapping[str, Callable[[], bytes]] = {
        CSV: lambda: as_csv(name, in_view(disclosure, View(pages=view.pages)), view.table),
        XLSX: lambda: as_workbook(name, in_view(disclosure, View(pages=view.pages))),
    }
    make = makers.get(form)
    return in_view(disclosure, view) if make is None else make()
