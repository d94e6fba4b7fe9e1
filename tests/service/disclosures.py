"""Hand-made records for the tests of the service floor."""

from __future__ import annotations

import json

from extraction.schema import (
    SCHEMA_VERSION,
    Candidate,
    Check,
    Citation,
    Declared,
    Disclosure,
    Evidence,
    Indicator,
    Link,
    Problem,
    Project,
    Section,
    Source,
    Value,
    to_json,
)


def value(text: str | None, *, start: int = 0, page: int | None = 1) -> Value:
    """Return a form's value."""
    return Value(
        value=text,
        text=text or "",
        page=page,
        box=(10.0, 20.0, 110.0, 40.0),
        start=start,
        end=start + len(text or ""),
        method="form",
        by="shanghai-2025",
        confidence=0.99,
    )


def rich_disclosure(name: str = "湖畔区水务局.pdf") -> Disclosure:
    """Return a disclosure that has something of everything."""
    project = Project(
        index=0,
        name="河道养护",
        pages=(1, 2),
        sections=(Section("basis", "二、立项依据", "依据《河道管理条例》。", 1, 0, 18),),
        fields={
            "name": value("河道养护"),
            "start_date": value("2025-01-01"),
            "end_date": value("2025-12"),
            "total_funding": value("1234567.50"),
            "total_other": value(None),
            "narrative_budget": value("1200000.00"),
        },
        indicators=(
            Indicator(
                "产出指标", "数量指标", "养护长度", "≥", "12.50", "公里", "≥12.50(公里)", 2, None
            ),
            Indicator("产出指标", "质量指标", "水面整洁", None, "整洁", None, "整洁", 2, None),
        ),
        citations=(
            Citation(
                title="河道管理条例",
                doc_number="国务院令第3号",
                issuer=None,
                article="第四条",
                version=None,
                text="《河道管理条例》",
                section="basis",
                page=1,
                start=9,
                end=17,
                method="rule",
                by="marked_title",
                confidence=0.9,
                link=Link("ambiguous", None, None, (Candidate("r1", 0.5),), "two editions"),
            ),
        ),
    )
    evidence = Evidence(page=2, box=None, start=0, end=2, text="河道")
    return Disclosure(
        schema_version=SCHEMA_VERSION,
        source=Source(name, "0" * 64, "application/pdf", 2, "pdfium", 18),
        department="湖畔区水务局",
        fiscal_year=2025,
        declared=Declared(project_count=1, amount="1234567.50"),
        projects=(project,),
        checks=(Check("declared_amount", "warning", 0, "amounts differ", (evidence,)),),
        problems=(Problem("needs_ocr", "page 2 is only an image", 2),),
    )


def as_json(disclosure: Disclosure) -> bytes:
    """Return the disclosure as a reading process sends it."""
    return json.dumps(to_json(disclosure), ensure_ascii=False).encode()
