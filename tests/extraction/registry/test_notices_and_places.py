"""Notices that carry rules, places that are left out, and kind words: what links, what does not."""

from __future__ import annotations

import pytest

from extraction.registry import Carrier, Catalogue, Context, Linker, Work
from extraction.schema import LinkStatus
from models.links import released_ranker

_TWO = "关于印发〈云州市公证资金管理办法〉和〈云州市公证评审细则〉的通知"
_LINKER = Linker(
    Catalogue(
        [
            Work("rule", "上海市松江区河道保洁管理办法", "甲", "规范性文件",
                 ("上海市松江区水务局",), "上海市松江区"),
            Work("inside", "关于加强上海市松江区河道保洁工作的意见", "甲", "规范性文件",
                 ("上海市松江区水务局",), "上海市松江区"),
            Work("four", "呼和浩特市渔港管理规定", "甲", "规范性文件", (), "内蒙古自治区呼和浩特市"),
            Work("four-too", "白云市渔港管理规定", "甲", "规范性文件", (), "白云市"),
            Work("nation", "滩涂养护督察管理办法", "甲", "规范性文件", ("水利部",)),
            Work("fund", "云州市公证资金管理办法", "甲", "规范性文件", ("云州市司法局",), "云州市",
                 carriers=(Carrier(_TWO, "甲"),)),
            Work("panel", "云州市公证评审细则", "甲", "规范性文件", ("云州市司法局",), "云州市",
                 carriers=(Carrier(_TWO, "甲"),)),
            Work("ways", "林道管护管理办法", "甲", "规范性文件", ("国家林草局",)),
            Work("rules", "林道管护管理规定", "甲", "规范性文件", ("国家林草局",)),
            Work("passed", "关于转发〈关于推进苗圃建设的若干意见〉的通知", "甲", "规范性文件",
                 ("上海市松江区人民政府",), "上海市松江区"),
            Work("notified", "晒场养护工作办法", "甲", "规范性文件", ("农业农村部",),
                 carriers=(Carrier("农业农村部关于印发〈晒场养护工作办法〉的通知", "甲"),)),
        ]
    ),
    ranker=released_ranker(),
)  # fmt: skip
_HERE, _NOWHERE = "上海市松江区", ""


@pytest.mark.parametrize(
    ("title", "place", "status", "work", "reason"),
    [
        ("关于印发〈河道保洁管理办法〉的通知", _HERE, "linked", "rule",
         "the notice of the district's rule, its place left out"),
        ("关于印发〈本区河道保洁管理办法〉的通知", _HERE, "linked", "rule", "本区 inside a notice"),
        ("关于印发〈河道保洁管理办法〉的通知", "上海市普陀区", "unknown", None,
         "another district's rule"),
        ("关于加强河道保洁工作的意见", _HERE, "linked", "inside", "the place stands inside the title"),
        ("关于加强河道保洁工作的意见", "上海市普陀区", "unknown", None, "another district's opinion"),
        ("渔港管理规定", _NOWHERE, "ambiguous", None, "two cities', one of four characters"),
        ("渔港管理规定", "内蒙古自治区呼和浩特市", "linked", "four", "the body's own city"),
        ("本市滩涂养护督察管理办法", "云州市", "unknown", None, "本市 is never the nation"),
        ("滩涂养护督察管理办法", "云州市", "linked", "nation", "without 本市 the nation's is meant"),
        (_TWO, "云州市", "ambiguous", None, "the notice of two rules means neither alone"),
        ("关于印发〈云州市公证资金管理办法〉和〈云州市公证评审规则〉的通知", "云州市", "unknown", None,
         "nor with a wrong kind word"),
        ("云州市公证资金管理规范", "云州市", "linked", "fund",
         "the wrong kind word; the other rule of its notice is another"),
        ("林道管护管理规范", _NOWHERE, "ambiguous", None, "no nearer to 规定 than to 办法"),
        ("关于转发〈关于推进苗圃建设的若干措施〉的通知", _HERE, "linked", "passed",
         "the wrong kind word of what is passed on"),
        ("农业农村部关于印发〈晒场养护工作规定〉的通知", _NOWHERE, "linked", "notified",
         "the wrong kind word inside a notice"),
        ("农业农村部关于印发〈晒场养护工人办法〉的通知", _NOWHERE, "unknown", None, "another word"),
    ],
)  # fmt: skip
def test_what_is_meant(
    title: str, place: str, status: LinkStatus, work: str | None, reason: str
) -> None:
    link = _LINKER.link(title=title, doc_number=None, context=Context(place)).link
    assert (link.status, link.regulation_id) == (status, work), (reason, link)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("上海市松江区河道保洁管理条例", "标题仅文种不同（“条例”登记为“办法”）"),
        ("关于转发〈关于推进苗圃建设的若干措施〉的通知", "标题仅文种不同（“措施”登记为“意见”）"),
        ("农业农村部关于印发〈晒场养护工作规定〉的通知", "标题仅文种不同（“规定”登记为“办法”）"),
    ],
)
def test_a_wrong_kind_word_is_said(title: str, said: str) -> None:
    link = _LINKER.link(title=title, doc_number=None, context=Context(_HERE)).link
    assert link.status == "linked"
    assert said in link.why
