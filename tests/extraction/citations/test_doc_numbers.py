"""Document numbers: canonical form, where they stand, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.citations import normalise_doc_number
from extraction.citations.doc_numbers import find_numbers, printed_end
from extraction.citations.flatten import flatten

_CODES = st.sampled_from(["沪府规", "沪松溪府", "国办发", "财预", "平安某市办", "普投资规范", "函"])
# Codes that hold a word of a sentence or begin like one, and codes of places with other letters.
_HARD_CODES = (
    "发改农经",
    "发改办经体",
    "发改财经",
    "京财经二",
    "体经字",
    "发改办法规",
    "财办法",
    "中网办发文",
    "自然资发",
    "自然资办函",
    "沪依法治市办",
    "工信部联企业",
    "教基厅",
    "国卫人口发",
    "银办发",
    "穗埔组通",
    "宜府发",
    "郑政办",
)
_BODIES = st.sampled_from(
    ["国务院", "财政部", "国家发展和改革委员会", "某市人民政府", "财政部海关总署"]
)
_YEARS = st.integers(1950, 2049)
_SERIALS = st.integers(1, 9999)
_BRACKETS = st.sampled_from(["〔〕", "[]", "［］", "【】", "（）", "()", "﹝﹞", "[）", "〔]"])


@pytest.mark.parametrize(
    ("printed", "canonical", "why"),
    [
        ("沪府规〔2019〕5号", "沪府规〔2019〕5号", "the norm"),
        ("沪府规 [2019] 第 05 号", "沪府规〔2019〕5号", "brackets, blanks, 第 and leading zero"),
        ("沪府规（２０１９）５号", "沪府规〔2019〕5号", "full width"),
        ("（沪府规〔2019〕5号）", "沪府规〔2019〕5号", "in brackets"),
        ("沪府规〔2019〕5号文件", "沪府规〔2019〕5号", "文件 after it"),
        ("沪府规〔2019〕5", "沪府规〔2019〕5号", "号 left out"),
        ("沪府规〔2019-5〕号", "沪府规〔2019〕5号", "both in one bracket"),
        ("沪府规2019〔5〕号", "沪府规〔2019〕5号", "the bracket around the serial"),
        ("沪府发2019年第5号", "沪府发〔2019〕5号", "no bracket"),
        ("（84）林造字第27号", "林造字〔1984〕27号", "year first, two digits"),
        ("(86)云发31号", "云发〔1986〕31号", "year first, no 字 and no 第"),
        ("〔1991〕云水管发第40号", "云水管发〔1991〕40号", "year first, no 字"),
        ("沪府发（85）5号", "沪府发〔1985〕5号", "two digits after the code"),
        ("国发[85]12号", "国发〔1985〕12号", "two digits after a national code"),
        ("法（研）发〔1987〕6号", "法（研）发〔1987〕6号", "a bracket inside the code"),
        ("公安部61号令", "公安部令第61号", "第 left out"),
        ("发改农经〔2010〕380号", "发改农经〔2010〕380号", "a code with an office in it"),
        ("自然资办发〔2020〕5号", "自然资办发〔2020〕5号", "a ministry’s code"),
        ("自柳府规〔2020〕5号", "自柳府规〔2020〕5号", "a city’s letter that is a word too"),
        ("克拉玛依市人民政府公告〔2018〕第45号", "克拉玛依市人民政府公告〔2018〕第45号", "a name"),
        ("原文化部令第51号", "文化部令第51号", "of a body of former days"),
        ("教育部教基〔2008〕49号", None, "a ministry before its own code"),
        ("某某办法（85）5号", None, "two digits after what is no code"),
        ("〔1994〕林黄字第12号", "林黄字〔1994〕12号", "year first"),
        ("沪府规〔2019〕3—5号", "沪府规〔2019〕3-5号", "a range"),
        ("国务院令第350号", "国务院令第350号", "order without year"),
        ("国务院第350号令", "国务院令第350号", "kind after the number"),
        ("中华人民共和国国务院令第412号", "国务院令第412号", "the state's name left off"),
        ("主席令第三十七号", "主席令第37号", "Chinese numeral"),
        ("主席令（十届第41号）", "主席令（十届）第41号", "counted by congress"),
        ("某某委员会令2011年第2号", "某某委员会令〔2011〕第2号", "year without bracket"),
        ("国家林业局令〔2003〕第7号令", "国家林业局令〔2003〕第7号", "kind printed twice"),
        ("国家林业局令〔2010〕年第2号", "国家林业局令〔2010〕第2号", "年 left inside"),
        ("国家林业局〔2005〕第26号公告", "国家林业局公告〔2005〕第26号", "公告 after the number"),
        (
            "财政部 税务总局、住房城乡建设部公告2024年第16号",
            "财政部税务总局住房城乡建设部公告〔2024〕第16号",
            "several bodies, no separators",
        ),
        ("国家发展和改革委员会令第3号", "国家发展和改革委员会令第3号", "和 inside a body"),
        ("某市人民政府令第12号", "某市人民政府令第12号", "a city's order"),
        ("沪府令〔2026〕26号", "沪府令〔2026〕第26号", "an order's code"),
        ("国务院办公厅〔1984〕84号文件", "国务院办公厅〔1984〕84号", "a body as code"),
        ("〔2019〕32号", "〔2019〕32号", "the code is not printed"),
        ("GB/T 51353—2019", "GB/T51353-2019", "a standard"),
        ("DG／TJ08-55-2019", "DG/TJ08-55-2019", "a city's standard, full-width slash"),
        ("GF-2019-0201", None, "the model of a contract"),
        ("最高人民法院法释〔2020〕17号", None, "a body before its own code"),
        ("松府办发文〔2025〕1号", "松府办发文〔2025〕1号", "a code that ends in 发文"),
        ("某局公告（〔2015〕第35号）", "某局公告〔2015〕第35号", "the number in a bracket"),
        (
            "国家税务总局国家发展和改革委员会（2017）第2号",
            "国家税务总局国家发展和改革委员会〔2017〕2号",
            "two bodies as code",
        ),
        ("《绿地办法》", None, "a title"),
        ("沪府规〔2019〕5号、沪府规〔2019〕6号", None, "two numbers"),
        ("合同编号：沪合〔2024〕3号", None, "a contract"),
        ("2019年5月", None, "a date"),
        ("", None, "nothing"),
    ],
)
def test_canonical_form(printed: str, canonical: str | None, why: str) -> None:
    assert normalise_doc_number(printed) == canonical, why


@pytest.mark.parametrize(
    ("sentence", "found", "why"),
    [
        ("根据沪府规〔2019〕5号文件", ["沪府规〔2019〕5号"], "根据 is no part of it"),
        ("市财政局沪财预〔2020〕5号", ["沪财预〔2020〕5号"], "nor is the body before it"),
        ("国务院办公厅国办发〔2020〕1号", ["国办发〔2020〕1号"], "a body and its own code"),
        (
            "青浦区人民政府青府发〔2020〕1号",
            ["青府发〔2020〕1号"],
            "a body that begins like its code",
        ),
        ("关于绿地的通知松绿〔2020〕1号", ["松绿〔2020〕1号"], "nor is a title before it"),
        ("2019年5月6日沪府发〔2019〕5号", ["沪府发〔2019〕5号"], "nor is a date"),
        ("和沪府发〔2019〕5号", ["沪府发〔2019〕5号"], "nor is 和"),
        ("区财政局\n松财〔2019〕5号", ["松财〔2019〕5号"], "nor is the line before it"),
        (
            "沪财预〔2020〕5号、6号和〔2021〕7号",
            ["沪财预〔2020〕5号", "6号", "〔2021〕7号"],
            "left out",
        ),
        ("绿地条例国务院令第350号", ["国务院令第350号"], "a title before an order"),
        (
            "依据财政部、税务总局公告2022年第30号",
            ["财政部、税务总局公告2022年第30号"],
            "bodies in a list",
        ),
        ("国务院国发〔1983〕117号文", ["国发〔1983〕117号"], "the State Council and its own code"),
        ("国家计委计价格〔1999〕3号", ["计价格〔1999〕3号"], "a commission and its own code"),
        (
            "国家发展改革委 住房城乡建设部发改价格〔2011〕4号",
            ["发改价格〔2011〕4号"],
            "two bodies and the code of the first",
        ),
        ("财政部财预〔2011〕4号", ["财预〔2011〕4号"], "a ministry and its own code"),
        ("教育部教基〔2008〕49号", ["教基〔2008〕49号"], "the same"),
        ("教育部办公厅公告〔2020〕第5号", ["教育部办公厅公告〔2020〕第5号"], "a body and the kind"),
        ("依据区府松府发〔2020〕5号文件精神", ["松府发〔2020〕5号"], "区府 and a code"),
        ("自国务院令第350号公布之日起", ["国务院令第350号"], "自 before an order"),
        ("购房人享受德住建字〔2022〕29号", ["德住建字〔2022〕29号"], "nor is a verb"),
        ("延续宜三江住建发〔2022〕8号", ["宜三江住建发〔2022〕8号"], "nor another verb"),
        ("自绵府发〔2022〕3号施行", ["绵府发〔2022〕3号"], "自 before a whole code"),
        ("自府发〔2022〕3号", ["自府发〔2022〕3号"], "自 as the letter of a city"),
        ("新建房〔2024〕36号", ["新建房〔2024〕36号"], "新 as that of a region"),
        (
            "州人民政府恩施州政规〔2020〕5号",
            ["恩施州政规〔2020〕5号"],
            "a body, a code of any place",
        ),
        ("最高人民法院法释〔2020〕7号", ["法释〔2020〕7号"], "a code of two characters"),
        ("区外事办〔2020〕5号", ["区外事办〔2020〕5号"], "a body that is the code stays whole"),
        ("《甲标准》（国家标准GB/T51-2019）", ["GB/T51-2019"], "a standard beside its title"),
        ("GB50180-2018《甲标准》", ["GB50180-2018"], "and before it"),
        ("按GB50180-2018执行", [], "a standard alone"),
        ("（2021）沪0107民初1234号", [], "a lawsuit"),
        ("沪（2020）普字不动产权第012345号", [], "a deed"),
        ("采购编号：普采〔2020〕5号", [], "a tender"),
        ("物业合同（松合〔2024〕1号）", [], "a contract in brackets"),
        ("（2020）5号线", [], "a metro line"),
        ("招标公告2023年第5号", [], "a tender announcement"),
        ("规划期（2019-2035）", [], "years of a plan"),
    ],
)
def test_numbers_in_a_sentence(sentence: str, found: list[str], why: str) -> None:
    flat = flatten(sentence)
    assert [flat.text[n.start : n.end] for n in find_numbers(flat)] == found, why


@pytest.mark.parametrize(
    ("text", "shown", "why"),
    [
        ("某局令〔2003〕第7号令", "某局令〔2003〕第7号", "the kind twice"),
        ("某局〔2003〕第7号公告", "某局〔2003〕第7号公告", "the kind once, at the end"),
        ("某局令〔2003〕第7号", "某局令〔2003〕第7号", "the kind once, before the year"),
    ],
)
def test_where_a_number_ends(text: str, shown: str, why: str) -> None:
    (number,) = find_numbers(flatten(text))
    assert text[number.start : printed_end(text, number)] == shown, why


@pytest.mark.parametrize("code", _HARD_CODES)
@pytest.mark.parametrize(
    "sentence",
    [
        "根据{}，安排经费。",
        "按照《某办法》（{}）",
        "依据{}文件精神",
        "按{}执行",
        "贯彻落实{}要求",
        "{}",
    ],
)
def test_codes_stay_whole_in_any_sentence(code: str, sentence: str) -> None:
    number = f"{code}〔2020〕5号"
    flat = flatten(sentence.format(number))
    assert [found.canonical for found in find_numbers(flat)] == [number]


@given(_CODES, _YEARS, _SERIALS, _BRACKETS, st.booleans(), st.booleans())
def test_any_bracket_blank_and_zero_give_one_form(
    code: str, year: int, serial: int, brackets: str, ordinal: bool, blanks: bool
) -> None:
    printed = f"{code}{brackets[0]}{year}{brackets[1]}{'第0' if ordinal else ''}{serial}号"
    printed = " ".join(printed) if blanks else printed
    assert normalise_doc_number(printed) == f"{code}〔{year}〕{serial}号"


@given(_BODIES, st.sampled_from(["令", "公告"]), _YEARS, _SERIALS)
def test_any_order_gives_one_form(body: str, kind: str, year: int, serial: int) -> None:
    canonical = f"{body}{kind}〔{year}〕第{serial}号"
    for printed in (
        canonical,
        f"{body}{kind}{year}年第{serial}号",
        f"{body} {kind}（{year}）第{serial}号",
        f"{body}〔{year}〕第{serial}号{kind}",
        f"{body}{year}年第{serial}号{kind}",
    ):
        assert normalise_doc_number(printed) == canonical
    assert normalise_doc_number(f"{body}第{serial}号{kind}") == f"{body}{kind}第{serial}号"


@given(st.text(alphabet="沪府财令公告〔〕[]（）第号年、205一十届文 ", max_size=24))
def test_the_canonical_form_is_its_own(printed: str) -> None:
    canonical = normalise_doc_number(printed)
    if canonical is not None:
        assert normalise_doc_number(canonical) == canonical
