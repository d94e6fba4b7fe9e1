"""Narratives and forms of the same project."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.projects import Unit, pair_units
from extraction.projects.pairing import LIKE, name_likeness

# A unit is written "N河道养护=100" (a narrative) or "F河道养护=100,200" (a form); the place is
# its place in the list, "?" stands for no name.


_SHUFFLED = "N河道养护 N电子政务网络运行维护=1.00 N绿化管养 F政务外网运维=9.00 F河道养护 F绿化管养"


def _units(written: str) -> tuple[list[Unit], list[Unit]]:
    narratives: list[Unit] = []
    forms: list[Unit] = []
    for place, each in enumerate(written.split()):
        name, _, amounts = each[1:].partition("=")
        made = frozenset(filter(None, amounts.split(",")))
        unit = Unit(place, None if name == "?" else name, made)
        (narratives if each[0] == "N" else forms).append(unit)
    return narratives, forms


@pytest.mark.parametrize(
    ("written", "pairs", "reason"),
    [
        ("N河道养护 F河道养护", {0: 1}, "next to each other"),
        ("N河道养护 F河道养护 N绿化管养 F绿化管养", {0: 1, 2: 3}, "each with its form"),
        ("N河道养护 N绿化管养 F河道养护 F绿化管养", {0: 2, 1: 3}, "all narratives, then all forms"),
        ("N河道养护 N绿化管养 F绿化管养 F河道养护", {0: 3, 1: 2}, "in another order"),
        ("F河道养护 N河道养护", {1: 0}, "the form first"),
        (
            "N改建某镇文化活动中心 N绿化管养 F绿化管养 F某镇文化活动中心改建工程",
            {0: 3, 1: 2},
            "the same words in another order",
        ),
        ("N河道养护 N图书采购 F图书采购项目 F河道养护专项经费", {0: 3, 1: 2}, "other last words"),
        ("N? F河道养护", {0: 1}, "a narrative without a name belongs to the form behind it"),
        ("N河道养护 F?", {0: 1}, "a form without a name to the narrative before it"),
        ("N河道养护 F图书采购", {}, "two projects"),
        (
            "N老旧小区房屋修缮=100.00 F住宅综合整治=100.00",
            {0: 1},
            "another name, next to each other, the same amount",
        ),
        ("N河道养护=100.00 N绿化=1.00 F图书采购=100.00", {}, "an amount alone is no evidence"),
        (
            "N河道养护=100.00 N图书采购=100.00 F河道养护=100.00 F图书采购=100.00",
            {0: 2, 1: 3},
            "the form behind has the amount by chance; a likelier one stands elsewhere",
        ),
        (
            "N河道养护 N纠纷调解奖励 F纠纷调解补贴 F河道养护",
            {0: 3, 1: 2},
            "the last two left, names a little alike",
        ),
        ("N河道养护 N纠纷调解 F图书采购 F河道养护", {0: 3}, "the last two left, names strange"),
        (
            "N河道养护 N电子政务网络运行维护=16.02 N绿化管养 F河道养护 F政务外网运维=160200.00 F绿化管养",
            {0: 3, 1: 4, 2: 5},
            "the last two left in the order of all others: an amount may be a misprint",
        ),
        (
            "N河道养护 N电子政务网络运行维护=1.00 N绿化管养 F政务外网运维=9.00 F河道养护 F绿化管养",
            {0: 4, 2: 5},
            "in another order, with another amount",
        ),
        (
            "N河道养护 N电子政务网络运行维护=1.00 F河道养护 F政务外网运维=9.00",
            {0: 2},
            "one other pair is no order",
        ),
        ("N河道养护 N绿化管养 F河道养护 F河道养护", {}, "a tie pairs nobody"),
        ("N河道养护 N河道养护 F绿化管养 F河道养护", {}, "nor does one of the other side"),
        ("N河道养护", {}, "no form"),
        ("F河道养护", {}, "no narrative"),
    ],
)
def test_pair_units(written: str, pairs: dict[int, int], reason: str) -> None:
    assert pair_units(*_units(written)) == pairs, reason


@pytest.mark.parametrize(
    ("written", "declared", "pairs", "reason"),
    [
        (_SHUFFLED, 3, {0: 4, 1: 3, 2: 5}, "three declared, and three of each there"),
        (_SHUFFLED, 4, {0: 4, 2: 5}, "four declared: the last two may be two projects"),
        (_SHUFFLED, None, {0: 4, 2: 5}, "nothing declared"),
        (
            "N河道养护 N电子政务网络运行维护=1.00 F政务外网运维=9.00 F河道养护 F绿化管养",
            3,
            {0: 3, 1: 2},
            "the forms are all three: the narrative is of one of them",
        ),
        (
            "F政务外网运维=9.00 F政务内网运维=8.00 N电子政务网络运行维护=1.00",
            2,
            {},
            "of which, nobody can tell",
        ),
        ("N河道养护=1.00 F绿化管养=9.00 F图书采购=8.00", 2, {}, "strange names"),
        (
            "N河道养护 N电子政务网络运行维护=1.00 N绿化管养 F政务外网运维=9.00 F河道养护 F图书采购",
            4,
            {0: 4, 1: 3},
            "two of six have to be one project more than the names say",
        ),
    ],
)
def test_the_declared_count(
    written: str, declared: int | None, pairs: dict[int, int], reason: str
) -> None:
    assert pair_units(*_units(written), declared=declared) == pairs, reason


@pytest.mark.parametrize(
    ("first", "second", "alike", "reason"),
    [
        ("河道养护", "河道养护", True, "the same"),
        ("河道养护", "河道养护项目经费", True, "words that every name may have"),
        ("“河道养护”(2025年)", "河道养护", True, "marks and a year"),
        ("某镇文化活动中心改建工程", "改建某镇文化活动中心", True, "another order"),
        ("社区食堂运营补贴", "社区食堂补贴", True, "a word more"),
        ("河道养护", "绿化管养", False, "two projects"),
        ("公共法律服务", "公共文化服务", False, "two that share words"),
        ("东片区道路养护一期", "社区食堂运营补贴", False, "nothing shared"),
        ("", "河道养护", False, "no name"),
        ("项目", "经费", False, "words that say nothing"),
    ],
)
def test_name_likeness(first: str, second: str, alike: bool, reason: str) -> None:
    assert (name_likeness(first, second) >= LIKE) == alike, reason


_NAMES = st.text("某镇河道养护绿化项目经费工程2025（）", max_size=12)


@given(_NAMES, _NAMES)
def test_likeness_is_a_share_and_has_no_direction(first: str, second: str) -> None:
    there, back = name_likeness(first, second), name_likeness(second, first)
    assert 0 <= there <= 1
    assert there == pytest.approx(back)
    assert name_likeness(first, first) in (0, 1)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("NF"),
            st.sampled_from(["河道养护", "河道养护项目", "绿化管养", "图书采购", "?"]),
            st.sampled_from(["", "100.00", "200.00"]),
        ),
        max_size=7,
    )
)
def test_nobody_is_paired_twice(made: list[tuple[str, str, str]]) -> None:
    narratives, forms = _units(" ".join(f"{kind}{name}={amount}" for kind, name, amount in made))
    pairs = pair_units(narratives, forms)
    assert set(pairs) <= {unit.place for unit in narratives}
    assert set(pairs.values()) <= {unit.place for unit in forms}
    assert len(set(pairs.values())) == len(pairs)
