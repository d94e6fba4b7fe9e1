"""Where two titles differ, in blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.registry.differences import differences

_titles = st.text(alphabet="水河湖海办法条例", max_size=12)


@pytest.mark.parametrize(
    ("mine", "theirs", "found", "reason"),
    [
        ("某市献血办法", "某市献血办法", [], "equal"),
        ("联网应工作", "联网应用工作", [("", "用")], "a lost character"),
        ("某市献血条例", "某市献血办法", [("条例", "办法")], "one word for another is one block"),
        ("舒城县城镇建设", "和县城市建设", [("舒城", "和"), ("镇", "市")], "two places"),
    ],
)
def test_blocks(mine: str, theirs: str, found: list[tuple[str, str]], reason: str) -> None:
    assert differences(mine, theirs) == found, reason


@given(_titles, _titles)
def test_only_what_differs_is_in_a_block(mine: str, theirs: str) -> None:
    found = differences(mine, theirs)
    assert bool(found) == (mine != theirs)
    assert len(mine) - len(theirs) == sum(len(one) - len(other) for one, other in found)
