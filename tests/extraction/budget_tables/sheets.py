"""Layouts of printed tables made by hand: grids with spans, and the lines around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extraction.layout import Block, Cell, Layout, Line, Paragraph, Table

# A cell is its text, or (text, columns) or (text, columns, rows); None is covered by a span.
Printed = str | tuple[str, int] | tuple[str, int, int] | None


@dataclass
class Sheet:
    """Prints lines and tables one under the other on page 1 and keeps their offsets."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)

    def line(self, words: str) -> Sheet:
        """Print a paragraph of one line."""
        start = len(self.text)
        top = float(len(self.blocks) * 20)
        self.text += words + "\n"
        box = (50.0, top, 50.0 + 10 * len(words), top + 12)
        self.blocks.append(Paragraph((Line(start, start + len(words), 1, box, 10.0),)))
        return self

    def table(self, rows: Sequence[Sequence[Printed]], *, boxed: bool = True) -> Sheet:
        """Print a table; every row lists its columns."""
        start, cells = len(self.text), []
        for row, printed in enumerate(rows):
            for column, cell in enumerate(printed):
                if cell is None:
                    continue
                words, columns, height = (cell, 1, 1) if isinstance(cell, str) else (*cell, 1)[:3]
                at = len(self.text)
                self.text += words + "\t"
                box = (float(column * 60), float(row * 20), column * 60.0 + 60, row * 20.0 + 20)
                cells.append(
                    Cell(
                        row,
                        column,
                        height,
                        columns,
                        at,
                        at + len(words),
                        1 if boxed else None,
                        box if boxed else None,
                    )
                )
            self.text += "\n"
        pages = (1, 1) if boxed else None
        count = max(len(row) for row in rows)
        self.blocks.append(Table(len(rows), count, tuple(cells), start, len(self.text), pages))
        return self

    def layout(self) -> Layout:
        """Return what was printed."""
        return Layout(self.text, tuple(self.blocks), (), 1, ((0, 1),))


SPENDING: tuple[tuple[Printed, ...], ...] = (
    (("项目", 4), None, None, None, ("支出预算", 3), None, None),
    (("功能分类科目编码", 3), None, None, ("功能分类科目名称", 1, 2), ("合计", 1, 2),
     ("基本支出", 1, 2), ("项目支出", 1, 2)),
    ("类", "款", "项", None, None, None, None),
    ("201", "", "", "一般公共服务支出", "3,000.00", "2,000.00", "1,000.00"),
    ("201", "06", "", "财政事务", "3,000.00", "2,000.00", "1,000.00"),
    ("201", "06", "01", "行政运行", "2,000.00", "2,000.00", ""),
    ("201", "06", "07", "信息化建设", "1,000.00", "", "1,000.00"),
    ("208", "", "", "社会保障和就业支出", "500.00", "500.00", ""),
    ("208", "05", "", "行政事业单位养老支出", "500.00", "500.00", ""),
    ("208", "05", "05", "机关事业单位基本养老保险缴费支出", "500.00", "500.00", ""),
    (("合计", 4), None, None, None, "3,500.00", "2,500.00", "1,000.00"),
)  # fmt: skip
BALANCE: tuple[tuple[Printed, ...], ...] = (
    (("本年收入", 2), None, ("本年支出", 2), None),
    ("项目", "预算数", "项目", "预算数"),
    ("一、财政拨款收入", "3,500.00", "一、一般公共服务支出", "3,000.00"),
    ("1. 一般公共预算资金", "3,500.00", "二、社会保障和就业支出", "500.00"),
    ("2. 政府性基金", "", "", ""),
    ("二、事业收入", "", "", ""),
    ("收入总计", "3,500.00", "支出总计", "3,500.00"),
)


def changed(
    rows: Sequence[Sequence[Printed]], row: int, column: int, words: str
) -> list[list[Printed]]:
    """Return the rows with one cell printed otherwise."""
    copy = [list(line) for line in rows]
    copy[row][column] = words
    return copy
