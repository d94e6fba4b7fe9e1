"""One text, and blocks with offsets over it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extraction.layout.assembly import assemble
from extraction.layout.blocks import Layout, Paragraph, Table
from extraction.layout.page_print import PrintTable
from extraction.layout.print_lines import PrintLine
from tests.extraction.layout.printing import line, table


def _layout() -> Layout:
    return assemble(
        [
            [line("河道养护", page=1), line("经费情况说明", page=2)],
            table([["项目名称", "养护\n平台"], ["", "乙"]], page=2),
            line("注", page=3),
        ],
        [line("— 1 —", page=1), line("— 2 —", page=2)],
        4,
    )


def test_the_text_holds_everything_in_order() -> None:
    layout = _layout()
    assert layout.text == ("河道养护\n经费情况说明\n项目名称\t养护\n平台\n\t乙\n注\n— 1 —\n— 2 —\n")
    assert layout.page_count == 4
    assert [type(block) for block in layout.blocks] == [Paragraph, Table, Paragraph]


def test_offsets_point_at_what_was_printed() -> None:
    layout = _layout()
    first, made, last = layout.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(made, Table)
    assert isinstance(last, Paragraph)
    assert [layout.text[one.start : one.end] for one in first.lines] == ["河道养护", "经费情况说明"]
    assert layout.text[first.start : first.end] == "河道养护\n经费情况说明"
    assert [(c.row, c.column, layout.text[c.start : c.end]) for c in made.cells] == [
        (0, 0, "项目名称"),
        (0, 1, "养护\n平台"),
        (1, 0, ""),
        (1, 1, "乙"),
    ]
    assert layout.text[made.start : made.end] == "项目名称\t养护\n平台\n\t乙\n"
    assert (first.lines[0].page, first.lines[0].box) == (1, (80, 100, 128, 112))


def test_furniture_stands_after_the_flow_with_offsets_of_its_own() -> None:
    layout = _layout()
    flow_end = layout.blocks[-1].end
    assert [layout.text[one.start : one.end] for one in layout.furniture] == ["— 1 —", "— 2 —"]
    assert all(one.start > flow_end for one in layout.furniture)


def test_pages_by_offset() -> None:
    layout = _layout()
    pages = {
        word: layout.page_of(layout.text.index(word))
        for word in ("河道", "经费", "乙", "注", "— 1", "— 2")
    }
    assert pages == {"河道": 1, "经费": 2, "乙": 2, "注": 3, "— 1": 1, "— 2": 2}
    assert list(layout.page_starts) == sorted(layout.page_starts)


def test_a_table_that_goes_on_overleaf() -> None:
    upper, lower = table([["甲", "乙"]]), table([["丙", "丁"]], page=2)
    moved = list(lower.cells)
    joined = PrintTable(
        (1, 2),
        upper.box,
        upper.xs,
        2,
        (
            *upper.cells,
            *(type(cell)(1, cell.column, 1, 1, 2, cell.box, cell.lines) for cell in moved),
        ),
    )
    layout = assemble([joined], [], 2)
    assert [layout.page_of(layout.text.index(word)) for word in "甲乙丙丁"] == [1, 1, 2, 2]


def test_nothing() -> None:
    layout = assemble([], [], 0)
    assert (layout.text, layout.blocks, layout.page_of(0)) == ("", (), None)


_WORDS = st.text("项目资金12 a", min_size=1, max_size=8).map(str.strip).filter(bool)
_BLOCKS = st.lists(
    st.one_of(
        st.lists(_WORDS, min_size=1, max_size=3),
        st.integers(1, 3).flatmap(
            lambda wide: st.lists(
                st.lists(st.one_of(st.just(""), _WORDS), min_size=wide, max_size=wide).map(tuple),
                min_size=1,
                max_size=3,
            )
        ),
    ),
    max_size=6,
)


@given(_BLOCKS, st.lists(_WORDS, max_size=2))
def test_every_offset_is_right(
    blocks: list[list[str] | list[tuple[str, ...]]], heads: list[str]
) -> None:
    made: list[PrintTable | list[PrintLine] | PrintLine] = []
    expected: list[str] = []
    for number, block in enumerate(blocks, 1):
        lines = [row for row in block if isinstance(row, str)]
        rows = [row for row in block if isinstance(row, tuple)]
        made.append(table(rows, page=number) if rows else [line(t, page=number) for t in lines])
        expected += [text for row in rows for text in row] if rows else lines
    furniture = [line(text, page=1) for text in heads]
    layout = assemble(made, furniture, len(blocks))
    found: list[str] = []
    last = 0
    for number, one in enumerate(layout.blocks, 1):
        assert last <= one.start <= one.end <= len(layout.text)
        last = one.end
        pieces = one.cells if isinstance(one, Table) else one.lines
        for piece in pieces:
            found.append(layout.text[piece.start : piece.end])
            assert piece.page == number
            if piece.end > piece.start:
                assert layout.page_of(piece.start) == number
    assert found == expected
    assert [layout.text[one.start : one.end] for one in layout.furniture] == heads
