"""A project told in paragraphs without headings."""

import pytest

from extraction.layout import Paragraph
from extraction.narrative.prose import is_told, prose_sections
from tests.extraction.forms.tables import lay_out_forms

_FIRST = "区内河道长年淤积，汛期排水不畅，需要每年清出淤泥并修补护岸。"


def _paragraphs(lines: str) -> tuple[str, list[Paragraph]]:
    layout = lay_out_forms(lines)
    return layout.text, [block for block in layout.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("line", "kind", "reason"),
    [
        ("本项目依据《某市河道条例》第九条设立。", "basis", "it begins with its reason"),
        ("项目由某区水务局负责实施，各镇配合。", "implementer", "who carries it out"),
        ("实施周期为2024年3月至11月。", "period", "when"),
        ("2024年预算安排320万元。", "budget", "money"),
        ("预期清淤12公里。", "goals", "what comes of it"),
        ("清出的淤泥送指定场所。", "plan", "nothing else fits"),
        ("各镇依据进度《日报》每周报送。", "plan", "the reason does not head the paragraph"),
    ],
)
def test_a_paragraph_is_of_the_kind_it_begins_with(line: str, kind: str, reason: str) -> None:
    text, paragraphs = _paragraphs(f"{_FIRST}\n{line}")
    sections = prose_sections(text, paragraphs)
    assert [section.kind for section in sections] == ["overview", kind], reason


def test_sections_without_headings_stand_where_their_paragraphs_do() -> None:
    text, paragraphs = _paragraphs(
        f"{_FIRST}\n清淤由各镇轮流进行。\n每月验收一次。\n预期清淤12公里。"
    )
    sections = prose_sections(text, paragraphs)
    assert [section.kind for section in sections] == ["overview", "plan", "goals"]
    for section in sections:
        assert section.heading == ""
        assert section.heading_start == section.heading_end == section.body_start
        assert text[section.body_start : section.body_end] == section.text
    assert sections[1].text == "清淤由各镇轮流进行。\n每月验收一次。"


@pytest.mark.parametrize(
    ("lines", "told", "reason"),
    [
        (
            f"{_FIRST}根据《某市河道条例》，2024年安排320万元，清出淤泥运往指定场所。",
            True,
            "money and a reason",
        ),
        (f"{_FIRST}2024年安排320万元，清出的淤泥由各镇运往指定的处置场所。", False, "no reason"),
        (f"{_FIRST}根据《某市河道条例》，清出的淤泥由各镇运往指定的处置场所。", False, "no money"),
        ("根据《某市河道条例》安排320万元。", False, "too little is said"),
    ],
)
def test_what_tells_a_project(lines: str, told: bool, reason: str) -> None:
    assert is_told(*_paragraphs(lines)) is told, reason
