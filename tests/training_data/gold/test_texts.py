"""Gold texts: what is read, and what is refused with its row."""

from __future__ import annotations

import json

import pytest

from extraction.errors import UsageError
from training_data.gold import read_text
from training_data.gold.printing import gold_of, printed
from training_data.gold.texts import kind_of, numbers_of

TEXT = """\
% id: demo
% department: 海湾区园林局
% year: 2024
@title 海湾区园林局2024年项目说明
@project 行道树养护 | 项目一：行道树养护
@field narrative_budget 120000.00
@field implementer 海湾区绿化所
@citation 2 doc_number 海府令第7号
@basis 一、立项依据
{I1+2|区政府}《{T1|海湾区行道树办法（试行）}》（{N1|海园发[2023]4号}）{A1|第三条}、
@《{T2|海湾区绿化规定}》（{V2|2020年修订}）（{N2|海府令7号}）。
@implementer
由{O|海湾区绿化所}实施。
"""


def test_what_is_read() -> None:
    text = read_text(TEXT.replace("@《", "@@《").replace("@@《", "《"), name="demo")
    assert (text.department, text.year, text.title) == (
        "海湾区园林局",
        2024,
        "海湾区园林局2024年项目说明",
    )
    (project,) = text.projects
    basis, implementer = project.sections
    assert basis.body.text.splitlines()[1] == "《海湾区绿化规定》（2020年修订）（海府令7号）。"
    shown = [(one.label, basis.body.text[one.start : one.end]) for one in basis.body.spans]
    assert shown == [
        ("I1+2", "区政府"),
        ("T1", "海湾区行道树办法（试行）"),
        ("N1", "海园发[2023]4号"),
        ("A1", "第三条"),
        ("T2", "海湾区绿化规定"),
        ("V2", "2020年修订"),
        ("N2", "海府令7号"),
    ]
    assert (implementer.kind, implementer.heading) == ("implementer", "")


def test_a_label_may_go_on_over_a_line_end() -> None:
    broken = TEXT.replace("@《", "《").replace("海园发[2023]4号", "海园发[2023]\n4号")
    (project,) = read_text(broken, name="demo").projects
    body = project.sections[0].body
    (number,) = (body.text[one.start : one.end] for one in body.spans if one.label == "N1")
    assert number == "海园发[2023]\n4号"
    assert "{" not in body.text


def test_what_it_says() -> None:
    text = read_text(TEXT.replace("@《", "《"), name="demo")
    project = json.loads(json.dumps(gold_of(text)))["projects"][0]
    assert project["fields"] == {"narrative_budget": "120000.00", "implementer": "海湾区绿化所"}
    assert project["citations"] == [
        {
            "title": "海湾区行道树办法（试行）",
            "doc_number": "海园发〔2023〕4号",
            "issuer": "区政府",
            "article": "第三条",
            "version": "试行",
            "section": "basis",
        },
        {
            "title": "海湾区绿化规定",
            "doc_number": "海府令第7号",  # said by @citation, not by the print
            "issuer": "区政府",
            "article": None,
            "version": "2020年修订",
            "section": "basis",
        },
    ]
    lines = printed(text).splitlines()
    assert lines[:3] == ["海湾区园林局2024年项目说明", "项目一：行道树养护", "一、立项依据"]
    assert lines[-1] == "由海湾区绿化所实施。"


def test_a_printed_line_may_begin_with_the_sign() -> None:
    text = read_text(TEXT.replace("@《", "@@《"), name="demo")
    assert text.projects[0].sections[0].body.text.splitlines()[1].startswith("@《海湾区绿化规定》")


@pytest.mark.parametrize(
    ("changed", "code", "where", "why"),
    [
        (("{O|", "{Q|"), "bad_labels", "demo:13", "a key that is not known"),
        (("{O|海湾区绿化所}", "{O|}"), "bad_labels", "demo:13", "a label that holds nothing"),
        (("绿化所}", "绿化所"), "bad_labels", "demo:13", "a label that never ends"),
        (("{O|海", "{O|{D|海"), "bad_labels", "demo:13", "a label inside another"),
        (("4号}", "4号"), "bad_labels", "demo:10", "a label that the next one interrupts"),
        (("@basis", "@basiss"), "bad_label_file", "demo:9", "a section that is not known"),
        (("% year: 2024\n", ""), "bad_label_file", "demo:1", "no year"),
        (("@citation 2 ", "@citation two "), "bad_label_file", "demo:8", "no citation's number"),
        (("@project", "@field"), "bad_label_file", "demo:5", "a field before any project"),
    ],
)
def test_what_is_refused(changed: tuple[str, str], code: str, where: str, why: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_text(TEXT.replace("@《", "《").replace(*changed, 1), name="demo")
    assert caught.value.code == code, why
    assert where in caught.value.found, why


def test_keys() -> None:
    assert [kind_of(key) for key in ("T1+2", "AY", "N12")] == ["T", "AY", "N"]
    assert [numbers_of(key) for key in ("T1+2", "AY", "N12")] == [(1, 2), (), (12,)]
