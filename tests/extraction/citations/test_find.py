"""find_citations on hard sentences, and what holds for every citation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.citations import find_citations, find_cited
from extraction.citations.rules import rules
from extraction.schema import Citation, SectionKind
from tests.extraction.citations import hard_sentences
from tests.extraction.citations.hard_sentences import Row

_BASIS_ROWS = [
    pytest.param(row, id=f"{group}: {row[0]}")
    for group in (
        "NUMBERS",
        "ORDERS",
        "MARKS",
        "CARRIED",
        "ISSUERS",
        "ARTICLES",
        "VERSIONS",
        "BARE",
        "NO_CITATIONS",
        "SHAPES",
    )
    for row in getattr(hard_sentences, group)
]
_RUNNING_ROWS = [pytest.param(row, id=row[0]) for row in hard_sentences.RUNNING]
_OTHER_ROWS = [pytest.param(row, id=row[0]) for row in hard_sentences.OTHER_SECTIONS]
# Pieces that meet in citations, in any order: most joinings are nonsense, none may break a rule.
_PIECES = st.sampled_from(
    [
        *"《》〈〉<>（）()〔〕[]、，。；：“”\n \t",
        "根据",
        "关于",
        "关于印发",
        "的通知",
        "管理办法",
        "松溪区",
        "区财政局",
        "印发的",
        "沪府规",
        "〔2020〕1号",
        "（普水[2021] 3 号）",
        "国务院令第350号",
        "公告2022年第3号",
        "第四条",
        "第（二）项",
        "（试行）",
        "（2020版）",
        "以下简称",
        "文件依据：",
        "1.",
        "二、",
        "等文件",
        "合同编号：",
        "&lt;",
        "<p>",
        "— 3 —",
        "、6号",
        "均为",
        "及其实施细则",
        "各街道：",
        "2",
        "沪",
    ]
)


def _found(text: str, section: SectionKind | None) -> tuple[Citation, ...]:
    return find_citations(text, start=0, end=len(text), section=section)


def _in_short(citation: Citation) -> str:
    parts = (
        citation.title,
        citation.doc_number,
        citation.issuer,
        citation.article,
        citation.version,
    )
    return "|".join(part or "" for part in parts).rstrip("|")


@pytest.mark.parametrize("row", _BASIS_ROWS)
def test_basis_sentences(row: Row) -> None:
    why, sentence, expected = row
    assert [_in_short(citation) for citation in _found(sentence, "basis")] == expected, why


@pytest.mark.parametrize("row", _OTHER_ROWS)
def test_sentences_of_other_sections(row: Row) -> None:
    why, sentence, expected = row
    assert [_in_short(citation) for citation in _found(sentence, "plan")] == expected, why


@pytest.mark.parametrize("row", _RUNNING_ROWS)
def test_sentences_of_running_text(row: Row) -> None:
    why, sentence, expected = row
    assert [_in_short(citation) for citation in _found(sentence, None)] == expected, why


def test_section_method_and_empty_fields_are_as_given() -> None:
    (citation,) = _found("按《绿地办法》执行", "overview")
    assert citation.section == "overview"
    assert citation.method == "rule"
    assert citation.by == "marked_title"
    assert citation.confidence == rules().confidence["marked_title"]
    assert citation.page is None
    assert citation.link is None


@pytest.mark.parametrize(
    ("sentence", "texts", "why"),
    [
        (
            "依据区财政局印发的《绿地办法》（松绿〔2020〕1号）第四条规定",
            ["区财政局印发的《绿地办法》（松绿〔2020〕1号）第四条"],
            "from the issuer to the article, its brackets closed",
        ),
        (
            "见（松绿〔2020〕1号）《绿地办法》",
            ["（松绿〔2020〕1号）《绿地办法》"],
            "a number before the title, with its bracket",
        ),
        ("《绿\n地 办法》等", ["《绿\n地 办法》"], "line ends and blanks are kept"),
        (
            "《甲办法》（松绿〔2020〕1号、松财〔2020〕2号）",
            ["《甲办法》（松绿〔2020〕1号、松财〔2020〕2号）"] * 2,
            "two numbers of one title are two citations of one range",
        ),
        (
            "《泵站运行办法》和《泵站运行细则》（松水〔2020〕1号）",
            ["《泵站运行办法》", "《泵站运行细则》（松水〔2020〕1号）"],
            "a shared number does not stretch the title that borrows it",
        ),
        ("按松绿〔2020〕1号文第三条", ["松绿〔2020〕1号文第三条"], "a number alone"),
    ],
)
def test_text_is_what_was_found(sentence: str, texts: list[str], why: str) -> None:
    assert [citation.text for citation in _found(sentence, "basis")] == texts, why


@pytest.mark.parametrize(
    ("sentence", "parts", "why"),
    [
        (
            "依据区财政局印发的《绿地办法（2020版）》（松绿〔2020〕1号）第四条",
            [("绿地办法（2020版）", "松绿〔2020〕1号")],
            "the title with its edition, the number without its bracket",
        ),
        ("《绿\n地 办法》", [("绿\n地 办法", None)], "as printed"),
        (
            "《某局公告〔2024〕第11号》",
            [(None, "某局公告〔2024〕第11号")],
            "a number inside the marks leaves no title",
        ),
        (
            "《甲办法》（松绿〔2020〕1号、松财〔2020〕2号）",
            [("甲办法", "松绿〔2020〕1号"), ("甲办法", "松财〔2020〕2号")],
            "each number its own",
        ),
        (
            "《泵站运行办法》和《泵站运行细则》（松水〔2020〕1号）",
            [("泵站运行办法", "松水〔2020〕1号"), ("泵站运行细则", "松水〔2020〕1号")],
            "a shared number stands outside the first citation",
        ),
        ("按某局令〔2003〕第7号令", [(None, "某局令〔2003〕第7号")], "令 printed twice"),
        (
            "按松绿〔2020〕1号、2号文",
            [(None, "松绿〔2020〕1号"), (None, "2号")],
            "without its code",
        ),
        ("根据“关于绿地的通知”", [("关于绿地的通知", None)], "without quotation marks"),
        (
            "关于印发《甲办法》的通知（松绿〔2020〕1号）",
            [("关于印发《甲办法》的通知", "松绿〔2020〕1号")],
            "a carrier as it is printed",
        ),
    ],
)
def test_parts_stand_where_they_were_printed(
    sentence: str, parts: list[tuple[str | None, str | None]], why: str
) -> None:
    cited = find_cited(sentence, start=0, end=len(sentence), section="basis")
    assert [
        tuple(None if span is None else sentence[slice(*span)] for span in (c.title, c.doc_number))
        for c in cited
    ] == parts, why


def test_offsets_are_those_of_the_whole_text() -> None:
    before, middle, after = "《先前办法》\n", "按《绿地办法》执行", "\n《其后办法》"
    text = before + middle + after
    found = find_citations(text, start=len(before), end=len(before) + len(middle), section="basis")
    assert [(citation.title, citation.start, citation.end) for citation in found] == [
        ("绿地办法", len(before) + 1, len(before) + 7)
    ]


def test_a_running_head_inside_a_title_is_passed_over() -> None:
    head = "松溪区绿化局2025年度部门预算"
    text = f"根据《松溪区\n{head}\n绿地办法》"
    start = text.index(head)
    (citation,) = find_citations(
        text, start=0, end=len(text), section="basis", skip=[(start, start + len(head))]
    )
    assert citation.title == "松溪区绿地办法"
    assert citation.text == text[2:]


@pytest.mark.parametrize("section", ["basis", "plan", None])
def test_nothing_in_an_empty_stretch(section: SectionKind | None) -> None:
    assert find_citations("《绿地办法》", start=3, end=3, section=section) == ()


@given(st.lists(_PIECES, max_size=24).map("".join), st.sampled_from(["basis", "plan", None]))
def test_every_citation_keeps_its_promises(text: str, section: SectionKind | None) -> None:
    found = _found(text, section)
    assert [(c.start, c.end) for c in found] == sorted((c.start, c.end) for c in found)
    for citation in found:
        assert citation.text == text[citation.start : citation.end]
        assert citation.text == citation.text.strip()
        assert citation.title or citation.doc_number
        assert citation.title is None or citation.title.count("〈") == citation.title.count("〉")
        assert citation.title is None or not set(citation.title) & set("《》")
        assert 0 < citation.confidence < 1


@given(st.lists(_PIECES, max_size=24).map("".join), st.sampled_from(["basis", "plan", None]))
def test_every_part_keeps_its_promises(text: str, section: SectionKind | None) -> None:
    cited = find_cited(text, start=0, end=len(text), section=section)
    assert tuple(each.citation for each in cited) == _found(text, section)
    for each in cited:
        assert (each.title is None) == (each.citation.title is None)
        assert (each.doc_number is None) == (each.citation.doc_number is None)
        if each.title is not None:
            assert each.citation.start <= each.title[0] < each.title[1] <= each.citation.end
        if each.doc_number is not None:
            assert text[slice(*each.doc_number)].strip()
        if each.companion is not None:
            assert each.companion.text == text[each.companion.start : each.companion.end]
            assert each.companion.start >= each.citation.end


@given(st.lists(_PIECES, max_size=16).map("".join), st.integers(0, 9))
def test_what_stands_around_the_stretch_changes_nothing(text: str, shift: int) -> None:
    moved = "界" * shift + text + "界"
    inside = find_citations(moved, start=shift, end=shift + len(text), section="plan")
    assert [(c.start - shift, _in_short(c)) for c in inside] == [
        (c.start, _in_short(c)) for c in _found(text, "plan")
    ]


@pytest.mark.parametrize(
    "piece", ["《", "〈《", "<", "》", "（", "根据关于", "文件依据：", "〔2020〕1号", "、"]
)
def test_a_hostile_stretch_is_read_and_holds_nothing_false(piece: str) -> None:
    # 2,000 marks nest deeper than Python's stack; none of them closes a title.
    assert [c.title for c in _found(piece * 2_000, "basis")] == []
