"""Sections out to labelling tools and back: every form, as events, nothing twice."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from extraction.errors import UsageError
from service.review.labelling import FORMS, Form, export_lines, read_records, records_of, take_in
from service.review.sheets import Conflict, Sheet, stored_sheet
from service.store import Store
from tests.service.review.storing import put
from training_data.formats import LabelledText, Span


@pytest.fixture
def sheet(store: Store) -> Sheet:
    sha256 = put(store)
    with store.read() as connection:
        return stored_sheet(connection, sha256)


def _again(store: Store, sheet: Sheet) -> Sheet:
    with store.read() as connection:
        return stored_sheet(connection, sheet.sha256)


def _worked_on(lines: list[str], form: Form) -> list[str]:
    """Return the file as the tool gives it back: predictions become annotations."""
    if form != "label_studio":
        return lines
    tasks = json.loads("\n".join(lines))
    for task in tasks:
        task["annotations"] = task.pop("predictions")
    return json.dumps(tasks, ensure_ascii=False).split("\n")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_comes_back_as_it_went(sheet: Sheet, form: Form) -> None:
    records = list(records_of(sheet))
    assert {span.label for record in records for span in record.spans} == {
        "CITATION",
        "narrative_budget",
    }
    back = read_records(_worked_on(list(export_lines(records, form)), form), form)
    assert [(one.text, one.spans) for one in back] == [(one.text, one.spans) for one in records]
    assert [one.meta["section_target"] for one in back] == [
        one.meta["section_target"] for one in records
    ]


def test_a_colleague_s_work_becomes_events(store: Store, sheet: Sheet) -> None:
    basis = next(one for one in records_of(sheet) if one.meta["section"] == "basis")
    text = basis.text
    start = text.index("河道养护管理")
    mine = replace(basis, spans=(Span(start, start + 6, "CITATION"),))
    assert take_in(store, sheet, mine, by="外聘", name="a") == 2
    live = _again(store, sheet).live
    assert [item.state for item in live.projects[0].citations] == ["deleted", "added"]
    assert live.disclosure.projects[0].citations[0].by == "外聘"
    assert len(_again(store, sheet).events) == 2


def test_what_is_the_same_is_accepted_and_a_field_is_drawn_anew(store: Store, sheet: Sheet) -> None:
    budget = next(one for one in records_of(sheet) if one.meta["section"] == "budget")
    take_in(store, sheet, budget, by="外聘", name="a")
    live = _again(store, sheet).live
    item = live.item("p0/field/narrative_budget")
    assert item is not None
    assert item.state == "accepted"
    shorter = replace(
        budget,
        spans=tuple(replace(span, end=span.end - 1) for span in budget.spans),
        meta={**budget.meta, "seen": live.last_event},
    )
    # 120.00万 is money as well, and its place is another
    take_in(store, _again(store, sheet), shorter, by="外聘", name="b")
    value = _again(store, sheet).live.disclosure.projects[0].fields["narrative_budget"]
    assert (value.value, value.text) == ("1200000.00", "120.00万")


def test_what_does_not_belong_is_refused(store: Store, sheet: Sheet) -> None:
    record = next(iter(records_of(sheet)))
    for strange in (
        replace(record, text="别的文字"),
        replace(record, meta={**record.meta, "project": "p9"}),
        LabelledText("", (), {}),
    ):
        with pytest.raises(UsageError):
            take_in(store, sheet, strange, by="外聘", name="a")
    assert not _again(store, sheet).events


def test_what_others_did_meanwhile_stands(store: Store, sheet: Sheet) -> None:
    from service.review.corrections.acts import Asked
    from service.review.sheets import save

    basis = next(one for one in records_of(sheet) if one.meta["section"] == "basis")
    asked = Asked("t:1", 0, "set", "p0/citation/0", part="article", text="第三条")
    now = save(store, sheet, asked, by="王芳", tab="t")
    with pytest.raises(Conflict):
        take_in(store, now, replace(basis, spans=()), by="外聘", name="a")
