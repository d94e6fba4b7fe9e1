"""(Citation, entry) → the exact words that an analyst reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.registry import Alias, Carrier, Edition, Version, Work
from extraction.registry.entries import Entry, entry_of
from extraction.registry.evidence import Cited, compare, prepare
from extraction.registry.in_force import version_on
from extraction.registry.reasons import why_ambiguous, why_conflict, why_linked, why_unknown

_NOTHING = Edition(None, "unknown")
_LAW = Work("law", "中华人民共和国湿地养护法", "试验", "法律", ("全国人民代表大会常务委员会",))
_RULE = Work("rule", "松江区公园管理办法", "试验", "规范性文件", ("松江区人民政府",), None,
             (Version("rule.1", "试验", "沪松府〔2018〕42号"),))  # fmt: skip
_NOTICE = Work("notice", "某部关于加强河道视频监控建设联网应用工作的若干意见", "试验", "规范性文件",
               ("国家发展改革委",), None, (Version("notice.1", "试验", "发改高技〔2015〕96号"),))  # fmt: skip
_TRIAL = Work(
    "trial",
    "河道保洁考核办法（试行）",
    "试验",
    versions=(Version("trial.1", "试验", "沪水务〔2019〕7号"),),
)
_CARRIER = Work("carrier", "关于印发〈河道清淤办法〉的通知", "试验",
                versions=(Version("carrier.1", "试验", "沪水务〔2020〕8号"),))  # fmt: skip
_CARRIED = Work("carried", "河道清淤办法", "试验",
                carriers=(Carrier("关于印发〈河道疏浚办法〉的通知", "试验", "沪水务〔2020〕8号"),))  # fmt: skip
_CITY = Work("city", "上海市献血条例", "试验", "地方性法规", ("上海市人大常委会",), "上海市")
_MANY = Work("many", "应收水费登记办法", "试验", "部门规章", (), None,
             tuple(Version(f"many.{n}", "试验", f"某部令〔{2000 + n}〕第{n}号") for n in range(1, 6)))  # fmt: skip
_MISPRINT = Work(
    "misprint", "公园养护办法", "试验", aliases=(Alias("公圆养护办法", "spelling", "试验"),)
)


def _cited(
    title: str | None, number: str | None = None, issuer: str | None = None, place: str = ""
) -> Cited:
    return prepare(title=title, doc_number=number, issuer=issuer, edition=None, place=place)


@pytest.mark.parametrize(
    ("cited", "work", "why"),
    [
        # --- numbers
        (_cited("松江区公园管理办法", "沪松府〔2018〕42号"), _RULE, "文号一致，标题一致"),
        (_cited(None, "沪松府〔2018〕42号"), _RULE, "文号一致，未写标题"),
        (_cited("松江区公园管理办法", "沪松府〔2019〕42号"), _RULE, "文号年份不同（登记为沪松府〔2018〕42号），标题一致"),
        (_cited("松江区公园管理办法", "沪松府〔2018〕24号"), _RULE, "文号序号不同（登记为沪松府〔2018〕42号），标题一致"),
        (_cited("松江区公园管理办法", "沪松府办〔2018〕42号"), _RULE,
         "文号机关代字不同（登记为沪松府〔2018〕42号），标题一致"),
        (_cited("松江区公园管理办法", "沪财预〔2020〕5号"), _RULE, "文号不同（登记为沪松府〔2018〕42号），标题一致"),
        (_cited("应收水费登记办法", "沪财预〔2020〕9号"), _MANY,
         "该文号未登记（已登记某部令〔2001〕第1号、某部令〔2002〕第2号、某部令〔2003〕第3号等），标题一致"),
        (_cited("湿地养护法", "沪财预〔2020〕5号"), _LAW, "法规库未记文号，标题一致（缺“中华人民共和国”）"),
        # --- titles
        (_cited("某部关于加强河道视频监控建设联网应工作的若干意见", "发改高技〔2015〕96号"), _NOTICE, "文号一致，标题缺“用”字"),
        (_cited("关于加强河道视频监控建设联网应用工作的若干意见"), _NOTICE, "标题一致（缺发文机关）"),
        (_cited("关于加强河道视频监控建设联网应用工作若干若干意见"), _NOTICE, "标题“若干”登记为“的”"),
        (_cited("关于进一步加强河道视频监控建设联网应用工作的若干意见"), _NOTICE, "标题多“进一步”"),
        (_cited("松江区公园管理条例"), _RULE, "标题仅文种不同（“条例”登记为“办法”）"),
        (_cited("松江区公圆管理办法"), _RULE, "标题“圆”登记为“园”"),
        (_cited("中华人民共和国湿地养护法"), _LAW, "标题一致"),
        (_cited("河道保洁考核办法"), _TRIAL, "标题一致（缺“试行”）"),
        (_cited("河道保洁考核办法（2020版）"), _TRIAL, "标题一致（缺“试行”）"),
        (_cited("松江区公园管理办法（试行）"), _RULE, "标题一致（多“试行”）"),
        (_cited("河道清淤办法", "沪水务〔2020〕8号"), _CARRIER, "文号一致，标题是该通知所印发的文件"),
        (_cited("关于印发〈河道清淤办法〉的通知"), _CARRIED, "标题是印发该文件的通知"),
        (_cited("公圆养护办法"), _MISPRINT, "标题与已知误写一致"),
        (_cited("松江区湿地公园与林地的巡护、养护、补植、监督和考核办法"), _RULE, "标题相似度0.29"),
        (_cited("某市水务局关于加强河道视频监控建设联网应用工作的若干意见"), _NOTICE,
         "标题一致，发文机关不同（登记为国家发展改革委）"),
        # --- bodies and places
        (_cited("松江区公园管理办法", issuer="区政府"), _RULE, "标题一致，发文机关一致"),
        (_cited("松江区公园管理办法", issuer="财政部"), _RULE, "标题一致，发文机关不同（登记为松江区人民政府）"),
        (_cited("献血条例", place="上海市松江区"), _CITY, "标题补上本地地名“上海市”后一致，为本地文件"),
        (_cited("本市献血条例", place="上海市松江区"), _CITY, "标题补上本地地名“上海市”后一致，为本地文件"),
        (_cited("浙江省献血条例"), _CITY, "标题“浙江省”登记为“上海市”，地名不同（登记为上海市）"),
    ],
)  # fmt: skip
def test_why_linked(cited: Cited, work: Work, why: str) -> None:
    entry = entry_of(work)
    assert why_linked(cited, entry, compare(cited, entry), _NOTHING) == why


_VERSIONS = (
    Version(
        "v.1", "试验", "某部令〔2006〕第2号", None, "2006-01-02", "2006-03-01", None, "superseded"
    ),
    Version("v.2", "试验", "某部令〔2019〕第3号", None, "2019-10-25", "2020", None, "in_force"),
)


@pytest.mark.parametrize(
    ("versions", "number", "on", "why"),
    [
        (_VERSIONS, None, "2022-01-01", "标题一致，适用2020年的版本"),
        (_VERSIONS, None, "2010-01-01", "标题一致，适用2006年3月1日的版本"),
        (_VERSIONS, "某部令〔2006〕第2号", "2022-01-01", "文号一致，标题一致，该版本已被新版本取代（自2020年起）"),
        (_VERSIONS, "某部令〔2019〕第3号", "2019-01-01", "文号一致，标题一致，该版本尚未施行（自2020年起施行）"),
        (_VERSIONS[1:], None, "2022-01-01", "标题一致"),
        ((Version("v.1", "试验", date_issued="2000", date_repealed="2010-06", status="repealed"),), None,
         "2022-01-01", "标题一致，该文件已废止（自2010年6月起）"),
        ((Version("v.1", "试验", status="repealed"),), None, None, "标题一致，该文件已废止"),
        ((Version("v.1", "试验", status="repealed"),), None, "2022-01-01",
         "标题一致，该文件已废止（废止日期不详）"),
        ((Version("v.1", "试验"), Version("v.2", "试验", status="in_force")), None, None,
         "标题一致，适用现行版本"),
        ((), None, "2022-01-01", "标题一致"),
    ],
)  # fmt: skip
def test_the_version_is_said(
    versions: tuple[Version, ...], number: str | None, on: str | None, why: str
) -> None:
    entry = entry_of(Work("v", "应收水费登记办法", "试验", "部门规章", versions=versions))
    cited = _cited("应收水费登记办法", number)
    edition = version_on(entry, number=cited.number.text if cited.number else None, on=on)
    assert why_linked(cited, entry, compare(cited, entry), edition) == why


def _twins(count: int) -> list[Entry]:
    return [
        entry_of(
            Work(f"t{n}", "关于养护公园的通知", "试验",
                 versions=(Version(f"t{n}.1", "试验", f"甲园〔2020〕{n}号"),))
        )
        for n in range(1, count + 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cited", "entries", "why"),
    [
        (_cited("关于养护公园的通知"), _twins(2),
         "标题与《关于养护公园的通知》（甲园〔2020〕1号）、《关于养护公园的通知》（甲园〔2020〕2号）都一致，无法区分"),
        (_cited("关于养护公园的通知"), _twins(5),
         "标题与《关于养护公园的通知》（甲园〔2020〕1号）、《关于养护公园的通知》（甲园〔2020〕2号）、"
         "《关于养护公园的通知》（甲园〔2020〕3号）等5件都一致，无法区分"),
        (_cited(None, "甲园〔2020〕1号"),
         [*_twins(1), entry_of(Work("b", "公园养护办法", "试验", versions=(Version("b.1", "试验", "甲园〔2020〕1号"),)))],
         "文号与《关于养护公园的通知》、《公园养护办法》都一致，无法区分"),
        (_cited("关于养护公圆的通知"), [*_twins(1), entry_of(Work("b", "关于养护公路的通知", "试验"))],
         "标题与《关于养护公园的通知》、《关于养护公路的通知》都相近，无法区分"),
        (_cited("公园养护办法"),
         [entry_of(Work("a", "公园养护办法", "试验", issuers=("甲市园林局",))),
          entry_of(Work("b", "公园养护办法", "试验", versions=(Version("b.1", "试验", date_issued="2019-01"),)))],
         "标题与《公园养护办法》（甲市园林局）、《公园养护办法》（2019年1月）都一致，无法区分"),
    ],
)  # fmt: skip
def test_why_ambiguous(cited: Cited, entries: list[Entry], why: str) -> None:
    first, *rivals = [compare(cited, entry) for entry in entries]
    assert why_ambiguous(entries, first, rivals) == why


def test_a_rival_without_the_number_shares_no_number() -> None:
    cited = _cited("关于养护公园的通知", "甲园〔2020〕1号")
    first, rival = (compare(cited, entry) for entry in _twins(2))
    assert why_ambiguous(_twins(2), first, [rival]).startswith("标题与")


def test_why_conflict() -> None:
    said = why_conflict(entry_of(_RULE), entry_of(_LAW))
    assert said == "文号属于《松江区公园管理办法》，标题却是另一件《中华人民共和国湿地养护法》"


@pytest.mark.parametrize(
    ("cited", "nearest", "why"),
    [
        (_cited("公园养护办法"), None, "法规库中没有该标题"),
        (_cited(None, "沪松府〔2018〕42号"), None, "法规库中没有该文号"),
        (_cited("公园养护办法", "沪松府〔2018〕42号"), None, "法规库中没有该文号，也没有该标题"),
        (_cited("通知"), None, "标题只有“通知”，无从查找"),
        (_cited("通知", "沪松府〔2018〕42号"), None, "法规库中没有该文号，也没有该标题"),
        (_cited(None, None), None, "没有可查的文号或标题"),
        (_cited("松江区公园管理条例"), _RULE, "最接近的是《松江区公园管理办法》：标题仅文种不同（“条例”登记为“办法”），不足以认定"),
        (_cited("松江区公园管理条例", "沪松府〔2018〕42号"), _RULE,
         "最接近的是《松江区公园管理办法》：文号一致，标题仅文种不同（“条例”登记为“办法”），不足以认定"),
    ],
)  # fmt: skip
def test_why_unknown(cited: Cited, nearest: Work | None, why: str) -> None:
    entry = entry_of(nearest) if nearest else None
    assert why_unknown(cited, entry, compare(cited, entry) if entry else None) == why


_TITLES = st.sampled_from(
    [_LAW.title, _RULE.title, _CARRIER.title, "河道清淤办法", "通知", "浙江省献血条例"]
)
_NUMBERS = st.sampled_from([None, "沪松府〔2018〕42号", "沪财预〔2020〕5号", "国务院令第350号"])
_WORKS = st.sampled_from(
    [_LAW, _RULE, _NOTICE, _TRIAL, _CARRIER, _CARRIED, _CITY, _MANY, _MISPRINT]
)


@given(_TITLES, _NUMBERS, st.sampled_from([None, "财政部", "区政府"]), _WORKS)
def test_every_reason_is_a_sentence(
    title: str, number: str | None, issuer: str | None, work: Work
) -> None:
    cited, entry = _cited(title, number, issuer, "上海市松江区"), entry_of(work)
    why = why_linked(cited, entry, compare(cited, entry), version_on(entry, on="2025-01-01"))
    assert why
    assert not why.startswith("，")
    assert "，，" not in why
    assert "“”" not in why
    assert "（）" not in why
    assert "None" not in why
