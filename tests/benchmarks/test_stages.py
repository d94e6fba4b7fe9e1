"""The clock of the stages: every second counts once, and all steps are where they are looked up."""

from __future__ import annotations

import pytest

from benchmarks import stages
from extraction import extract
from tests.service.odd_documents import form, narrative, pdf_of_pages, show, stream


def test_a_stage_inside_another_counts_for_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter((0.0, 1.0, 4.0, 10.0))
    monkeypatch.setattr("benchmarks.stages.time.perf_counter", lambda: next(ticks))
    clock = stages._Clock()
    with clock.stage("outer"), clock.stage("inner"):
        pass
    assert clock.seconds == {"inner": 3.0, "outer": 7.0}


def test_every_stage_is_met_and_nothing_stays_patched() -> None:
    before = extract.__globals__["lay_out"]
    text = (narrative("根据《河道条例》养护河道。") + form("河道养护")).encode()
    pages = pdf_of_pages([stream(show("项目", 100, 100))])
    seconds = stages._round([text, pages])
    assert set(seconds) == {*stages._STEPS, "reading", "the rest"}
    assert extract.__globals__["lay_out"] is before
