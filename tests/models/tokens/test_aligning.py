"""Gold that says what, not where: its values found in the text, or the section left out."""

from __future__ import annotations

import pytest

from extraction.citations import flatten, read_parts
from models.tokens.aligning import align_citations, by_form, without_overlaps
from models.tokens.made import made_documents
from training_data.formats import Span


def _placed(text: str, cited: list[dict[str, str]]) -> list[tuple[str, str]] | None:
    parts = read_parts(text, start=0, end=len(text), section="basis", always=True)
    assert parts is not None
    found = align_citations(parts.flat, parts.numbers, cited)
    if found is None:
        return None
    return [(one.label, parts.flat.text[one.start : one.end]) for one in sorted(found)]


@pytest.mark.parametrize(
    ("text", "cited", "labels", "why"),
    [
        (
            "区政府《甲办法》（沪府发[2020]1号）第三条",
            [
                {
                    "title": "甲办法",
                    "doc_number": "沪府发〔2020〕1号",
                    "issuer": "区政府",
                    "article": "第三条",
                }
            ],
            [
                ("ISSUER", "区政府"),
                ("TITLE", "甲办法"),
                ("DOC_NUMBER", "沪府发〔2020〕1号"),
                ("ARTICLE", "第三条"),
            ],
            "all parts of one citation",
        ),
        (
            "《关于印发<甲办法>的通知》",
            [{"title": "关于印发〈甲办法〉的通知"}],
            [("TITLE", "关于印发〈甲办法〉的通知")],
            "other marks inside the title",
        ),
        (
            "《甲办法》（沪府发〔2020〕1号、沪财发〔2020〕2号）",
            [
                {"title": "甲办法", "doc_number": "沪府发〔2020〕1号"},
                {"title": "甲办法", "doc_number": "沪财发〔2020〕2号"},
            ],
            [
                ("TITLE", "甲办法"),
                ("DOC_NUMBER", "沪府发〔2020〕1号"),
                ("DOC_NUMBER", "沪财发〔2020〕2号"),
            ],
            "one title, two numbers",
        ),
        ("《甲办法》", [{"title": "乙办法"}], None, "a title that is not printed"),
        (
            "《甲办法》",
            [{"title": "甲办法", "doc_number": "沪府发〔2020〕1号"}],
            None,
            "a number that is not printed",
        ),
    ],
)
def test_citations(
    text: str, cited: list[dict[str, str]], labels: list[tuple[str, str]] | None, why: str
) -> None:
    assert _placed(text, cited) == labels, why


def test_what_its_form_tells() -> None:
    text = flatten("2024年3月至2025年2月，2024年安排30万元，5月完成。").text
    found = without_overlaps(by_form(text, year=2024))
    assert [(one.label, text[one.start : one.end]) for one in found] == [
        ("PERIOD", "2024年3月至2025年2月"),
        ("DATE", "2024年"),
        ("AMOUNT_ITEM", "30万元"),
        ("DATE", "5月"),
    ]


def test_what_came_first_stays() -> None:
    assert without_overlaps([Span(2, 5, "A"), Span(4, 6, "B"), Span(0, 2, "C")]) == (
        Span(0, 2, "C"),
        Span(2, 5, "A"),
    )


def test_made_documents_are_labelled_throughout() -> None:
    documents = list(made_documents(range(4)))
    assert documents == list(made_documents(range(4)))
    labels = {s.label for one in documents for e in one.examples for s in e.spans}
    assert {"TITLE", "DOC_NUMBER", "AMOUNT_YEAR", "ORG", "PERIOD"} <= labels
    titled = [
        e.passage.text[s.start - 1 : s.end + 1]
        for one in documents
        for e in one.examples
        for s in e.spans
        if s.label == "TITLE"
    ]
    assert sum(one[0] == "《" for one in titled) > len(titled) / 2
