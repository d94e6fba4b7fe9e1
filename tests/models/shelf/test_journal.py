"""What is live follows from the journal, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.errors import ModelError
from models.shelf.journal import FILE, Event, line_of_succession, read_journal, write_event


def _event(action: str, version: str = "", kind: str = "lines") -> Event:
    return Event("2026-01-01T00:00:00+00:00", "甲", action, kind, version, "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("events", "held"),
    [
        ([], ["r"]),  # nothing was promoted: the released one
        ([("promote", "a")], ["r", "a"]),
        ([("promote", "a"), ("promote", "b")], ["r", "a", "b"]),
        ([("promote", "a"), ("promote", "b"), ("rollback", "a")], ["r", "a"]),
        # Twice back, then forward again: the one taken back does not come again.
        ([("promote", "a"), ("promote", "b"), ("rollback", "a"), ("rollback", "r")], ["r"]),
        ([("promote", "a"), ("rollback", "r"), ("promote", "b")], ["r", "b"]),
        ([("rollback", "r")], ["r"]),  # nothing below the released one
    ],
)
def test_the_line_of_succession(events: list[tuple[str, str]], held: list[str]) -> None:
    found = [_event(action, version) for action, version in events]
    other = _event("promote", "x", kind="links")  # another kind's events do not count
    assert line_of_succession([other, *found], "lines", released="r") == held


def test_events_come_back_as_they_were_written(tmp_path: Path) -> None:
    first = Event("t", "甲", "promote", "lines", "a", "r", "更好", True, {"passes": False})
    write_event(tmp_path, first)
    write_event(tmp_path, _event("rollback", "r"))
    assert read_journal(tmp_path) == (first, _event("rollback", "r"))
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "line",
    [
        '{"at": "t", "by": "x"',  # cut short
        "[]",  # no object
        '{"at": "t"}',  # keys missing
        '{"at": "t", "by": "x", "action": "drop", "kind": "lines", "version": "a", "before": ""}',
    ],
)
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE).write_text(f"{line}\n", "utf-8")
    with pytest.raises(ModelError, match="line 1") as refused:
        read_journal(tmp_path)
    assert refused.value.code == "broken_shelf"
    assert str(tmp_path / FILE) in refused.value.found
