"""Document numbers → keys: what is one number, what is another, what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.registry.doc_number_keys import (
    NumberKey,
    number_key,
    number_parts,
    printed_number,
)

_BRACKETS = ["〔〕", "[]", "【】", "（）", "()", "［］", "﹝﹞", "〔]", "[)", "(〕", "【]"]
_CODES = [
    "沪水务",
    "沪松府",
    "沪松府办规",
    "国办发",
    "国办发明电",
    "粤财预函",
    "银发",
    "沪规划资源用",
]
_BODIES = [
    "国家档案局",
    "某市人民政府",
    "水利部",
    "中国人民银行",
    "国家税务总局",
    "财政部国家税务总局",
]
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_SERIALS = st.integers(1, 9999)
_YEARS = st.integers(1950, 2035)


@pytest.mark.parametrize(
    ("printed", "key", "reason"),
    [
        ("沪松府〔2018〕42号", "沪松府|2018|42", "the norm"),
        ("沪松府[2018]042号", "沪松府|2018|42", "other brackets, a leading zero"),
        ("沪松府〔2018]第42号", "沪松府|2018|42", "mixed brackets, 第 by mistake"),
        ("沪松府 〔 2018 〕\n42 号", "沪松府|2018|42", "blanks and a line end"),
        ("沪松府〔２０１８〕４２号", "沪松府|2018|42", "full-width digits"),
        ("沪松府﹝2018﹞42号", "沪松府|2018|42", "small brackets"),
        ("沪松府〔二〇一八〕四十二号", "沪松府|2018|42", "Chinese numerals"),
        ("沪松府〔2018〕年42号", "沪松府|2018|42", "年 left inside"),
        ("沪松府〔2018〕42号文件", "沪松府|2018|42", "文件 after it"),
        ("沪松府〔2018〕42号文印发", "沪松府|2018|42", "文印发 after it"),
        ("（沪松府〔2018〕42号）", "沪松府|2018|42", "in a bracket"),
        ("《沪松府〔2018〕42号》", "沪松府|2018|42", "in marks"),
        ("（83）银发字第381号", "银发字|1983|381", "old style: two digits, the year first"),
        ("国务院令第350号", "国务院令||350", "an order without year"),
        ("中华人民共和国国务院令 第350号", "国务院令||350", "with the republic before it"),
        ("国令第350号", "国务院令||350", "the short code of the same body"),
        ("国务院第350号令", "国务院令||350", "the kind after the number"),
        ("国务院令第350号令", "国务院令||350", "the kind twice"),
        ("国务院令第三百五十号", "国务院令||350", "a Chinese serial"),
        ("国务院令〔2002〕第350号", "国务院令||350", "orders counted on: the year says nothing"),
        ("国务院令350号", "国务院令||350", "第 left out"),
        ("主席令第三十七号", "主席令||37", "a president's order"),
        ("中华人民共和国主席令（十届第37号）", "主席令（十届）||37", "with its congress"),
        ("人民银行令〔2003〕第5号", "中国人民银行令|2003|5", "one body's two names"),
        ("中国人民银行〔2005〕第26号公告", "中国人民银行公告|2005|26", "公告 after the number"),
        ("《中国人民银行公告》（〔2005〕第26号）", "中国人民银行公告|2005|26", "body in marks"),
        ("财政部 税务总局公告2022年第30号", "财政部国家税务总局公告|2022|30", "a joint announcement"),
        ("财政部、国家税务总局公告〔2022〕第30号", "财政部国家税务总局公告|2022|30", "the same"),
        ("某市政府令第6号", "某市人民政府令||6", "政府 for 人民政府"),
        ("中华人民共和国国家发展和改革委员会中华人民共和国商务部令2017年第4号",
         "国家发展改革委商务部令|2017|4", "the republic before each body"),
        ("沪府令第66号", "上海市人民政府令||66", "a city's orders under its code"),
    ],
)  # fmt: skip
def test_a_number_has_a_key(printed: str, key: str, reason: str) -> None:
    assert number_key(printed) == key, reason


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("", "nothing"),
        ("号", "no serial"),
        ("第3号", "of anything"),
        ("〔2020〕3号", "no code"),
        ("沪府发〔2020〕号", "no serial"),
        ("令第5号", "nobody's order"),
        ("12345", "digits alone"),
        ("关于印发献血办法的通知", "a title"),
        ("GB/T 12345-2019", "a standard"),
        ("献血办法（沪水务〔2019〕7号）", "a title before it"),
    ],
)
def test_no_number_has_no_key(printed: str, reason: str) -> None:
    assert number_key(printed) is None, reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("沪府〔2018〕42号", "沪府发〔2018〕42号", "another kind of document"),
        ("国发〔2018〕42号", "国办发〔2018〕42号", "another body"),
        ("沪府〔2018〕42号", "沪府〔2019〕42号", "another year"),
        ("沪府〔2018〕42号", "沪府〔2018〕24号", "another serial"),
        ("建设部令第42号", "住房城乡建设部令第42号", "the ministry before and after 2008"),
        ("中国银监会令2018年第2号", "中国银保监会令2018年第2号", "one body after another"),
        ("主席令（九届）第37号", "主席令（十届）第37号", "each congress counts anew"),
        ("财政部公告2022年第30号", "财政部令2022年第30号", "an order is no announcement"),
    ],
)
def test_other_numbers_have_other_keys(one: str, other: str, reason: str) -> None:
    assert number_key(one) is not None
    assert number_key(other) is not None
    assert number_key(one) != number_key(other), reason


@given(
    code=st.sampled_from(_CODES),
    year=_YEARS,
    serial=_SERIALS,
    brackets=st.sampled_from(_BRACKETS),
    blanks=st.lists(st.sampled_from(["", " ", "\u3000", "\n"]), min_size=5, max_size=5),
    zeros=st.sampled_from(["", "0", "00"]),
    di=st.sampled_from(["", "第"]),
    wide=st.booleans(),
    end=st.sampled_from(["号", "号文", "号文件", "号文印发"]),
)
def test_all_printed_forms_share_one_key(
    code: str, year: int, serial: int, brackets: str, blanks: list[str],
    zeros: str, di: str, wide: bool, end: str,
) -> None:  # fmt: skip
    opening, closing = brackets[0], brackets[1]
    pieces = [code, opening + str(year), closing, f"{di}{zeros}{serial}", end, ""]
    printed = "".join(piece + blank for piece, blank in zip(pieces, [*blanks, ""], strict=True))
    if wide:
        printed = printed.translate(_FULL_WIDTH)
    assert number_key(printed) == f"{code}|{year}|{serial}"


@given(
    body=st.sampled_from(_BODIES),
    kind=st.sampled_from(["令", "公告"]),
    year=st.one_of(st.none(), _YEARS),
    serial=_SERIALS,
    form=st.sampled_from(["{b}{k}〔{y}〕第{s}号", "{b}{k}{y}年第{s}号", "{b} {k}（{y}）第{s}号",
                          "中华人民共和国{b}{k}〔{y}〕第 {s} 号"]),
)  # fmt: skip
def test_all_forms_of_an_order_share_one_key(
    body: str, kind: str, year: int | None, serial: int, form: str
) -> None:
    if year is None:
        form = "{b}{k}第{s}号"
    key = number_key(form.format(b=body, k=kind, y=year, s=serial))
    assert key == f"{body}{kind}|{year or ''}|{serial}"


@given(st.sampled_from(_CODES + [f"{body}令" for body in _BODIES]), _YEARS, _SERIALS)
def test_a_key_printed_has_the_same_key(code: str, year: int, serial: int) -> None:
    key = NumberKey(code, str(year), str(serial)).text
    assert number_key(printed_number(key)) == key


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    parts = number_parts(text)
    if parts is not None:
        assert number_key(printed_number(parts.text)) == parts.text
