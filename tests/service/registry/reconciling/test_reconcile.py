"""What an offered work turns out to be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.registry import Alias, Carrier, Version, Work
from extraction.registry.regulations import Level
from service.registry.reading.registry_rows import work_of_facts
from service.registry.reconciling.reconcile import Kind, Outcome, reconcile
from tests.service.registry.invented import work

_RULE = work(
    "云州市绿地养护办法",
    "云园〔2018〕3号",
    issued="2018-03-01",
    issuers=["云州市园林局"],
    level="规范性文件",
)
_NOTICE = work(
    "关于做好年度绿化工作的通知", "云园〔2018〕9号", issued="2018-04-01", issuers=["云州市园林局"]
)
_CARRIED = replace(
    _RULE, carriers=(Carrier("关于印发〈云州市绿地养护办法〉的通知", "甲表", "云园〔2018〕3号"),)
)


def _reconciled(offered: Work, *standing: Work) -> Outcome:
    return reconcile(offered, standing, trusted_id=False)


@pytest.mark.parametrize(
    ("offered", "standing", "kind", "reason"),
    [
        (_RULE, [], "new", "nothing stands"),
        (_RULE, [_RULE], "same", "the same row again"),
        (
            work("云州市绿地养护办法", "云园[2018]第03号"),
            [_RULE],
            "same",
            "another print of the number",
        ),
        (work("云州市绿地养护办法"), [_RULE], "same", "the title alone, and no contradiction"),
        (
            work("云州市绿地养护办法", issuers=["云州市水务局"]),
            [_RULE],
            "new",
            "the title alone, of another body",
        ),
        (
            work("云州市绿地养护办法", place="上海"),
            [replace(_RULE, place="河北")],
            "new",
            "another place",
        ),
        (
            work("云州市绿地养护办法", level="地方性法规"),
            [_RULE],
            "new",
            "the title alone, on another level",
        ),
        (
            work("云州市绿地养护办法", "云园〔2018〕3号", effective="2018-05-01"),
            [_RULE],
            "enriched",
            "a date that was not known",
        ),
        (
            work("云州市绿地养办法", "云园〔2018〕3号"),
            [_RULE],
            "conflict",
            "a misprint or another document: only a person knows",
        ),
        (
            work("云州市绿地养护规定", "云园〔2018〕3号"),
            [_RULE],
            "conflict",
            "the number of a standing work under another kind word",
        ),
        (
            replace(
                work("云州市绿地管护办法", "云园〔2018〕3号"),
                aliases=(Alias("云州市绿地养护办法", "other_name", "甲表"),),
            ),
            [_RULE],
            "enriched",
            "the row says itself that it is another name",
        ),
        (
            work("云州市园林局关于印发〈云州市绿地养护办法〉的通知", "云园〔2018〕3号"),
            [_CARRIED],
            "same",
            "the notice of a rule that stands",
        ),
        (
            work("献血奖励巡查考评细则", "云园〔2018〕3号"),
            [_RULE],
            "conflict",
            "the number of another title",
        ),
        (
            work("献血奖励巡查考评细则", "云园〔2018〕3号", issuers=["白云市园林局"]),
            [_RULE],
            "new",
            "two bodies use one code",
        ),
        (
            work(
                "云州市绿地养护办法",
                "云园〔2022〕8号",
                issuers=["云州市园林局"],
                issued="2022-01-05",
            ),
            [_RULE],
            "new_version",
            "a lasting rule, the same body, another year",
        ),
        (
            work("云州市绿地养护办法", "云园〔2018〕8号", issuers=["云州市园林局"]),
            [_RULE],
            "new",
            "two numbers of one year are two documents",
        ),
        (
            work("云州市绿地养护办法", "云园〔2022〕8号"),
            [_RULE],
            "new",
            "whose the other number is, is not said",
        ),
        (
            work("关于做好年度绿化工作的通知", "云园〔2022〕9号", issuers=["云州市园林局"]),
            [_NOTICE],
            "new",
            "a notice of one occasion has no versions",
        ),
        (
            work("关于做好年度绿化工作的通知", issued="2021-04-01"),
            [_NOTICE],
            "new",
            "a notice of another year, without number",
        ),
        (
            work("云州市绿地养护办法（征求意见稿）", "云园〔2018〕3号", issuers=["云州市园林局"]),
            [_RULE],
            "conflict",
            "a draft does not bear the final text's number",
        ),
        (
            work("绿地养护细则", "云园〔2019〕5号"),
            [work("关于印发〈绿地养护办法〉和〈绿地养护细则〉的通知", "云园〔2019〕5号")],
            "new",
            "a rule that shares the number of its notice with another",
        ),
        (
            work("云州市绿地养护办法", issued="2019-01-01", level="规范性文件"),
            [_RULE],
            "new_version",
            "a lasting rule on a day of another year",
        ),
        (
            work("云州市绿地养护办法", issued="2018-03-02"),
            [_RULE],
            "conflict",
            "another day of the same year is an error in one of them",
        ),
        (
            work("云州市绿地养护办法", "云园〔2018〕3号", level="地方政府规章"),
            [_RULE],
            "conflict",
            "the same document on another level",
        ),
    ],
)
def test_outcomes(offered: Work, standing: list[Work], kind: Kind, reason: str) -> None:
    outcome = _reconciled(offered, *standing)
    assert outcome.kind == kind, reason
    assert bool(outcome.disagreements) is (kind == "conflict")
    if kind == "conflict":
        assert outcome.work in standing, "a conflict changes nothing"


def test_a_filled_fact_keeps_its_source() -> None:
    offered = work("云州市绿地养护办法", "云园〔2018〕3号", effective="2018-05-01", source="乙表")
    version = _reconciled(offered, _RULE).work.versions[0]
    assert version.date_effective == "2018-05-01"
    assert version.field_sources == {"date_effective": "乙表"}
    assert version.source == "甲表"


def test_a_disagreement_names_both_values_and_both_sources() -> None:
    offered = work("云州市绿地养护办法", "云园〔2018〕3号", issued="2018-06-01", source="乙表")
    (said,) = _reconciled(offered, _RULE).disagreements
    assert (said.field, said.standing, said.standing_source) == (
        "date_issued",
        "2018-03-01",
        "甲表",
    )
    assert (said.offered, said.offered_source) == ("2018-06-01", "乙表")
    assert said.version_id == _RULE.versions[0].id


def test_two_works_that_it_may_be_are_left_to_a_person() -> None:
    level: Level = "部门规章"
    first = work("绿地养护规定", "甲园〔2011〕1号", issuers=["甲局"], level=level)
    second = work("绿地养护规定", "乙园〔2012〕1号", issuers=["乙局"], level=level)
    outcome = _reconciled(work("绿地养护规定"), first, second)
    assert outcome.kind == "conflict"
    assert [each.work_id for each in outcome.disagreements] == [first.id, second.id]


def test_an_id_is_believed_where_a_name_or_number_agrees() -> None:
    renamed = work("云州市绿地管护办法", key=_RULE.id)
    (said,) = reconcile(renamed, [_RULE]).disagreements
    assert (said.field, said.standing, said.offered) == ("title", _RULE.title, renamed.title)
    more = work(_RULE.title, key=_RULE.id, effective="2018-05-01")
    assert reconcile(more, [_RULE]).kind == "enriched"
    stranger = work("献血奖励巡查考评细则", key=_RULE.id)
    assert reconcile(stranger, [_RULE]).kind == "conflict"


@pytest.mark.parametrize(
    ("first", "second", "kind", "reason"),
    [
        ({"doc_number": "云统〔2019〕4号"}, {"doc_number": "云统〔2023〕9号"}, "new_version",
         "one code, so one body"),
        ({"issuers": "云州市统计局"}, {"issuers": "云州市统计局"}, "new_version", "one issuer"),
        ({"doc_number": "云统〔2019〕4号"}, {"doc_number": "白统〔2023〕9号"}, "new",
         "two codes and nobody who says that one body has both"),
        ({"issuers": "云州市统计局"}, {"issuers": "白州市统计局"}, "new", "two issuers"),
    ],
)  # fmt: skip
def test_two_editions_are_two_versions_of_one_work(
    first: dict[str, str], second: dict[str, str], kind: Kind, reason: str
) -> None:
    title = "统计申报业务指引"
    standing, _ = work_of_facts({"title": f"{title}（2019版）", **first}, source="甲")
    offered, _ = work_of_facts({"title": f"《{title}(2023年版)》", **second}, source="乙")
    outcome = _reconciled(offered, standing)
    assert (outcome.kind, outcome.work.title) == (kind, title), reason
    if kind == "new_version":
        assert [each.edition for each in outcome.work.versions] == ["2019版", "2023版"]
        assert _reconciled(offered, outcome.work).kind == "same"


def test_a_misprint_is_a_spelling_where_the_sources_are_known() -> None:
    misprinted = work("云州市绿地养办法", "云园〔2018〕3号")
    taken = reconcile(misprinted, [_RULE], trusted_id=False, misprints="taken").work
    assert [(each.text, each.kind) for each in taken.aliases] == [(misprinted.title, "spelling")]


def test_an_order_fills_the_one_version_whose_number_is_not_known() -> None:
    versions = (
        Version("r1.1", "甲", doc_number="国务院令第76号", date_issued="1991-03-04"),
        Version("r1.2", "甲", date_issued="2018-11-06"),
    )
    standing = Work("r1", "绿地代理条例", "甲", "行政法规", ("国务院",), versions=versions)
    offered = work("绿地代理条例", "国令第706号", issuers=["国务院"], level="行政法规")
    outcome = _reconciled(offered, standing)
    assert outcome.kind == "enriched"
    assert [each.doc_number for each in outcome.work.versions] == ["国务院令第76号", "国令第706号"]
    more = replace(standing, versions=(*versions, Version("r1.3", "甲", date_issued="2020-01-01")))
    assert _reconciled(offered, more).kind == "conflict", "of which version is not said"


def test_new_versions_stand_in_the_order_of_their_dates() -> None:
    older = work(
        "云州市绿地养护办法", "云园〔2009〕2号", issuers=["云州市园林局"], issued="2009-02-01"
    )
    outcome = _reconciled(older, _RULE)
    assert [each.date_issued for each in outcome.work.versions] == ["2009-02-01", "2018-03-01"]
    assert [each.id for each in outcome.work.versions] == [f"{_RULE.id}.2", f"{_RULE.id}.1"]
