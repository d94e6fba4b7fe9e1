"""Citations → what the linker says of them: the status, the work, the version, the words."""

from __future__ import annotations

import pytest

from extraction.registry import Context, Linker, LinkRanker, RuleRanker, budget_context
from models.links import released_ranker
from tests.extraction.registry.small_registry import catalogue

HERE = Context("上海市松江区", "2025-01-01")
RANKERS: tuple[LinkRanker, ...] = (RuleRanker(), *filter(None, [released_ranker()]))


@pytest.fixture(scope="module", params=RANKERS, ids=lambda ranker: ranker.name)
def linker(request: pytest.FixtureRequest) -> Linker:
    return Linker(catalogue(), ranker=request.param)


@pytest.mark.parametrize(
    ("title", "doc_number", "work", "why", "reason"),
    [
        ("松江区水闸信息化项目管理办法", "沪松府〔2018〕42号", "carried", "文号一致，标题一致",
         "number and title agree"),
        (None, "沪松府 [2018] 042号", "carried", "文号一致，未写标题",
         "a number alone, in other brackets and with a leading zero"),
        ("关于印发〈松江区水闸信息化项目管理办法〉的通知", None, "carried", "标题一致",
         "the carrier's name is a name of the work"),
        ("关于加强河道视频监控建设联网应工作的若干意见", "发改高技〔2015〕96号", "notice",
         "文号一致，标题缺“用”字", "a lost character, proved by the number"),
        ("湿地养护法", None, "law", "标题一致（缺“中华人民共和国”）",
         "laws are cited without 中华人民共和国"),
        ("中华人民共和国湿地养护法", None, "law", "标题一致", "a title alone"),
        ("上海市湿地养护条例", None, "city", "标题一致", "a title alone, with its place"),
        ("本市湿地养护条例", None, "city", "标题补上本地地名“上海市”后一致",
         "本市 is the disclosing body's city"),
        ("湿地养护条例", None, "city", "标题补上本地地名“上海市”后一致",
         "without a place the body's own is meant, where no work is called so"),
        ("上海市夜间巡护奖励条例", None, "rule", "标题仅文种不同（“条例”登记为“办法”）",
         "the wrong kind word, and no other work of that matter"),
        ("河道保洁考核办法", "沪水务〔2019〕7号", "trial", "文号一致，标题一致（缺“试行”）",
         "试行 left out"),
        ("应收水费登记办法", "中国人民银行令〔2017〕第3号", "old-and-new", "文号一致，标题一致",
         "the number of one version"),
    ],
)  # fmt: skip
def test_it_links(
    linker: Linker, title: str | None, doc_number: str | None, work: str, why: str, reason: str
) -> None:
    link = linker.link(title=title, doc_number=doc_number, context=HERE).link
    assert (link.status, link.regulation_id) == ("linked", work), reason
    assert link.why.startswith(why), reason
    assert link.score is not None
    assert link.score > 0.7
    assert link.candidates[0].regulation_id == work


@pytest.mark.parametrize(
    ("title", "doc_number", "status", "works", "reason"),
    [
        ("关于调整水价的通知", None, "ambiguous", {"same1", "same2", "same3"},
         "three notices of one title: never the first"),
        ("松江区水闸信息化项目管理办法", "发改高技〔2015〕96号", "conflict", {"carried", "notice"},
         "the number is another document's"),
        ("河道保洁考核办法（征求意见稿）", None, "unknown", set(),
         "a draft is not the final text"),
        ("通知", None, "unknown", set(), "a kind word alone is everybody's"),
        ("北京市湿地养护条例", None, "unknown", set(), "another city's"),
        ("关于开展无人机巡堤试点的通知", None, "unknown", set(), "not registered"),
        (None, "发改高技〔2015〕97号", "unknown", set(), "the next number is another document"),
        (None, None, "unknown", set(), "nothing to look for"),
        ("上海市水务局关于加强河道视频监控建设联网应用工作的若干意见", None, "unknown", {"notice"},
         "another body's document of the same title"),
        ("江苏省关于加强河道视频监控建设联网应用工作的若干意见", None, "unknown", {"notice"},
         "a province's document of a ministry's title"),
        ("关于加强河道视频监控建设联网应用工作的若干意见", "沪水务〔2015〕96号", "unknown", {"notice"},
         "year and serial agree by chance; the code is another body's"),
        ("中华人民共和国湿地养护法", "国务院令第76号", "unknown", {"law"},
         "a law is never promulgated by an order of the council"),
        ("北京市水务局关于印发〈上海市湿地养护条例〉的通知", None, "unknown", {"city"},
         "nobody else issues a city's regulation"),
        ("上海市湿养地护条例", None, "unknown", set(), "characters swapped make other words"),
        ("河道保洁考核办法", None, "unknown", {"trial"}, "the text on trial is not the final one"),
    ],
)  # fmt: skip
def test_it_refuses(
    linker: Linker,
    title: str | None,
    doc_number: str | None,
    status: str,
    works: set[str],
    reason: str,
) -> None:
    link = linker.link(title=title, doc_number=doc_number, context=HERE).link
    assert link.status == status, (reason, link)
    assert link.regulation_id is None
    assert link.score is None
    assert link.why
    if works:
        assert {each.regulation_id for each in link.candidates} == works, reason


