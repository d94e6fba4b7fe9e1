"""The number that a line starts with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.narrative.numbering import Numbering, read_numbering


@pytest.mark.parametrize(
    ("line", "scheme", "ordinal", "rest", "reason"),
    [
        ("一、项目概述", "chinese", 1, "项目概述", "the usual one"),
        ("三 、实施主体", "chinese", 3, "实施主体", "a blank before the mark"),
        ("二.立项依据", "chinese", 2, "立项依据", "a point"),
        ("四 实施方案", "chinese", 4, "实施方案", "a blank alone"),
        ("十二、其他", "chinese", 12, "其他", "two characters"),
        ("（二）资金来源", "chinese_bracket", 2, "资金来源", "in brackets"),
        ("(三)进度", "chinese_bracket", 3, "进度", "narrow brackets"),
        ("1. 文件依据", "arabic", 1, "文件依据", "a digit and a point"),
        ("２、工作职能", "arabic", 2, "工作职能", "full-width"),
        ("3．内容", "arabic", 3, "内容", "a full-width point"),
        ("（1）采购", "arabic_bracket", 1, "采购", "digits in brackets"),
        ("2）验收", "arabic_bracket", 2, "验收", "half a bracket"),
        ("④验收", "circled", 4, "验收", "circled"),
        ("第五、绩效目标", "ordinal", 5, "绩效目标", "第五"),
        ("第一部分 概况", "ordinal", 1, "概况", "第一部分"),
        ("第二章河道养护", "ordinal", 2, "河道养护", "a blank that a page's reader drops"),
        ("第三条河道", "none", None, "第三条河道", "no part of a text"),
        ("● 目标", "bullet", None, "目标", "a bullet"),
        ("  项目概述", "none", None, "项目概述", "only blanks"),
        ("1.5万元", "none", None, "1.5万元", "a decimal"),
        ("2025.1.1", "none", None, "2025.1.1", "a date"),
        ("一是加强领导", "none", None, "一是加强领导", "words"),
        ("三级等保", "none", None, "三级等保", "words that start with a number"),
    ],
)
def test_read_numbering(
    line: str, scheme: str, ordinal: int | None, rest: str, reason: str
) -> None:
    found = read_numbering(line)
    assert (found.scheme, found.ordinal, line[found.length :]) == (scheme, ordinal, rest), reason


def test_a_blank_line_has_no_number() -> None:
    assert read_numbering("") == Numbering("none", None, 0)


@given(st.text(max_size=30))
def test_the_length_is_inside_the_line(line: str) -> None:
    assert 0 <= read_numbering(line).length <= len(line)
