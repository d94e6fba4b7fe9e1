"""Candidate, gate, live, back: who, when and why stand in the journal."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from extraction.errors import ModelError, UsageError
from models.shelf import Shelf, promote, read_journal, rollback
from tests.models.shelf.rankers import put, ranker, shy


def _live(shelf: Shelf) -> str:
    live = shelf.live("links")
    assert live is not None
    return live.name


def test_a_candidate_as_good_as_live_is_promoted_and_taken_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    released = _live(shelf)
    first, second = put(shelf, ranker()), put(shelf, replace(ranker(), margin=0.06))
    done = promote(shelf, first.name, by="甲", reason="试用")
    assert done.verdict is not None
    assert done.verdict.passes
    assert _live(shelf) == first.name
    promote(shelf, second.name, by="乙")
    assert rollback(shelf, "links", by="丙", reason="退回").version == first.name
    assert _live(shelf) == first.name
    rollback(shelf, "links", by="丙")
    assert _live(shelf) == released
    with pytest.raises(UsageError) as refused:
        rollback(shelf, "links", by="丙")
    assert refused.value.code == "nothing_to_roll_back"
    told = [(one.by, one.action, one.version, one.reason) for one in read_journal(tmp_path)]
    assert told == [
        ("甲", "promote", first.name, "试用"),
        ("乙", "promote", second.name, None),
        ("丙", "rollback", first.name, "退回"),
        ("丙", "rollback", released, None),
    ]
    assert all(one.at.endswith("+00:00") for one in read_journal(tmp_path))


def test_a_worse_candidate_is_refused_unless_forced_with_a_reason(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    released, worse = _live(shelf), put(shelf, shy())
    with pytest.raises(UsageError, match="worse beyond the interval") as refused:
        promote(shelf, worse.name, by="甲")
    assert refused.value.code == "gate_refused"
    assert "clean: F1" in refused.value.found
    for reason in (None, "", "  "):
        with pytest.raises(UsageError) as refused:
            promote(shelf, worse.name, by="甲", force=True, reason=reason)
        assert refused.value.code == "no_reason"
    assert (_live(shelf), read_journal(tmp_path)) == (released, ())
    done = promote(shelf, worse.name, by="甲", force=True, reason="只为试验")
    assert (done.event.forced, done.event.reason) == (True, "只为试验")
    assert done.event.gate["passes"] is False
    assert _live(shelf) == worse.name


def test_what_is_live_cannot_be_promoted_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with pytest.raises(UsageError) as refused:
        promote(shelf, _live(shelf), by="甲")
    assert refused.value.code == "already_live"


def test_a_version_that_does_not_fit_is_not_promoted_even_by_force(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    broken = put(shelf, ranker())
    broken.model.write_text("half")
    with pytest.raises(ModelError) as refused:
        promote(shelf, broken.name, by="甲", force=True, reason="试")
    assert refused.value.code == "wrong_model"
    assert read_journal(tmp_path) == ()


def test_a_live_version_that_is_gone_is_told_and_can_be_replaced(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first, second = put(shelf, ranker()), put(shelf, ranker())
    promote(shelf, first.name, by="甲")
    shutil.rmtree(first.folder)
    with pytest.raises(ModelError, match="is gone") as refused:
        shelf.live("links")
    assert refused.value.code == "broken_shelf"
    # With no live model to lose anything against, the gate has nothing to say.
    assert promote(shelf, second.name, by="甲").verdict is None
    assert _live(shelf) == second.name


def test_an_unknown_kind_is_no_kind(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        rollback(Shelf(tmp_path), "words", by="甲")
    assert refused.value.code == "unknown_kind"
