"""Gold texts and invented disclosures → printed lines with roles."""

from __future__ import annotations

import random

import pytest

from models.lines.material import gold_documents, read_gold, synthetic_documents
from models.lines.printed import as_pages, as_text, lines_of, roles_fit
from models.lines.rewording import reword

_GOLD = """% id: demo
% department: 海湾区园林局
% year: 2024
@title 海湾区园林局2024年项目说明
@project 行道树养护 | 项目一：行道树养护
@field narrative_budget 120000.00
@overview ① 养护缘起
对全区行道树开展修剪。
@basis
设立依据：根据《{T1|海湾区行道树养护办法}》（{N1|海园发〔2023〕4号}）。
@budget
全年安排{AY|12万元}。
"""


def test_a_gold_text_gives_its_printed_lines_with_roles() -> None:
    document = read_gold(_GOLD, name="demo")
    assert document.issuer == "海湾区园林局"
    assert [(line.role, line.text) for line in document.lines] == [
        ("title", "海湾区园林局2024年项目说明"),
        ("project_heading", "项目一：行道树养护"),
        ("heading_overview", "① 养护缘起"),
        ("body", "对全区行道树开展修剪。"),
        # The theme stands first on the body's line: a heading with its body behind it.
        ("heading_basis", "设立依据：根据《海湾区行道树养护办法》（海园发〔2023〕4号）。"),
        # No theme is named: nothing on the line is a heading.
        ("body", "全年安排12万元。"),
    ]


def test_the_shipped_gold_texts_hold_every_kind_of_section() -> None:
    documents = list(gold_documents())
    roles = {line.role for document in documents for line in document.lines}
    assert len({document.issuer for document in documents}) >= 30
    assert {f"heading_{kind}" for kind in ("overview", "basis", "plan", "budget", "goals")} <= roles


@pytest.mark.parametrize("seed", range(6))
def test_an_invented_disclosure_has_a_role_for_each_line_in_both_settings(seed: int) -> None:
    (document,) = synthetic_documents([seed])
    for found in (as_text(document), as_pages(document, random.Random(seed))):
        assert roles_fit(found)
        shown = [found.layout.text[line.start : line.end] for line in lines_of(found.layout)]
        assert all(line == line.strip() or line.strip() for line in shown)


def test_the_same_seed_gives_the_same_document() -> None:
    assert list(synthetic_documents([4])) == list(synthetic_documents([4]))


def test_rewording_changes_headings_and_keeps_bodies() -> None:
    document = read_gold(_GOLD, name="demo")
    for seed in range(30):
        other = reword(document, random.Random(seed))
        assert not other.written  # no score is taken on headings that were made up
        everything = "".join(line.text for line in other.lines)
        assert "对全区行道树开展修剪。" in everything
        assert "① 养护缘起" not in everything
        assert [line.role for line in other.lines].count("heading_overview") == 1
