"""All citations of one document: short names mean what they were defined for."""

from __future__ import annotations

from extraction.citations import find_citations
from extraction.registry import Context, Linker, link_citations
from extraction.schema import Link
from tests.extraction.registry.small_registry import catalogue

HERE = Context("上海市松江区", "2025-01-01")


def _links(text: str) -> list[tuple[str | None, Link]]:
    found = find_citations(text, start=0, end=len(text), section="basis")
    resolved = link_citations(text, found, Linker(catalogue()), context=HERE)
    assert len(resolved) == len(found)
    return [(each.title, one.link) for each, one in zip(found, resolved, strict=True)]


def test_each_citation_has_its_link_in_order() -> None:
    links = _links("根据《上海市湿地养护条例》和《关于调整水价的通知》（发改价格〔2012〕2号）。")
    assert [(link.status, link.regulation_id) for _, link in links] == [
        ("linked", "city"),
        ("linked", "same2"),
    ]


def test_a_short_name_means_what_it_was_defined_for() -> None:
    text = (
        "根据《关于加强河道视频监控建设联网应用工作的若干意见》（发改高技〔2015〕96号，以下简称《视频意见》）"
        "开展工作。按照《视频意见》第三条安排经费。"
    )
    links = _links(text)
    assert [link.regulation_id for _, link in links] == ["notice"] * len(links)
    assert len(links) == 2
    assert links[1][1].why.startswith("文内简称，指《关于加强河道视频监控")


def test_before_its_definition_a_short_name_means_nothing() -> None:
    text = "按照《视频意见》第三条。根据《关于加强河道视频监控建设联网应用工作的若干意见》（以下简称《视频意见》）。"
    assert [link.status for _, link in _links(text)] == ["unknown", "linked"]


def test_a_title_cited_twice_is_linked_twice() -> None:
    links = _links("《上海市湿地养护条例》规定；《上海市湿地养护条例》第二条。")
    assert [link.regulation_id for _, link in links] == ["city", "city"]
    assert links[0][1] == links[1][1]


def test_a_place_before_the_title_is_its_own() -> None:
    links = _links("依据江苏省《湿地养护条例》和《湿地养护条例》。")
    assert [(link.status, link.regulation_id) for _, link in links] == [
        ("unknown", None),
        ("linked", "city"),
    ]


def test_a_draft_behind_the_closing_mark() -> None:
    (_, link), *_ = _links("根据《上海市湿地养护条例》征求意见稿，安排经费。")
    assert link.status == "unknown"
    assert "征求意见稿" in link.why
