"""Where a code or the bodies of an order begin in running text."""

from __future__ import annotations

import pytest

from extraction.citations.codes import bodies_start, code_start
from extraction.citations.flatten import flatten


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("根据沪府规", "沪府规", "words that open a basis"),
        ("享受松府发", "松府发", "a verb"),
        ("原绵府发", "绵府发", "原 before a whole code"),
        ("从化府发", "从化府发", "从 as the first character of a place"),
        ("自府发", "自府发", "自 as the letter of a city"),
        ("自柳府规", "自柳府规", "the same before a district’s letter"),
        ("自然资办发", "自然资办发", "自 in the code of a ministry"),
        ("根据自然资办发", "自然资办发", "and after a word that opens a basis"),
        ("发改农经", "发改农经", "经 at a code’s end is an office"),
        ("根据发改办经体", "发改办经体", "and inside"),
        ("办公厅发改办经体", "发改办经体", "厅发 is no code here"),
        ("体经字", "体经字", "and before 字"),
        ("京财经二", "京财经二", "a numbered office"),
        ("国经贸经", "国经贸经", "twice"),
        ("已经松发改", "松发改", "经 as a word"),
        ("发改办法规", "发改办法规", "an office’s 办 and 法规 are no 办法"),
        ("区绿地建办法松绿", "松绿", "办法 as the end of a title"),
        ("中网办发文", "中网办发文", "it ends like a word that opens a basis"),
        ("沪依法治市办", "沪依法治市办", "依 in 依法治市"),
        ("于都府办字", "于都府办字", "a place that begins like a word"),
        ("泰和府办字", "泰和府办字", "和 in the name of a place"),
        ("有关问题的复函国办函", "国办函", "a title’s last word"),
        ("区财政局松财", "松财", "a body before its own code"),
        ("市教育局文件精神沪教委", "沪教委", "words of a sentence before a province’s letter"),
        ("2019年5月6日沪府发", "沪府发", "a date"),
        ("国务院办公厅", "国务院办公厅", "a body as the code"),
        ("法（研）发", "法（研）发", "a bracket inside"),
        ("财政部教育部财教", "财教", "two ministries before the code of the first"),
        ("国家卫生健康委国卫人口发", "国卫人口发", "a commission before its own code"),
        ("中共中央中发", "中发", "the Party’s centre"),
        ("教育部教基", "教基", "a ministry"),
        ("工信部财", "工信部财", "a code with the ministry’s short name in it"),
        ("松江区发展和改革委员会松发改规", "松发改规", "改革委 inside 改革委员会"),
        ("徐汇教育局徐教", "徐教", "a body that begins with a place’s letter"),
        ("区教委青教委财", "青教委财", "a short name of the place’s own body"),
        ("区府松府发", "松府发", "区府"),
        ("市府东府", "东府", "市府 before a code of any place"),
        ("区委金融办", "区委金融办", "a body as the code, 金 no letter"),
        ("区教育局党委", "区教育局党委", "a body inside another"),
        ("区教育局办发", "区教育局办发", "a body and the kind"),
        ("南柳市住房和城乡建设局南住建", "南住建", "a code that begins like its body"),
        ("三柳市公积金管理委员会柳公金", "柳公金", "or with a further character of its name"),
        ("太原市财政局并财会", "并财会", "a city’s other letter"),
        ("柳山市人民政府办公室郑政发", "郑政发", "a code of any place after a full name"),
        ("自治区住建厅等十部门新建房", "新建房", "a count of bodies"),
        ("中国人民银行海关总署", "中国人民银行海关总署", "two bodies as the code"),
        ("松府办发文", "松府办发文", "it ends like a word that opens a basis"),
        ("某市某区某街道某某社区某某居民委员会换届", "", "too long for a code"),
        ("根据", "", "nothing but words"),
    ],
)
def test_code(text: str, code: str, why: str) -> None:
    flat = flatten(text)
    assert flat.text[code_start(flat, len(flat.text), 0) :] == code, why


@pytest.mark.parametrize(
    ("text", "bodies", "why"),
    [
        ("根据国务院", "国务院", "words that open a basis"),
        ("财政部、税务总局", "财政部、税务总局", "bodies in a list"),
        ("绿地办法、财政部", "财政部", "a title in the list"),
        ("2019年国务院", "国务院", "a year"),
        ("克拉玛依市人民政府", "克拉玛依市人民政府", "依 in the name of a city"),
        ("呼和浩特市人民政府", "呼和浩特市人民政府", "和 in one"),
        ("日照市人民政府", "日照市人民政府", "照 in one"),
        ("无为市人民政府", "无为市人民政府", "为 in one"),
        ("即墨区人民政府", "即墨区人民政府", "即 in one"),
        ("国务院国有资产监督管理委员会", "国务院国有资产监督管理委员会", "有 in 国有"),
        ("依照国务院", "国务院", "照 as a word"),
        ("原文化部", "文化部", "a body of former days"),
        ("自国务院", "国务院", "自 as a word"),
        ("自然资源部", "自然资源部", "自 in a name"),
        ("自治区人民政府", "自治区人民政府", "and in another"),
    ],
)
def test_bodies(text: str, bodies: str, why: str) -> None:
    flat = flatten(text)
    assert flat.text[bodies_start(flat, len(flat.text), 0) :] == bodies, why


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("自绵府发〔2022〕3号施行之日起", "绵府发", "what began with the document"),
        ("自发改农经〔2022〕3号印发以来", "发改农经", "a code with an office in it"),
        ("自银发〔2022〕3号文件下发", "银发", "文件 between"),
        ("自柳府规〔2022〕3号，", "自柳府规", "nothing began: 自 is a letter"),
        ("自府发〔2022〕3号施行之日起", "自府发", "府发 is no whole code"),
        ("自然资发〔2022〕3号施行之日起", "自然资发", "a ministry’s code"),
    ],
)
def test_since(text: str, code: str, why: str) -> None:
    flat, at = flatten(text), text.index("〔")
    assert flat.text[code_start(flat, at, 0) : at] == code, why


def test_nothing_is_read_before_the_floor() -> None:
    flat = flatten("沪府规松府发")
    assert flat.text[code_start(flat, 6, 3) :] == "松府发"
