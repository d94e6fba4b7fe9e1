"""Places: at the head of a title, in relation to another, put in for 本市."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.registry.places import (
    PlaceRelation,
    local_cores,
    place_of,
    place_relation,
    says_here,
)


@pytest.mark.parametrize(
    ("name", "place", "reason"),
    [
        ("上海市绿地养护办法", "上海市", "a city"),
        ("上海绿地养护办法", "上海", "without 市"),
        ("上海市松江区绿地养护办法", "上海市松江区", "a district"),
        ("上海市浦东新区绿地养护办法", "上海市浦东新区", "a new area"),
        ("浦东新区绿地养护办法", "浦东新区", "on its own"),
        ("松江区绿地养护办法", "松江区", "on its own"),
        ("金山区绿地养护办法", "金山区", "山区 inside a name"),
        ("宝山区绿地养护办法", "宝山区", "another"),
        ("北京市东城区绿地养护办法", "北京市东城区", "城区 inside a name"),
        ("中共上海市松江区委办公室", "上海市松江区", "a party body"),
        ("2019年上海市绿化要点", "上海市", "a year before it"),
        ("2021年度松江区绿化要点", "松江区", "a year before it"),
        ("松江区区政府绿地办法", "松江区", "区 twice"),
        ("浙江省绿地养护条例", "浙江省", "a province"),
        ("浙江省杭州市绿地养护条例", "浙江省杭州市", "a city in it"),
        ("浙江省杭州市西湖区绿地养护条例", "浙江省杭州市西湖区", "a district in that"),
        ("杭州市绿地养护条例", "杭州市", "a city on its own"),
        ("哈尔滨市绿地养护条例", "哈尔滨市", "three characters"),
        ("新疆维吾尔自治区绿地养护条例", "新疆维吾尔自治区", "a region"),
        ("恩施土家族苗族自治州绿地养护条例", "恩施土家族苗族自治州", "a long name"),
        ("磐安县绿地养护办法", "磐安县", "a county"),
        (
            "中国（上海）自由贸易试验区条例".replace("（", "").replace("）", ""),
            "上海",
            "a trade zone",
        ),
        ("河南省实施城市绿地法办法", "河南省", "实施城市 is no city"),
        ("上海市促进浦东新区绿地发展规定", "上海市", "促进浦东新区 is no district"),
        ("上海市开发区条例", "上海市", "开发区 is no district"),
        ("上海市住宅小区绿地规定", "上海市", "小区 is no district"),
        ("宁波市慈城古县城保护条例", "宁波市", "古县城 is no county"),
        ("保税区绿地办法", "", "保税区 is no district"),
        ("中心城区绿地办法", "", "nor is 中心城区"),
        ("城市绿地条例", "", "城市 is no city"),
        ("证券市场管理办法", "", "nor is 证券市"),
        ("台湾同胞投资保护法", "", "people, not a place"),
        ("上海合作组织峰会保障办法", "", "an organisation"),
        ("关于上海市绿地的意见", "", "关于 stands first"),
        ("绿地养护办法", "", "none"),
        ("", "", "nothing"),
    ],
)
def test_the_place_of_a_name(name: str, place: str, reason: str) -> None:
    assert place_of(name) == place, reason


@pytest.mark.parametrize(
    ("cited", "entry", "here", "relation", "reason"),
    [
        ("", "", "上海市", "none", "neither names one"),
        ("上海市", "上海", "", "same", "with and without 市"),
        ("浦东新区", "上海市浦东新区", "", "same", "the city left out"),
        ("上海市浦东新区", "浦东新区", "", "same", "the other way round"),
        ("广西壮族自治区", "广西", "", "same", "a region's short name"),
        ("上海市", "浙江省", "上海市", "differs", "two provinces"),
        ("松江区", "上海市青浦区", "上海市松江区", "differs", "two districts"),
        ("上海市", "上海市松江区", "", "differs", "the city and its district"),
        ("上海市", "", "", "unknown", "the entry's is not known"),
        ("", "上海市", "上海市松江区", "here", "above the disclosing body"),
        ("", "上海市松江区", "上海市松江区", "here", "its own"),
        ("", "松江区", "上海市松江区", "here", "its own, the city left out"),
        ("", "上海市青浦区", "上海市松江区", "elsewhere", "another district"),
        ("", "浙江省", "上海市松江区", "elsewhere", "another province"),
        ("", "上海市", "", "unplaced", "nobody knows where we are"),
    ],
)
def test_a_relation(
    cited: str, entry: str, here: str, relation: PlaceRelation, reason: str
) -> None:
    assert place_relation(cited, entry, here) == relation, reason


@given(st.sampled_from(["上海市", "浙江省", "上海市松江区", "杭州市", "新疆维吾尔自治区"]))
def test_a_place_is_its_own(place: str) -> None:
    assert place_relation(place, place, "") == "same"
    assert place_relation("", place, place) == "here"
    assert place_of(f"{place}献血条例") == place


@pytest.mark.parametrize(
    ("core", "place", "cores", "reason"),
    [
        ("本市献血办法", "上海市松江区", ("上海市献血办法",), "本市 is the city"),
        ("本区献血办法", "上海市松江区", ("松江区献血办法", "上海市松江区献血办法"), "本区 is the district"),
        ("关于加强本市献血工作的意见", "上海市松江区", ("关于加强上海市献血工作的意见",), "in the middle"),
        ("全省献血办法", "浙江省杭州市", ("浙江省献血办法",), "a province"),
        ("献血办法", "上海市松江区", ("上海市松江区献血办法", "松江区献血办法", "上海市献血办法"), "all, the nearest first"),
        ("献血办法", "上海市", ("上海市献血办法",), "a city alone"),
        ("献血办法", "上海", ("上海市献血办法",), "without 市"),
        ("关于加强献血工作的意见", "上海市", (), "nobody puts a place before 关于"),
        ("本县献血办法", "上海市松江区", (), "there is no county"),
        ("献血办法", "", (), "nobody knows where we are"),
    ],
)  # fmt: skip
def test_the_bodys_own_place_is_put_in(
    core: str, place: str, cores: tuple[str, ...], reason: str
) -> None:
    assert local_cores(core, place) == cores, reason


@pytest.mark.parametrize(
    ("core", "said"),
    [
        ("本市献血办法", True),
        ("关于我区献血的意见", True),
        ("基本市场规则", False),
        ("全市场标准", False),
    ],
)
def test_words_for_here(core: str, said: bool) -> None:
    assert says_here(core) is said
