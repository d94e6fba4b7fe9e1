"""Pages: what is shown, tables, encodings, and pages that are no pages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.errors import BrokenDocument
from extraction.limits import Limits
from extraction.reading.flows import Flow, FlowParagraph
from extraction.reading.web import looks_like_html, read_html


def page(body: str) -> Flow:
    return read_html(f"<html><body>{body}</body></html>".encode(), Limits())


def shown(flow: Flow) -> list[object]:
    return [
        block.text
        if isinstance(block, FlowParagraph)
        else [(c.row, c.column, c.row_span, c.column_span, c.text) for c in block.cells]
        for block in flow.blocks
    ]


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        ("<p>甲</p>乙<div>丙<span>丁</span></div>", ["甲", "乙", "丙丁"], "blocks and inline text"),
        ("<p>甲<br>乙<br/><br/>丙</p>", ["甲\n乙\n丙"], "line breaks"),
        ("<p>  甲 \n 乙&nbsp;&nbsp;丙　</p>", ["甲 乙 丙"], "blanks as a browser shows them"),
        ("<p>&lt;甲&gt;&amp;&#20057;&hellip;</p>", ["<甲>&乙…"], "entities"),
        ("<p>甲</p><script>var a='乙'</script><style>丙</style>", ["甲"], "no scripts"),
        ("<p>甲<!-- 乙 -->丙</p>", ["甲丙"], "no comments"),
        ("<pre>甲  乙\n丙</pre>", ["甲 乙\n丙"], "lines that the page sets"),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"], "tags that are not closed"),
        ("<select><option>甲</select>乙", ["乙"], "choices of a form"),
        (
            "<table><tr><th rowspan=2>甲</th><td>乙</td></tr><tr><td>丙</td></tr></table>",
            [[(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丙")]],
            "spans",
        ),
        (
            "<table><tr><td><p>甲</p><p>乙</p></td><td>丙<br>丁</td></tr></table>",
            [[(0, 0, 1, 1, "甲\n乙"), (0, 1, 1, 1, "丙\n丁")]],
            "lines of a cell",
        ),
        (
            "<table><tr><td>头<table><tr><td>甲</td><td>乙</td></tr></table>尾</td></tr></table>",
            ["头", [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")], "尾"],
            "a table that arranges the page",
        ),
        (
            "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td><table><tr><td>丁</td></tr></table></td></tr></table>",
            [[(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")]],
            "a table inside a cell of data",
        ),
        ("<table><tr><td>甲</td></tr></table>", ["甲"], "a frame around text"),
        ("<table><tr><td> </td></tr></table>甲", ["甲"], "an empty table"),
        (
            "<table><tr><td colspan=0>甲</td><td colspan='x'>乙</td><td colspan=-3>丙</td></tr></table>",
            [[(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (0, 2, 1, 1, "丙")]],
            "spans that are none",
        ),
    ],
)
def test_shown(body: str, expected: list[object], reason: str) -> None:
    assert shown(page(body)) == expected, reason


def test_what_is_not_displayed_is_left_out_and_said() -> None:
    flow = page("<p>甲</p><div style='color:red; Display : none'>乙</div><p hidden>丙</p>")
    assert shown(flow) == ["甲"]
    assert [problem.code for problem in flow.problems] == ["hidden_content"]
    assert page("<div style='display:none'> </div>甲").problems == ()


_TEXT = "<p>项目经费情况说明：“雪亮工程”〔2025〕㐂</p>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (f"<html><meta charset=utf-8>{_TEXT}".encode(), "UTF-8, declared"),
        (f"<html>{_TEXT}".encode(), "UTF-8, not declared"),
        (f"<html><meta charset='gb2312'>{_TEXT}".encode("gb18030"), "gb2312 that holds more"),
        (f"<html><meta charset=GBK>{_TEXT}".encode("gb18030"), "GBK"),
        (f"<html>{_TEXT}".encode("gb18030"), "GB 18030, not declared"),
        (
            f'<html><meta http-equiv="Content-Type" content="text/html; charset=gb18030">{_TEXT}'.encode(
                "gb18030"
            ),
            "the long declaration",
        ),
        (f"\ufeff<html>{_TEXT}".encode(), "a mark"),
        (f"<html>{_TEXT}".encode("utf-16"), "UTF-16"),
        (f"<html><meta charset=gb2312>{_TEXT}".encode(), "a declaration that is wrong"),
        (f"<html><meta charset=rot13><meta charset=no-such>{_TEXT}".encode(), "no encodings"),
    ],
)
def test_encodings(data: bytes, reason: str) -> None:
    assert shown(read_html(data, Limits())) == ["项目经费情况说明：“雪亮工程”〔2025〕㐂"], reason


@pytest.mark.parametrize(
    ("data", "is_page", "reason"),
    [
        (b"<!DOCTYPE html><p>", True, "a document type"),
        (b"  \r\n<HTML>", True, "capitals"),
        (b"<!-- saved from --><html>", True, "a comment first"),
        (b"<?xml version='1.0'?><html xmlns=''>", True, "XHTML"),
        (b"<?xml version='1.0'?><rss>", False, "other XML"),
        ("<table border=1><tr><td>项目".encode("gbk"), True, "a piece of a page"),
        ("项目名称<br/>甲".encode(), False, "text with tags left in"),
        ("<p>项目名称</p><p>甲</p>".encode(), True, "paragraphs of a page"),
        ("<p>项目名称：甲<p>".encode(), False, "a text that begins with a tag left in"),
        ("<p>项目名称\t甲</p>".encode(), False, "a text with a table's tab"),
        (b"<tableau>", False, "another word"),
        (b"<3 PDF", False, "a sign"),
    ],
)
def test_what_is_a_page(data: bytes, is_page: bool, reason: str) -> None:
    assert looks_like_html(data) is is_page, reason


def test_a_page_that_nests_without_end() -> None:
    flow = read_html(b"<html>" + b"<div>" * 50_000 + "甲".encode(), Limits())
    assert len(flow.blocks) <= 1
    tables = b"<table><tr><td>" * 5_000
    assert read_html(b"<html>" + tables + b"a", Limits()) is not None


@pytest.mark.parametrize(("most", "codes"), [(4, []), (3, ["too_many_cells"])])
def test_the_limit_on_cells(most: int, codes: list[str]) -> None:
    data = "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>".encode()
    flow = read_html(data, Limits(max_table_cells=most))
    assert [problem.code for problem in flow.problems] == codes


def test_spans_that_want_a_million_columns() -> None:
    row = "<tr>" + "<td colspan=1000000 rowspan=1000000>甲</td>" * 50 + "</tr>"
    flow = read_html(f"<table>{row * 50}</table>".encode(), Limits(max_table_cells=10_000))
    assert "too_many_cells" in [problem.code for problem in flow.problems]


def test_a_page_of_nothing() -> None:
    with pytest.raises(BrokenDocument):
        read_html(b"<!-- -->", Limits())


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from([b"<html>", b"<table><tr>", b"<meta charset=gbk><p>"])
)
def test_any_bytes_give_a_flow(rest: bytes, start: bytes) -> None:
    for block in read_html(start + rest, Limits()).blocks:
        assert isinstance(block, FlowParagraph) is not hasattr(block, "cells")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "<table> <tr> <td> <td\\ rowspan=3> <td\\ colspan=2> </td> </tr> </table> 甲 <p> <br> </div> <div\\ hidden>".replace(
                "\\ ", "~"
            ).split()
        ),
        max_size=60,
    )
)
def test_tags_in_any_order(tags: list[str]) -> None:
    page("".join(tags).replace("~", " "))
