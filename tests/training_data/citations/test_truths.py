"""What a citation means depends on what the registry holds beside the work that was meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.registry import Carrier, Version, Work
from training_data.citations.printing import PrintedCitation
from training_data.citations.truths import Registered, Truth, plain


def _work(
    key: str, title: str, number: str | None, place: str | None = None, issuer: str = "财政部"
) -> Work:
    versions = (Version(f"{key}.1", "synthetic", number, date_issued="2020-03-01"),)
    return Work(key, title, "synthetic", "规范性文件", (issuer,), place, versions)


def _cite(
    title: str | None, number: str | None = None, issuer: str | None = None
) -> PrintedCitation:
    return PrintedCitation(title, number, issuer, "title")


_CITY = _work(
    "r1", "关于加强我市灯塔管理的通知", "沪建房〔2020〕5号", "上海", "上海市住房和城乡建设局"
)
_TWIN = _work(
    "r2",
    "关于加强我市灯塔管理的通知",
    "苏州建房〔2020〕6号",
    "江苏省苏州市",
    "苏州市住房和城乡建设局",
)
_RULE = _work("r3", "灯塔项目管理办法", "财建〔2020〕7号")
_NEAR = _work("r4", "灯塔项目管理规定", "财建〔2020〕8号")
_LOCAL = _work("r5", "上海市浮标养护办法", "沪财〔2020〕9号", "上海", "上海市财政局")
_LOCAL_TWIN = _work(
    "r6", "上海市松江区浮标养护办法", "沪松财〔2020〕9号", "上海市松江区", "上海市松江区财政局"
)
_OUT = _work("r7", "上海市潮汐观测办法", "沪财〔2020〕10号", "上海", "上海市财政局")
_ALL = (_CITY, _TWIN, _RULE, _NEAR, _LOCAL, _LOCAL_TWIN)
_REGISTRY = Registered(_ALL)


def _truth(
    citation: PrintedCitation, meant: Work, place: str | None = None, *, changed: bool = False
) -> Truth | None:
    return _REGISTRY.truth(citation, meant, place=place, changed=changed)


@pytest.mark.parametrize(
    ("citation", "meant", "place"),
    [
        (_cite(_RULE.title), _RULE, None),
        (_cite("财政部" + _CITY.title, "沪建房〔2020〕5号"), _CITY, None),
        (_cite(None, "财建[2020]07号"), _RULE, None),
        (_cite(_CITY.title), _CITY, "上海市松江区"),
        (_cite(_CITY.title, issuer="上海市住房和城乡建设局"), _CITY, None),
        (_cite("浮标养护办法"), _LOCAL, "上海市青浦区"),
        (_cite(_RULE.title, "财建〔2020〕77号"), _RULE, None),
        # 本区 in a district's document is the district, 本市 the city.
        (_cite("本区浮标养护办法"), _LOCAL_TWIN, "上海市松江区"),
        (_cite("本市浮标养护办法"), _LOCAL, "上海市松江区"),
        # The issuer stands in the title.
        (
            replace(_cite("上海市住房和城乡建设局" + _CITY.title), prefix="上海市住房和城乡建设局"),
            _CITY,
            None,
        ),
    ],
)
def test_linked(citation: PrintedCitation, meant: Work, place: str | None) -> None:
    truth = _truth(citation, meant, place, changed=True)
    assert truth
    assert (truth.status, truth.work_id, truth.version_id) == ("linked", meant.id, f"{meant.id}.1")


@pytest.mark.parametrize(
    ("citation", "meant", "place", "rival"),
    [
        # The same title in two cities, and nothing known of who cites it.
        (_cite(_CITY.title), _CITY, None, _TWIN),
        # 灯塔项目管理细则: 办法 as well as 规定 may be meant.
        (_cite("灯塔项目管理细则"), _RULE, None, _NEAR),
        # The district's or the city's.
        (_cite("浮标养护办法"), _LOCAL_TWIN, "上海市松江区", _LOCAL),
    ],
)
def test_ambiguous(citation: PrintedCitation, meant: Work, place: str | None, rival: Work) -> None:
    assert _truth(citation, meant, place, changed=True) == Truth(
        "ambiguous", candidates=(meant.id, rival.id)
    )


def test_conflict() -> None:
    citation = _cite(_RULE.title, "沪建房〔2020〕5号")
    assert _truth(citation, _RULE, changed=True) == Truth("conflict", candidates=("r3", "r1"))


@pytest.mark.parametrize(
    ("citation", "meant"),
    [
        (_cite(_OUT.title), _OUT),
        (_cite(_OUT.title, "沪财〔2020〕10号"), _OUT),
        (_cite(None, "沪财〔2020〕10号"), _OUT),
        # No registered work has the number; what was meant cannot be seen.
        (_cite(None, "财建〔2020〕77号"), _RULE),
    ],
)
def test_unknown(citation: PrintedCitation, meant: Work) -> None:
    assert _truth(citation, meant, changed=meant is _RULE) == Truth("unknown")


@pytest.mark.parametrize(
    ("citation", "meant"),
    [
        # A wrong number that is by chance another's.
        (_cite(None, "财建〔2020〕8号"), _RULE),
        # A corruption that gives another registered title.
        (_cite(_NEAR.title), _RULE),
        # A work held out, printed as one that is registered.
        (_cite(_RULE.title), _work("r8", _RULE.title, "财行〔2021〕1号")),
        (_cite(_OUT.title, "沪财〔2020〕9号"), _OUT),
    ],
)
def test_it_cannot_be_said(citation: PrintedCitation, meant: Work) -> None:
    assert _truth(citation, meant, changed=True) is None


def test_two_rules_of_one_notice() -> None:
    notice = Carrier("关于印发〈甲灯办法〉和〈乙灯办法〉的通知", "synthetic", "财建〔2021〕1号")
    one = replace(_work("ra", "甲灯办法", "财建〔2021〕1号"), carriers=(notice,))
    two = replace(_work("rb", "乙灯塔养护规则", "财建〔2021〕1号"), carriers=(notice,))
    registry = Registered((one, two))
    both = Truth("ambiguous", candidates=("ra", "rb"))
    alone = _cite(None, "财建〔2021〕1号")
    assert registry.truth(alone, one, place=None, changed=False) == both
    carried = replace(_cite(notice.title, "财建〔2021〕1号"), form="carrier")
    assert registry.truth(carried, one, place=None, changed=False) == both
    own = registry.truth(_cite("甲灯办法", "财建〔2021〕1号"), one, place=None, changed=False)
    assert own == Truth("linked", "ra", "ra.1")


def test_the_version_is_the_one_whose_number_is_printed() -> None:
    versions = tuple(
        Version(f"rc.{n}", "synthetic", f"财建〔{year}〕3号", f"{year}版")
        for n, year in ((1, 2018), (2, 2021))
    )
    work = Work("rc", "航标规则", "synthetic", versions=versions)
    registry = Registered((work,))

    def version(citation: PrintedCitation) -> str | None:
        truth = registry.truth(citation, work, place=None, changed=False)
        assert truth
        return truth.version_id

    assert version(_cite("航标规则", "财建〔2018〕3号")) == "rc.1"
    assert version(_cite("航标规则（2021版）")) == "rc.2"
    assert version(_cite("航标规则")) is None


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("中华人民共和国灯塔法", "灯塔法"),
        ("财政部 某部关于加强灯塔管理的通知", "关于加强灯塔管理的通知"),
        ("关于转发〈关于加强灯塔管理的通知〉的通知", "关于转发关于加强灯塔管理的通知的通知"),
        ("某区灯塔办法（2020版）", "某区灯塔办法"),
        ("某区灯塔办法（试行）", "某区灯塔办法试行"),
    ],
)
def test_plain(title: str, form: str) -> None:
    assert plain(title) == form
