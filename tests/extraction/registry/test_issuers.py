"""Two printed bodies: one, or two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.registry.issuers import names_body, same_body

_ONE = [
    ("上海市财政局", "财政局", "the place left out"),
    ("市财政局", "上海市财政局", "市 for its name"),
    ("区财政局", "上海市松江区财政局", "区 for its name"),
    ("浦东新区财政局", "上海市浦东新区财政局", "the city left out"),
    ("自治区住建厅等十部门", "新疆维吾尔自治区住房和城乡建设厅", "a region, and nine more"),
    ("国家发展改革委", "发展改革委", "国家 left out"),
    ("发改委", "国家发展和改革委员会", "the shortest name"),
    ("市发展改革委", "上海市发展和改革委员会", "a city's"),
    ("区政府", "松江区人民政府", "政府 for 人民政府"),
    ("区政府", "上海市松江区人民政府", "and the city left out"),
    ("市委政法委", "中共上海市委政法委员会", "中共 and the place left out"),
    ("市委", "中共上海市委", "two characters that say enough"),
    ("松江区委办公室", "中共上海市松江区委办公室", "an office is itself"),
    ("人民银行", "中国人民银行", "a known second name"),
    ("国办", "国务院办公厅", "a known short name"),
    ("证监会", "中国证券监督管理委员会", "a known short name"),
    ("税务总局", "国家税务总局", "a known short name"),
    ("国家税务总局上海市税务局", "上海市税务局", "the parent left out"),
    ("外汇局", "国家外汇管理局", "管理局 shortened"),
    ("市人社局", "上海市人力资源和社会保障局", "人社"),
    ("中共中央 国务院", "国务院", "one of two"),
    ("财政部、国家税务总局", "税务总局", "one of two, with 、"),
    ("财政部税务总局", "税务总局", "one of two, with nothing between"),
    ("上海市财政局上海市税务局", "上海市财政局", "one of two of one city"),
    ("财政部 税务总局", "财政部、国家税务总局", "the same two"),
    ("省住建厅、发改委等9部门", "浙江省住房和城乡建设厅", "and more"),
    ("教育部等五部门", "教育部", "and more"),
    ("中国人民银行执行局", "中国人民银行执行局", "itself, whatever it is"),
]
_TWO = [
    ("财政部", "财政厅", "a ministry and a province's"),
    ("财政部", "财政局", "a ministry and a city's"),
    ("国务院", "国务院办公厅", "an office is another body"),
    ("国务院", "国务院扶贫办", "an office is another body"),
    ("中国人民银行", "中国人民银行办公厅", "an office is another body"),
    ("中国人民银行", "中国人民银行上海总部", "a branch is another body"),
    ("松江区人民政府", "松江区人民政府办公室", "an office is another body"),
    ("区政府", "上海市松江区人民政府办公室", "an office is another body"),
    ("全国人民代表大会", "全国人民代表大会常务委员会", "the standing committee is another"),
    ("上海市财政局", "北京市财政局", "two cities"),
    ("上海市人民政府", "上海市松江区人民政府", "a city and its district"),
    ("上海市财政局", "上海市松江区财政局", "a city and its district"),
    ("市政府", "松江区人民政府", "市 is no district"),
    ("市财政局", "松江区财政局", "市 is no district"),
    ("上海市发展和改革委员会", "国家发展改革委", "a city's and the state's"),
    ("自然资源局", "上海市规划和自然资源局", "half a name"),
    ("住房城乡建设部", "建设部", "the ministry before 2008"),
    ("中国银监会", "中国证监会", "two regulators"),
    ("国家林业局", "国家粮食局", "two bureaus"),
    ("松江区人民法院", "松江区人民检察院", "court and procuratorate"),
    ("委员会", "政法委员会", "an end says nobody's name"),
    ("局", "财政局", "an end says nobody's name"),
    ("财政部、教育部", "财政部、民政部", "of two joint issues one body differs"),
    ("", "财政部", "nothing"),
    ("", "", "nothing twice"),
]


@pytest.mark.parametrize(("one", "other", "reason"), _ONE)
def test_one_body(one: str, other: str, reason: str) -> None:
    assert same_body(one, other), reason
    assert same_body(other, one), reason


@pytest.mark.parametrize(("one", "other", "reason"), _TWO)
def test_two_bodies(one: str, other: str, reason: str) -> None:
    assert not same_body(one, other), reason
    assert not same_body(other, one), reason


@given(
    st.sampled_from(["上海市", "杭州市", "松江区"]),
    st.sampled_from(["财政局", "民政局", "绿化和市容管理局", "人民政府", "科学技术委员会"]),
    st.sampled_from(["", " ", "　"]),
)
def test_a_body_is_its_own(place: str, name: str, blank: str) -> None:
    assert same_body(f"{place}{name}", f"{place}{blank}{name}")


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_order_does_not_matter(one: str, other: str) -> None:
    assert same_body(one, other) == same_body(other, one)


@pytest.mark.parametrize(
    ("printed", "named"),
    [("国家有关部委", False), ("上级主管部门", False), ("财政部", True), ("市有关部门", False)],
)
def test_nobody_in_particular(printed: str, named: bool) -> None:
    assert names_body(printed) is named
