"""Small documents with exact offsets, and a desk to correct them at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from extraction.schema import (
    SCHEMA_VERSION,
    Candidate,
    Citation,
    Declared,
    Disclosure,
    Indicator,
    Link,
    Project,
    Section,
    Source,
    Value,
)
from service.review.corrections import Correction, Live, derive
from service.review.corrections.acts import Asked, Desk, act
from service.review.views import DocumentView, PageSize, Place

NAMES = ("河道养护", "水闸维修", "防汛物资")
_LINE = 20.0


def paper(names: Sequence[str] = NAMES[:2], *, before: str = "") -> tuple[Disclosure, DocumentView]:
    """Return a document of one page a project, and what was read from it.

    ``before`` is text in front of everything: it moves all offsets.
    """
    text = before
    projects: list[Project] = []
    places: list[Place] = []
    pages: list[PageSize] = []
    for index, name in enumerate(names):
        page = index + 1
        pages.append(PageSize(page, 595.0, 842.0))
        lines = [
            f"{name}项目经费情况说明",
            "一、项目概述",
            f"{name}由区水务局组织。",
            "二、立项依据",
            f"依据《{name}管理条例》（湖水〔2024〕{index + 1}号）。",
            "三、资金需求",
            f"本年支付{index + 1}20.00万元。",
            f"{name}",
            f"{index + 1}200000.00",
            f"{index + 1}200000",
        ]
        starts: list[int] = []
        for number, line in enumerate(lines):
            starts.append(len(text))
            box = (60.0, 60.0 + number * _LINE, 60.0 + 12.0 * len(line), 74.0 + number * _LINE)
            places.append(Place(len(text), len(text) + len(line), page, box, number > 6))
            text += line + "\n"

        def value(
            number: int, normal: str, field_start: int = 0, length: int | None = None, *,
            method: str = "form", at: Sequence[int] = tuple(starts), on: int = page,
            printed: Sequence[str] = tuple(lines), whole: str = text,
        ) -> Value:  # fmt: skip
            start = at[number] + field_start
            end = start + (length if length is not None else len(printed[number]))
            words = whole[start:end]
            form = method == "form"
            return Value(
                normal,
                words,
                on,
                places[-len(printed) + number].box if form else None,
                start,
                end,
                "form" if form else "rule",
                "shanghai" if form else "this_year",
                0.99 if form else 0.8,
            )

        cited = lines[4]
        first = starts[4] + 2
        citation = Citation(
            f"{name}管理条例",
            f"湖水〔2024〕{index + 1}号",
            None,
            None,
            None,
            cited[2:-1],
            "basis",
            page,
            first,
            starts[4] + len(cited) - 1,
            "rule",
            "marked",
            0.97,
            Link("ambiguous", None, None, (Candidate("w1", 0.5), Candidate("w2", 0.4)), "两部"),
        )
        projects.append(
            Project(
                index,
                name,
                (page, page),
                (
                    Section("overview", lines[1], lines[2], page, starts[1], starts[3] - 1),
                    Section("basis", lines[3], lines[4], page, starts[3], starts[5] - 1),
                    Section("budget", lines[5], lines[6], page, starts[5], starts[7] - 1),
                ),
                {
                    "name": value(7, name),
                    "total_funding": value(8, f"{index + 1}200000.00"),
                    "annual_request": value(9, f"{index + 1}200000.00"),
                    "narrative_budget": value(
                        6, f"{index + 1}200000.00", 4, len(lines[6]) - 5, method="rule"
                    ),
                },
                (
                    Indicator(
                        "产出指标", "数量指标", "长度", "≥", "12", "公里", "≥12公里", page, None
                    ),
                    Indicator(
                        "产出指标", "质量指标", "整洁", None, "整洁", None, "整洁", page, None
                    ),
                ),
                (citation,),
            )
        )
    sha256 = hashlib.sha256("".join(names).encode()).hexdigest()
    disclosure = Disclosure(
        SCHEMA_VERSION,
        Source("湖畔区水务局.pdf", sha256, "application/pdf", len(names), "pdfium", len(text)),
        "湖畔区水务局",
        2025,
        Declared(len(names), "2400000.00"),
        tuple(projects),
        (),
        (),
    )
    return disclosure, DocumentView(text, tuple(pages), tuple(places))


class Table:
    """A desk that keeps what it is told: acts become events, events what counts."""

    def __init__(
        self, found: tuple[Disclosure, DocumentView] | None = None, *, extraction: int = 1
    ) -> None:
        self.disclosure, self.view = found or paper()
        self.extraction = extraction
        self.events: list[Correction] = []

    @property
    def live(self) -> Live:
        return derive(self.disclosure, self.events, extraction=self.extraction, text=self.view.text)

    def do(self, action: str, target: str, *, by: str = "王芳", **given: Any) -> Correction:
        """Record one act and return its event."""
        asked = Asked(
            operation=f"op{len(self.events)}",
            seen=self.events[-1].id if self.events else 0,
            action=action,  # type: ignore[arg-type]
            target=target,
            **given,
        )
        desk = Desk(
            self.live, self.view, tuple(self.events), self.extraction, by, "2026-01-01T00:00:00Z"
        )
        event = replace(act(asked, desk), id=len(self.events) + 1)
        self.events.append(event)
        return event

    def again(self, found: tuple[Disclosure, DocumentView]) -> Live:
        """Return what counts when the document was read anew and came out as ``found``."""
        disclosure, view = found
        return derive(disclosure, self.events, extraction=self.extraction + 1, text=view.text)


def without(
    disclosure: Disclosure, *, fields: Iterable[str] = (), citations: bool = False
) -> Disclosure:
    """Return the disclosure as a weaker model reads it."""
    gone = set(fields)
    return replace(
        disclosure,
        projects=tuple(
            replace(
                project,
                fields={name: v for name, v in project.fields.items() if name not in gone},
                citations=() if citations else project.citations,
            )
            for project in disclosure.projects
        ),
    )
