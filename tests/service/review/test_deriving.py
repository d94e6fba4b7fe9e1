"""An extraction and its events → what counts now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.errors import ReviewError
from extraction.schema import Citation, Indicator, Section, Value
from tests.service.review.papers import Table, paper, without

REQUEST = "p0/field/annual_request"
BOOK = "p0/citation/0"


def _value(table: Table, target: str = REQUEST) -> str | None:
    item = table.live.item(target)
    assert item is not None
    assert isinstance(item.record, Value)
    return item.record.value


def test_no_event_changes_nothing() -> None:
    table = Table()
    assert table.live.disclosure == table.disclosure
    assert {item.state for p in table.live.projects for item in p.items()} == {"open"}


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("annual_request", "3,300,000", "3300000.00"),  # thousands groups
        ("annual_request", "330万元", "3300000.00"),  # another unit
        ("annual_request", "", None),  # the form prints nothing
        ("end_date", "2025年12月", "2025-12"),  # exact as printed
        ("nature", " 经常性\n项目", "经常性项目"),  # blanks are dropped
        ("period_end", "2025年1月至2025年12月", "2025-12"),  # the end of a printed range
    ],
)
def test_a_typed_value_is_normalised(field: str, typed: str, value: str | None) -> None:
    table = Table()
    event = table.do("set", f"p0/field/{field}", text=typed)
    name = event.target if event.action == "set" else f"p0/field/{field}"
    assert _value(table, name) == value
    item = table.live.item(name)
    assert item is not None
    assert isinstance(item.record, Value)
    assert (item.record.method, item.record.by, item.record.confidence) == ("analyst", "王芳", 1.0)


@pytest.mark.parametrize(
    ("target", "given", "code"),
    [
        (REQUEST, {"text": "若干"}, "unreadable_value"),  # money without an amount
        ("p0/field/end_date", {"text": "2025-02-30"}, "unreadable_value"),  # no such day
        (REQUEST, {"start": 5, "end": 5}, "refused_act"),  # nothing selected
        (REQUEST, {"start": 0, "end": 10**6}, "refused_act"),  # outside the text
        (REQUEST, {"page": 1, "box": (0.0, 800.0, 5.0, 810.0)}, "refused_act"),  # an empty frame
        ("p0/field/nonsense", {"text": "1"}, "unknown_target"),  # no field of the contract
        ("p7/field/name", {"text": "1"}, "unknown_target"),  # no such project
        ("p0/section/0", {"part": "kind", "text": "nonsense"}, "refused_act"),
    ],
)
def test_what_is_refused(target: str, given: dict[str, Any], code: str) -> None:
    table = Table()
    with pytest.raises(ReviewError) as caught:
        table.do("set", target, **given)
    assert caught.value.code == code
    assert not table.events


def test_a_selected_span_gives_value_text_and_place() -> None:
    table = Table()
    held = table.disclosure.projects[1].fields["total_funding"]
    table.do("set", REQUEST, start=held.start, end=held.end)
    item = table.live.item(REQUEST)
    assert item is not None
    record = item.record
    assert isinstance(record, Value)
    assert (record.value, record.page, record.box) == ("2200000.00", 2, held.box)
    assert table.view.text[record.start : record.end] == record.text


def test_a_framed_box_takes_what_is_printed_in_it() -> None:
    table = Table()
    place = next(
        each for each in table.view.places if "220.00" in table.view.text[each.start : each.end]
    )
    x0, top, x1, bottom = place.box
    table.do("set", "p1/field/narrative_budget", page=2, box=(x0 + 47, top, x1 - 10, bottom))
    item = table.live.item("p1/field/narrative_budget")
    assert item is not None
    assert isinstance(item.record, Value)
    assert item.record.value == "2200000.00"
    assert item.record.box == (x0 + 47, top, x1 - 10, bottom)


def test_money_takes_the_unit_of_its_form() -> None:
    disclosure, view = paper()
    first = disclosure.projects[0]
    in_wan = {
        name: replace(value, value="12000000000.00")
        if name in ("total_funding", "annual_request")
        else value
        for name, value in first.fields.items()
    }
    table = Table((replace(disclosure, projects=(replace(first, fields=in_wan),)), view))
    held = first.fields["total_funding"]
    table.do("set", REQUEST, start=held.start, end=held.end)
    assert _value(table) == "12000000000.00"


def test_accepting_a_project_is_one_event_over_its_open_items() -> None:
    table = Table()
    table.do("set", REQUEST, text="1")
    event = table.do("accept", "p0")
    assert isinstance(event.after, dict)
    assert REQUEST not in event.after["items"]
    states = [item.state for item in table.live.projects[0].items()]
    assert sorted(set(states)) == ["accepted", "changed"]
    assert table.live.projects[1].open_count == 10
    assert table.live.disclosure.projects[0].fields["annual_request"].value == "1.00"
    with pytest.raises(ReviewError, match="没有待确认"):
        table.do("accept", "p0")


def test_items_are_added_and_deleted() -> None:
    table = Table()
    text = table.view.text
    start = text.index("水闸维修管理条例")
    added = table.do("add", "p0/citation", start=start, end=start + 8)
    table.do("delete", BOOK)
    project = table.live.disclosure.projects[0]
    assert [each.title for each in project.citations] == ["水闸维修管理条例"]
    assert [item.state for item in table.live.projects[0].citations] == ["deleted", "added"]
    assert table.live.item(f"p0/citation/{added.new_id}") is not None
    table.do("add", "p0/indicator", text="≤30天")
    assert table.live.disclosure.projects[0].indicators[-1].unit == "天"
    table.do(
        "add", "p1/section", start=text.rindex("三、"), end=text.rindex("三、") + 12, part="plan"
    )
    assert [each.kind for each in table.live.disclosure.projects[1].sections].count("plan") == 1


def test_a_citation_gets_another_regulation_or_none() -> None:
    table = Table()
    table.do("set", BOOK, regulation_id="w2")
    link = table.live.disclosure.projects[0].citations[0].link
    assert link is not None
    assert (link.status, link.regulation_id, link.why) == ("linked", "w2", "王芳 选定")
    table.do("set", BOOK, regulation_id="")
    link = table.live.disclosure.projects[0].citations[0].link
    assert link is not None
    assert (link.status, link.regulation_id) == ("unknown", None)


@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("text", "≤3天", ("≤", "3", "天")),  # the whole cell is read again
        ("operator", "<", ("<", "12", "公里")),
        ("value", "13", ("≥", "13", "公里")),
        ("unit", "", ("≥", "12", None)),
    ],
)
def test_one_cell_of_the_indicators(part: str, text: str, expected: tuple[str | None, ...]) -> None:
    table = Table()
    table.do("set", "p0/indicator/0", part=part, text=text)
    record = table.live.disclosure.projects[0].indicators[0]
    assert (record.operator, record.value, record.unit) == expected


def test_another_kind_of_section_reaches_its_citations() -> None:
    table = Table()
    table.do("set", "p0/section/1", part="kind", text="plan")
    project = table.live.disclosure.projects[0]
    assert (project.sections[1].kind, project.citations[0].section) == ("plan", "plan")


def test_a_section_moves_with_its_citations() -> None:
    table = Table()
    table.do("move", "p0/section/1", project="p1")
    first, second = table.live.disclosure.projects
    assert (len(first.sections), len(first.citations)) == (2, 0)
    assert (len(second.sections), len(second.citations)) == (4, 2)
    # what moved keeps its name, so that later acts find it
    table.do("set", BOOK, part="title", text="新标题")
    assert table.live.disclosure.projects[1].citations[0].title == "新标题"


def test_projects_are_split_and_merged() -> None:
    table = Table()
    table.do("merge", "p1", project="p0")
    (only,) = table.live.disclosure.projects
    assert (only.pages, len(only.sections), len(only.citations)) == ((1, 2), 6, 2)
    assert only.fields == table.disclosure.projects[0].fields
    split = table.do(
        "split", "p0", start=table.disclosure.projects[1].sections[0].start, text="水闸"
    )
    first, second = table.live.disclosure.projects
    assert (first.name, second.name, second.index) == ("河道养护", "水闸", 1)
    assert [len(first.sections), len(second.sections)] == [3, 3]
    assert table.live.projects[1].id == f"p{split.new_id}"
    table.do("undo", "")
    table.do("undo", "")
    assert table.live.disclosure == table.disclosure


def test_undo_and_redo_are_events_and_ones_own() -> None:
    table = Table()
    table.do("set", REQUEST, text="1", by="王芳")
    table.do("set", REQUEST, text="2", by="李强")
    table.do("undo", "", by="王芳")
    assert _value(table) == "2.00"
    table.do("undo", "", by="李强")
    assert table.live.disclosure == table.disclosure
    table.do("redo", "", by="李强")
    assert _value(table) == "2.00"
    with pytest.raises(ReviewError, match="没有可重做"):
        table.do("redo", "", by="李强")
    table.do("undo", "", by="李强")
    table.do("set", "p0/field/nature", text="经常性项目", by="李强")
    with pytest.raises(ReviewError, match="没有可重做"):  # a new act ends what could be redone
        table.do("redo", "", by="李强")
    assert [event.action for event in table.events].count("undo") == 3


def test_pages_facts_and_the_end_of_a_review() -> None:
    table = Table()
    table.do("ocr", "page/2")
    table.do("set", "document/department", text="湖畔区 河湖处")
    table.do("set", "document/fiscal_year", text="2024")
    table.do("set", "document/declared.amount", text="240万元")
    table.do("done", "document")
    live = table.live
    assert live.ocr_pages == {2}
    assert live.done is not None
    assert (live.disclosure.department, live.disclosure.fiscal_year) == ("湖畔区河湖处", 2024)
    assert live.disclosure.declared.amount == "2400000.00"
    table.do("ocr", "page/2", flag=False)
    assert table.live.ocr_pages == frozenset()


# A new extraction of the same document


def test_corrections_outlive_a_new_extraction_that_says_the_same() -> None:
    table = Table()
    table.do("set", REQUEST, text="3300000")
    table.do("accept", "p1")
    table.do("delete", BOOK)
    table.do("set", "p0/section/0", part="kind", text="plan")
    table.do("set", "p0/indicator/0", part="unit", text="千米")
    before, after = table.live, table.again(paper())
    assert after.disclosure == before.disclosure
    assert [i.state for p in after.projects for i in p.items()] == [
        i.state for p in before.projects for i in p.items()
    ]
    assert not after.unplaced


def test_a_corrected_value_stands_where_the_new_model_reads_another_or_none() -> None:
    disclosure, view = paper()
    table = Table()
    table.do("set", REQUEST, text="3300000")
    table.do("accept", "p0/field/total_funding")
    weaker = without(disclosure, fields=["annual_request", "total_funding"])
    fields = table.again((weaker, view)).disclosure.projects[0].fields
    assert fields["annual_request"].value == "3300000.00"
    # what was found right is an analyst's word as well
    assert (fields["total_funding"].value, fields["total_funding"].by) == ("1200000.00", "王芳")


def test_deleted_and_added_citations_are_known_again() -> None:
    disclosure, view = paper()
    table = Table((without(disclosure, citations=True), view))
    found = disclosure.projects[0].citations[0]
    table.do("add", "p0/citation", start=found.start, end=found.end)
    # the new model sees it by itself: it is not there twice
    again = table.again((disclosure, view))
    assert [each.title for each in again.disclosure.projects[0].citations] == ["河道养护管理条例"]
    assert again.projects[0].citations[0].state == "accepted"


def test_places_are_found_again_in_a_text_of_another_length() -> None:
    table = Table()
    held = table.disclosure.projects[0].fields["narrative_budget"]
    table.do("set", "p0/field/narrative_budget", start=held.start, end=held.end)
    table.do("set", BOOK, part="doc_number", text="湖水〔2024〕9号")
    table.do("delete", "p1/citation/0")
    longer = paper(before="封面\n湖畔区水务局\n")
    again = table.again(longer)
    assert not again.unplaced
    value = again.disclosure.projects[0].fields["narrative_budget"]
    assert longer[1].text[value.start : value.end] == value.text == held.text
    cited = again.disclosure.projects[0].citations
    assert [each.doc_number for each in cited] == ["湖水〔2024〕9号"]
    assert longer[1].text[cited[0].start : cited[0].end] == cited[0].text
    assert not again.disclosure.projects[1].citations


def test_what_finds_no_place_is_listed() -> None:
    table = Table()
    table.do("set", "p1/field/annual_request", text="5")
    table.do("set", "p1/section/0", part="kind", text="plan")
    disclosure, view = paper(("河道养护",), before="又一页\n")
    again = table.again((disclosure, view))
    assert [each.event.target for each in again.unplaced] == [
        "p1/field/annual_request",
        "p1/section/0",
    ]
    assert again.disclosure == disclosure


_ACTS = st.one_of(
    st.tuples(st.just("accept"), st.sampled_from(["p0", "p1", "document", REQUEST, BOOK])),
    st.tuples(
        st.just("delete"), st.sampled_from([REQUEST, BOOK, "p1/section/1", "p0/indicator/1"])
    ),
    st.tuples(st.just("set"), st.sampled_from([REQUEST, "p1/field/name", "p1/field/nature"])),
    st.tuples(st.just("move"), st.sampled_from(["p0/section/0", "p0/section/1"])),
    st.tuples(st.just("merge"), st.just("p1")),
    st.tuples(st.just("split"), st.just("p0")),
    st.tuples(st.just("add"), st.sampled_from(["p0/citation", "p1/indicator"])),
    st.tuples(st.sampled_from(["undo", "redo"]), st.just("")),
)


@given(st.lists(_ACTS, max_size=14))
def test_any_acts_can_all_be_undone(acts: list[tuple[str, str]]) -> None:
    table = Table()
    start = table.disclosure.projects[0].sections[1].start
    other = {"move": "p1", "merge": "p0"}
    for action, target in acts:
        try:
            table.do(
                action, target, text="12" if action == "set" else None, project=other.get(action),
                start=start if action in ("split", "add") else None,
                end=start + 4 if action == "add" else None,
            )  # fmt: skip
        except ReviewError:
            continue
        live = table.live
        assert not live.unplaced
        assert live == table.live
        for project in live.disclosure.projects:
            placed: list[Value | Citation] = [*project.fields.values(), *project.citations]
            assert all(table.view.text[one.start : one.end] == one.text for one in placed)
            assert all(isinstance(one, Section) for one in project.sections)
            assert all(isinstance(one, Indicator) for one in project.indicators)
    for _ in range(len(table.events)):
        try:
            table.do("undo", "")
        except ReviewError:
            break
    assert table.live.disclosure == table.disclosure