@pytest.mark.parametrize("version", ["草案", "征求意见稿", "公开征求意见稿"])
def test_the_mark_of_a_draft_may_stand_behind_the_title(linker: Linker, version: str) -> None:
    link = linker.link(title="上海市湿地养护条例", doc_number=None, version=version).link
    assert (link.status, link.regulation_id) == ("unknown", None)
    assert link.why == "所引为草案或征求意见稿，不是正式文本《上海市湿地养护条例》"


def test_an_edition_that_is_not_registered_is_said_and_its_standing_is_not(linker: Linker) -> None:
    found = linker.link(
        title="上海市湿地养护条例", doc_number=None, version="2020年修订", context=HERE
    )
    assert found.edition.version is None
    assert "所引版本未登记" in found.link.why
    assert "适用" not in found.link.why


def test_a_new_number_of_a_rule_is_the_registrys_gap(linker: Linker) -> None:
    found = linker.link(title="应收水费登记办法", doc_number="中国人民银行令〔2019〕第4号")
    assert found.link.status == "linked"
    assert found.link.why.startswith("该文号未登记（已登记中国人民银行令〔2007〕第4号、")


def test_a_number_of_one_of_three_namesakes_decides(linker: Linker) -> None:
    link = linker.link(title="关于调整水价的通知", doc_number="发改价格〔2012〕2号").link
    assert (link.status, link.regulation_id) == ("linked", "same2")


def test_the_version_is_the_one_in_force_at_the_budgets_date(linker: Linker) -> None:
    for day, wanted in (("2015-01-01", "law.1"), ("2025-01-01", "law.2")):
        found = linker.link(title="湿地养护法", doc_number=None, context=Context("", day))
        assert found.edition.version is not None
        assert (found.edition.version.id, found.edition.standing) == (wanted, "in_force")


def test_a_cited_version_that_was_replaced_is_linked_and_said(linker: Linker) -> None:
    found = linker.link(
        title="应收水费登记办法", doc_number="中国人民银行令〔2007〕第4号", context=HERE
    )
    assert found.link.status == "linked"
    assert found.edition.standing == "superseded"
    assert "该版本已被新版本取代（自2017年10月25日起）" in found.link.why


def test_a_repealed_work_is_linked_and_said(linker: Linker) -> None:
    found = linker.link(title="上海市夜间巡护奖励办法", doc_number=None, context=HERE)
    assert (found.link.status, found.edition.standing) == ("linked", "repealed")
    assert found.link.why.endswith("该文件已废止（自2019年6月30日起）")


def test_the_same_question_has_the_same_answer(linker: Linker) -> None:
    first = linker.link(title="湿地养护条例", doc_number=None, context=HERE)
    linker.link(title="关于调整水价的通知", doc_number=None)
    assert linker.link(title="湿地养护条例", doc_number=None, context=HERE) == first


@pytest.mark.parametrize(
    ("department", "year", "context"),
    [
        ("中共上海市松江区委政法委员会", 2025, Context("上海市松江区", "2025-01-01")),
        ("江苏省水利厅", 2019, Context("江苏省", "2019-01-01")),
        ("水务局", None, Context("", None)),
        (None, 2024, Context("", "2024-01-01")),
    ],
)
def test_the_context_of_a_budget(
    department: str | None, year: int | None, context: Context
) -> None:
    assert budget_context(department, year) == context
