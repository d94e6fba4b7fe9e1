"""The chain from pages to the layout."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extraction.layout import Layout, LayoutSettings, Paragraph, Table, lay_out
from tests.extraction.layout.printing import Text, grid_rulings, is_label, page

_GRID_LOW = grid_rulings([80, 200, 520], [650, 700, 750])
_GRID_HIGH = grid_rulings([80, 200, 520], [60, 110, 160])


def _layout() -> Layout:
    first = page(
        [
            Text(200, 100, "河道养护经费情况说明", 18),
            Text(104, 150, "一、项目概述"),
            Text(104, 180, "全" * 34),
            Text(80, 200, "半句"),
            Text(90, 680, "项目名称"),
            Text(210, 680, "河道养护"),
            Text(90, 730, "项目绩效目"),
            Text(290, 780, "— 1 —"),
        ],
        _GRID_LOW,
    )
    second = page(
        [
            Text(90, 90, "标"),
            Text(90, 140, "数量指标"),
            Text(210, 140, "≥2 (次)"),
            Text(290, 780, "— 2 —"),
        ],
        _GRID_HIGH,
        number=2,
    )
    return lay_out([first, second], is_label=is_label)


def test_a_small_document() -> None:
    layout = _layout()
    title, heading, body, table = layout.blocks
    texts = [layout.text[one.start : one.end] for one in (title, heading, body)]
    assert texts == ["河道养护经费情况说明", "一、项目概述", "全" * 34 + "\n半句"]
    assert isinstance(table, Table)
    assert [layout.text[cell.start : cell.end] for cell in table.cells] == [
        "项目名称",
        "河道养护",
        "项目绩效目\n标",
        "",
        "数量指标",
        "≥2 (次)",
    ]
    assert (table.row_count, table.column_count, table.pages) == (3, 2, (1, 2))
    assert [layout.text[one.start : one.end] for one in layout.furniture] == ["— 1 —", "— 2 —"]
    assert layout.page_count == 2
    assert layout.page_of(layout.text.index("数量")) == 2


def test_settings_are_used() -> None:
    pages = [page([Text(80, 100, "项"), Text(96, 100, "目")])]
    close = lay_out(pages, is_label=is_label)
    wide = lay_out(pages, is_label=is_label, settings=LayoutSettings(wide_blank_em=0.2))
    assert (close.text, wide.text) == ("项目\n", "项 目\n")


def test_pages_are_read_once_and_in_order() -> None:
    def pages() -> object:
        yield page([Text(80, 100, "甲")])
        yield page([Text(80, 100, "乙")], number=2)

    layout = lay_out(pages(), is_label=is_label)  # type: ignore[arg-type]
    assert (layout.text, layout.page_count) == ("甲\n乙\n", 2)


def test_no_pages() -> None:
    layout = lay_out([], is_label=is_label)
    assert (layout.text, layout.blocks, layout.page_count) == ("", (), 0)


_TEXTS = st.lists(
    st.builds(
        Text,
        st.integers(20, 250),  # twenty of the widest end before the page does
        st.integers(20, 790),
        st.text("项目资金一、2025年ab。 ", min_size=1, max_size=20),
        st.sampled_from([9, 12, 16]),
    ),
    max_size=12,
)


@given(st.lists(_TEXTS, max_size=3), st.booleans())
def test_everything_printed_has_its_place(texts: list[list[Text]], ruled: bool) -> None:
    pages = [
        page(each, _GRID_HIGH if ruled else (), number=number)
        for number, each in enumerate(texts, 1)
    ]
    layout = lay_out(pages, is_label=is_label)
    spans = [
        (piece.start, piece.end, piece.page)
        for block in layout.blocks
        for piece in (block.cells if isinstance(block, Table) else block.lines)
    ]
    spans += [(one.start, one.end, one.page) for one in layout.furniture]
    inside = "".join(layout.text[start:end] for start, end, _ in spans)
    assert "".join(inside.split()) == "".join(layout.text.split())
    assert set("".join(inside.split())) == {letter for each in pages for letter in each.glyphs.text}
    for start, end, number in spans:
        assert 0 <= start <= end <= len(layout.text)
        if end > start and not any(isinstance(block, Table) for block in layout.blocks):
            assert layout.page_of(start) == number
    assert all(isinstance(block, Paragraph | Table) for block in layout.blocks)
