"""Who carries a project out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.narrative.implementer import ImplementerRule, find_implementer, implementer_rules

ROWS: list[tuple[str, str | None, str]] = [
    ("区图书馆各部门。", "区图书馆各部门", "the final full stop goes"),
    ("第三方服务机构", "第三方服务机构", "no name, but all that is said"),
    (
        "办公室、人事科、财务科（审计科）、执法大队。",
        "办公室、人事科、财务科（审计科）、执法大队",
        "a list",
    ),
    ("1、区水务局\n2、区绿化市容局", "1、区水务局\n2、区绿化市容局", "a numbered list"),
    ("本单位", "本单位", "a pronoun that is the whole text"),
    ("团区委", "团区委", "short"),
    ("为区体育局", "区体育局", "the verb of the heading"),
    (
        "上海城东公路建设（集团）有限公司",
        "上海城东公路建设（集团）有限公司",
        "one company may carry it out",
    ),
    ("市经济信息化委", "市经济信息化委", "经 inside a name"),
    ("主管部门：区水务局；实施单位：区堤防所", "区堤防所", "the label that says it"),
    ("牵头单位：区文旅局，配合单位：各街镇", "区文旅局", "who leads"),
    ("项目承担部门为：综合规划处", "综合规划处", "为 before the colon"),
    (
        "建设单位：云间镇人民政府 施工单位：上海甲建设有限公司",
        "云间镇人民政府",
        "beside a contractor",
    ),
    ("本项目由区卫生健康委负责实施。", "区卫生健康委", "由 … 负责"),
    ("由区委组织部牵头，各街镇配合实施。", "区委组织部", "组织 inside a name"),
    ("由我局委托第三方实施", "我局", "who commissions"),
    (
        "项目由市经济信息化委（智能制造推进处）牵头，市、区联动。",
        "市经济信息化委（智能制造推进处）",
        "推进 inside a name",
    ),
    ("云间镇人民政府负责本项目的组织实施。", "云间镇人民政府", "the subject"),
    ("区商务委为本项目实施主体，负责资金审核。", "区商务委", "为 … 实施主体"),
    ("区民政局和各街道办事处共同实施", "区民政局和各街道办事处", "two bodies"),
    ("本项目的实施主体为区图书馆，经费由区财政保障。", "区图书馆", "the label in a sentence"),
    ("施工单位：上海甲公司；监理单位：上海乙公司", None, "contractors by label"),
    ("上海甲建设有限公司、上海乙监理有限公司", None, "a list of companies"),
    (
        "上海甲建设有限公司（施工单位），上海乙监理有限公司（监理单位）",
        None,
        "contractors by bracket",
    ),
    ("该项目由中标单位实施", None, "a contractor that nobody names"),
    ("委托第三方机构实施。", None, "commissioned, by nobody"),
    ("通过公开招标确定", None, "nobody yet"),
    ("按照“谁使用、谁负责”的原则确定", None, "a principle"),
    ("详见绩效目标申报表", None, "elsewhere"),
    ("（详见申报表）", None, "elsewhere, in brackets"),
    ("无", None, "none"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("text", "name", "reason"), ROWS, ids=[row[0] for row in ROWS])
def test_find_implementer(text: str, name: str | None, reason: str) -> None:
    found = find_implementer(text)
    assert (text[found.start : found.end] if found else None) == name, reason


@pytest.mark.parametrize("rule", implementer_rules(), ids=lambda rule: rule.name)
def test_every_rule_has_its_example(rule: ImplementerRule) -> None:
    found = find_implementer(rule.example)
    assert found
    assert (found.by, rule.example[found.start : found.end]) == (rule.name, rule.value)
    other = find_implementer(rule.counter_example)
    assert other is None or other.by != rule.name


@given(st.text(alphabet="区水务局负责由实施单位：，。；\n（）委托公司第三方 镇办", max_size=40))
def test_a_name_is_inside_and_not_blank(text: str) -> None:
    found = find_implementer(text)
    if found:
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
