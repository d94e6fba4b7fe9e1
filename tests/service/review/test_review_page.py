"""The review page in a real browser: keys counted, nothing lost, nothing overwritten."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page

from extraction.schema import Value
from service.review.sheets import stored_sheet
from tests.service.review.chromium import Chromium, open_document, saved
from tests.service.review.serving import Served

REQUEST = "annual_request"


def _value(served: Served, field: str, project: str = "p0") -> Value:
    with served.store.read() as connection:
        item = stored_sheet(connection, served.documents[0]).live.item(f"{project}/field/{field}")
    assert item is not None
    assert isinstance(item.record, Value)
    return item.record


def _events(served: Served) -> int:
    with served.store.read() as connection:
        return len(stored_sheet(connection, served.documents[0]).events)


def _row(field: str, project: str = "p0") -> str:
    return f'.item[data-target="{project}/field/{field}"]'


def _boxes(page: Page, row: str) -> list[list[float]]:
    found: list[list[float]] = json.loads(page.get_attribute(row, "data-boxes") or "[]")
    return found


def _type(page: Page, row: str, text: str) -> None:
    """Correct a value as a person does: click it, type over it, Enter."""
    page.click(f"{row} .value")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_one_wrong_field_is_typed_right(chromium: Chromium, served: Served) -> None:
    with chromium.visit(served.address) as visitor:
        page = visitor.page
        open_document(page, served.document())
        visitor.reset()
        _type(page, _row(REQUEST), "3300000")
        page.wait_for_selector(f"{_row(REQUEST)}.s-changed")
        saved(page)
        # the click, Enter, and the seven digits that nobody can spare
        assert visitor.pressed - len("3300000") <= 4
        assert _value(served, REQUEST).value == "3300000.00"
        assert _value(served, REQUEST).by == "demo"
        page.keyboard.press("z")
        page.wait_for_selector(f"{_row(REQUEST)}.s-open")
        saved(page)
        assert _value(served, REQUEST).by != "demo"
        page.keyboard.press("y")
        page.wait_for_selector(f"{_row(REQUEST)}.s-changed")
        page.keyboard.press("z")
        saved(page)
        assert visitor.complaints == []


def test_a_value_is_taken_from_the_page_with_two_clicks(chromium: Chromium, served: Served) -> None:
    with chromium.visit(served.address) as visitor:
        page = visitor.page
        open_document(page, served.document())
        right = _value(served, "start_date")
        visitor.reset()
        page.click(f"{_row('end_date')} .value")
        # the pages come when they are looked at
        place = f'.place[data-start="{right.start}"]'
        page.wait_for_selector(place, state="attached")
        page.locator(place).first.scroll_into_view_if_needed()
        page.click(f"{place} rect", force=True)
        page.wait_for_selector(f"{_row('end_date')}.s-changed")
        saved(page)
        assert visitor.pressed <= 4
        taken = _value(served, "end_date")
        assert (taken.value, taken.start, taken.page) == (right.value, right.start, right.page)
        assert taken.box == right.box
        page.keyboard.press("z")
        saved(page)


def test_highlights_go_both_ways(chromium: Chromium, served: Served) -> None:
    with chromium.visit(served.address) as visitor:
        page = visitor.page
        open_document(page, served.document())
        page.click(f"{_row('start_date')} .label")
        page.wait_for_selector("rect.k-chosen", state="attached")
        chosen = page.locator("rect.k-chosen")
        (_, x0, top, _, _), *_ = _boxes(page, _row("start_date"))
        assert float(chosen.first.get_attribute("x") or 0) == pytest.approx(x0 - 1)
        assert float(chosen.first.get_attribute("y") or 0) == pytest.approx(top - 1)
        # and from the page to the row
        mark = page.locator('rect.mark[data-for="p0/field/end_date"]').first
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_selector(f"{_row('end_date')}.current")


def test_a_frame_and_a_selection_give_values(chromium: Chromium, served: Served) -> None:
    with chromium.visit(served.address) as visitor:
        page = visitor.page
        open_document(page, served.document())
        right = _value(served, "start_date")
        page.click(f"{_row('start_date')} .label")
        page.wait_for_selector("rect.k-chosen", state="attached")
        box = page.locator("rect.k-chosen").first.bounding_box()
        assert box is not None
        page.click("#frame")
        page.click(f"{_row('end_date')} .value")
        page.mouse.move(box["x"] - 1, box["y"] - 1)
        page.mouse.down()
        page.mouse.move(box["x"] + 20, box["y"] + 8)
        page.mouse.move(box["x"] + box["width"] + 1, box["y"] + box["height"] + 1)
        page.mouse.up()
        page.wait_for_selector(f"{_row('end_date')}.s-changed")
        saved(page)
        drawn = _value(served, "end_date")
        assert drawn.value == right.value
        assert drawn.box is not None
        assert right.box is not None
        assert drawn.box == pytest.approx(right.box, abs=6)
        page.keyboard.press("z")
        saved(page)
        # the same by selecting the words in the text
        page.keyboard.press("v")
        page.wait_for_selector("#plaintext p")
        page.click(f"{_row('end_date')} .value")
        page.evaluate(
            """([start, end]) => {
              const line = [...document.querySelectorAll('#plaintext p')].findLast((p) => Number(p.dataset.offset) <= start);
              const range = document.createRange();
              const at = Number(line.dataset.offset);
              range.setStart(line.firstChild, start - at);
              range.setEnd(line.firstChild, end - at);
              getSelection().removeAllRanges();
              getSelection().addRange(range);
              document.dispatchEvent(new PointerEvent('pointerup', {bubbles: true}));
            }""",
            [right.start, right.end],
        )
        page.wait_for_selector(f"{_row('end_date')}.s-changed")
        saved(page)
        selected = _value(served, "end_date")
        assert (selected.start, selected.end, selected.value) == (
            right.start,
            right.end,
            right.value,
        )
        page.keyboard.press("z")
        saved(page)
        assert visitor.complaints == []


def test_what_cannot_be_read_is_refused_in_words(chromium: Chromium, served: Served) -> None:
    with chromium.visit(served.address) as visitor:
        page = visitor.page
        open_document(page, served.document())
        before = _events(served)
        _type(page, _row(REQUEST), "若干万元")
        page.wait_for_selector("#toast:not([hidden])")
        assert "金额" in page.inner_text("#toast")
        saved(page)
        assert _events(served) == before


def test_two_analysts_see_each_other_and_overwrite_nothing(
    chromium: Chromium, served: Served
) -> None:
    with (
        chromium.visit(served.address, "王芳") as first,
        chromium.visit(served.address, "李强") as second,
    ):
        open_document(first.page, served.document())
        open_document(second.page, served.document())
        first.page.wait_for_selector('#others:has-text("李强")')
        # 李强's page does not ask for news while this goes on
        second.page.evaluate("Object.defineProperty(document, 'hidden', {get: () => true})")
        _type(first.page, _row("total_funding"), "1110000")
        saved(first.page)
        _type(second.page, _row("total_funding"), "2220000")
        second.page.wait_for_selector("#dialog[open] #mine")
        assert "王芳" in second.page.inner_text("#dialog")
        assert _value(served, "total_funding").value == "1110000.00"
        second.page.click("#theirs")
        saved(second.page)
        assert _value(served, "total_funding").value == "1110000.00"
        _type(second.page, _row("total_funding"), "2220000")
        saved(second.page)
        assert _value(served, "total_funding").by == "李强"


def test_a_second_tab_and_a_reload_lose_nothing(chromium: Chromium, served: Served) -> None:
    with chromium.visit(served.address) as visitor:
        page = visitor.page
        open_document(page, served.document())
        other = visitor.tab()
        open_document(other, served.document())
        page.wait_for_selector('#others:has-text("另一个页面")')
        other.evaluate("Object.defineProperty(document, 'hidden', {get: () => true})")
        _type(page, _row("nature"), "经常性项目甲")
        saved(page)
        _type(other, _row("nature"), "经常性项目乙")
        other.wait_for_selector("#dialog[open] #theirs")
        other.click("#theirs")
        saved(other)
        assert _value(served, "nature").value == "经常性项目甲"
        page.reload()
        page.wait_for_selector("#main[data-ready]")
        assert page.inner_text(f"{_row('nature')} .value") == "经常性项目甲"


def test_what_the_server_did_not_take_is_sent_again_after_a_reload(
    chromium: Chromium, served: Served
) -> None:
    with chromium.visit(served.address) as visitor:
        page = visitor.page
        open_document(page, served.document())
        page.route("**/events?*", lambda route: route.abort())
        _type(page, _row("category"), "其他一次性项目")
        page.wait_for_selector('#saved:has-text("未保存")')
        assert _value(served, "category").by != "demo"
        page.unroute("**/events?*")
        page.reload()
        page.wait_for_selector(f"{_row('category')}.s-changed")
        assert _value(served, "category").value == "其他一次性项目"


def test_everything_works_by_keyboard_alone(chromium: Chromium, served: Served) -> None:
    with chromium.visit(served.address) as visitor:
        page = visitor.page
        page.wait_for_selector("#rows tr:focus")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
        page.keyboard.press("Enter")
        page.wait_for_selector("#main[data-ready]")
        page.keyboard.press("]")
        page.wait_for_selector('.projecthead[data-project="p1"]')
        while not page.query_selector('.item.current[data-field="annual_goal"]'):
            page.keyboard.press("j")
        assert page.evaluate("document.activeElement.classList.contains('current')")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        page.keyboard.press("e")
        page.keyboard.type("按期完成")
        page.keyboard.press("Enter")
        page.wait_for_selector(f"{_row('annual_goal', 'p1')}.s-changed")
        saved(page)
        assert _value(served, "annual_goal", "p1").value == "按期完成"
        page.keyboard.press("k")
        page.keyboard.press("a")
        page.wait_for_selector(".item.s-accepted")
        page.keyboard.press("?")
        page.wait_for_selector("#dialog[open]")
        page.keyboard.press("Escape")
        page.keyboard.press("q")
        page.wait_for_selector("#rows")


def test_a_reader_may_look_and_not_touch(chromium: Chromium, served: Served) -> None:
    with chromium.visit(served.address, "读者") as visitor:
        page = visitor.page
        open_document(page, served.document())
        assert page.query_selector("#acceptall") is None
        before = _events(served)
        page.keyboard.press("a")
        page.wait_for_selector("#toast:not([hidden])")
        assert _events(served) == before


def test_nine_projects_in_fewer_than_forty_presses(chromium: Chromium, served: Served) -> None:
    """The last test of the module: it leaves the document done."""
    with chromium.visit(served.address) as visitor:
        page = visitor.page
        page.wait_for_selector("#rows tr:focus")
        page.keyboard.press("Enter")
        page.wait_for_selector("#main[data-ready]")
        for _ in range(9):
            shown = page.get_attribute(".projecthead", "data-project")
            page.keyboard.press("Shift+A")
            page.wait_for_selector(
                f'.projecthead:not([data-project="{shown}"]), #acceptall[disabled]'
            )
        saved(page)
        assert len(page.query_selector_all(".tabs .ok")) == 9
        assert visitor.pressed < 40
        with served.store.read() as connection:
            live = stored_sheet(connection, served.documents[0]).live
        assert live.open_count == 0
        page.keyboard.press("q")
        page.wait_for_selector("#rows .state.done")
        assert visitor.complaints == []
        assert all(each.startswith(served.address.rsplit("/", 1)[0]) for each in visitor.addresses)
