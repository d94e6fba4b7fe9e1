"""Which newer events stand in the way of a save."""

from __future__ import annotations

from typing import Any

import pytest

from service.review.corrections import touched_since
from tests.service.review.papers import Table


@pytest.mark.parametrize(
    ("action", "target", "given", "asked", "in_the_way"),
    [
        ("set", "p0/field/nature", {"text": "一"}, "p0/field/nature", True),  # the same value
        ("set", "p0/field/nature", {"text": "一"}, "p0/field/category", False),  # its neighbour
        ("set", "p0/field/nature", {"text": "一"}, "p0", True),  # the project holds the value
        ("accept", "p0", {}, "p0/citation/0", True),  # and the other way round
        ("accept", "p1", {}, "p0/citation/0", False),  # another project
        ("merge", "p1", {"project": "p0"}, "p0/field/nature", True),  # both ends of a merge
        ("add", "p0/indicator", {"text": "1次"}, "p0/indicator", True),
        ("add", "p0/indicator", {"text": "1次"}, "p0/indicator/0", False),  # two lines of a grid
        ("ocr", "page/1", {}, "page/2", False),
    ],
)
def test_touching(
    action: str, target: str, given: dict[str, Any], asked: str, in_the_way: bool
) -> None:
    table = Table()
    event = table.do(action, target, **given)
    found = touched_since(table.events, seen=0, targets=[asked])
    assert [each.id for each in found] == ([event.id] if in_the_way else [])
    assert not touched_since(table.events, seen=event.id, targets=[asked])


def test_an_undo_touches_what_its_event_touched() -> None:
    table = Table()
    table.do("set", "p0/field/nature", text="一")
    undo = table.do("undo", "")
    assert touched_since(table.events, seen=1, targets=["p0/field/nature"]) == (undo,)
    assert not touched_since(table.events, seen=1, targets=["p0/field/category"])
