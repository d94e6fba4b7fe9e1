"""Errors that change more than one word: a project, a date, a table too many or too few."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from training_data.synthesis.blocks import Paragraph, Table
from training_data.synthesis.errors.kinds import indicator_rows, titled_table
from training_data.synthesis.errors.printed import (
    ANNUAL_REQUEST,
    TOTAL_FUNDING,
    Blocks,
    Injector,
    Spoiled,
    cells_of,
    draw_one,
    labelled_cells,
    paragraphs_with,
    printed_number,
    reprint,
    set_cell,
    spoiled_number,
    with_block,
)

DECLARED = r"(?:编报绩效目标|绩效目标管理)"
# How a narrative's period begins; periods in other sentences are nobody's to read.
_PERIOD = r"^(?:\d.{0,3}实施周期[:：])?\s?自?"


def declare_missing(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    """Declare one project more, whose amount stands in a plan and in no project of its own."""
    drawn = draw_one(paragraphs_with(blocks, rf"{DECLARED}.*?(?P<x>\d+)\s?个"), chance)
    plans = [
        one
        for one in paragraphs_with(blocks, "项目.*(?:绩效|任务)|验收|考核")
        if one[1].project is not None
    ]
    if drawn is None or not plans:
        return None
    place, block, match = drawn
    amount = re.search(r"(?P<y>[\d,]+\.\d\d)万元", block.text[match.end() :])
    if amount is None:
        return None
    printed = {
        printed_number(cell.text)
        for _, _, _, cell in cells_of(blocks, forms=True)
        if re.search(r"\d", cell.text)
    }
    # What a project costs, too, would be found as that.
    more = chance.choice([n for n in range(11, 98) if not {n, n * 10_000} & printed])
    total = Decimal(amount["y"].replace(",", "")) + more
    text = block.text[: match.start("x")] + str(int(match["x"]) + 1)
    rest = block.text[match.end("x") :]
    shift = match.end() - match.end("x")
    words = f"{total:.2f}万元"
    rest = rest[: shift + amount.start()] + words + rest[shift + amount.end() :]
    blocks = with_block(blocks, place, replace(block, text=text + rest))
    at, plan, _ = chance.choice(plans)
    blocks = with_block(blocks, at, replace(plan, text=f"{plan.text}另安排物资储备{more}万元。"))
    return Spoiled(blocks, (words, f"{more}万元", str(int(match["x"]) + 1)))


def both_dates(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    """Give a form the dates of another year."""
    starts = labelled_cells(blocks, "计划开始日期：?")
    drawn = draw_one(starts, chance)
    if drawn is None:
        return None
    marks = []
    for label in ("计划开始日期：?", "计划完成日期：?"):
        for place, row, at, cell in labelled_cells(blocks, label):
            if place == drawn[0]:
                words = re.sub(r"20\d\d", lambda found: str(int(found[0]) - 2), cell.text, count=1)
                blocks = set_cell(blocks, place, row, at, words)
                marks.append(words)
    return Spoiled(blocks, tuple(marks))


def end_earlier(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    """End a form's project two months before its narrative does, which has to name the end."""
    told = {
        block.project
        for _, block, _ in paragraphs_with(
            blocks,
            rf"{_PERIOD}20\d\d(?:.*12.{{0,3}}31|年1月.{{1,8}}12月|.*0?1-20\d\d.12)",
        )
        if block.project is not None
    }
    found = [
        one
        for one in labelled_cells(blocks, "计划完成日期：?")
        if getattr(blocks[one[0]], "project", None) in told
    ]
    drawn = draw_one(found, chance)
    if drawn is None:
        return None
    place, row, at, cell = drawn
    words = re.sub(r"12(\D+)31", r"10\g<1>31", cell.text, count=1)
    return Spoiled(set_cell(blocks, place, row, at, words), (words,))


def reverse_dates(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    drawn = draw_one(labelled_cells(blocks, "计划开始日期：?"), chance)
    if drawn is None:
        return None
    place, row, at, first = drawn
    for other_place, other_row, other_at, last in labelled_cells(blocks, "计划完成日期：?"):
        if other_place == place:
            blocks = set_cell(blocks, place, row, at, last.text)
            blocks = set_cell(blocks, place, other_row, other_at, first.text)
            return Spoiled(blocks, (first.text, last.text))
    return None


def whole_below(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    """Print a whole amount, and its 财政资金, that are less than the year's."""
    years = {place: cell for place, _, _, cell in labelled_cells(blocks, ANNUAL_REQUEST)}
    wholes = [one for one in labelled_cells(blocks, TOTAL_FUNDING) if one[0] in years]
    drawn = draw_one(wholes, chance)
    if drawn is None:
        return None
    words = spoiled_number(years[drawn[0]].text, Decimal("0.5"))
    for label in (TOTAL_FUNDING, r"其中[:：] ?财政资金"):
        for place, row, at, _ in labelled_cells(blocks, label):
            if place == drawn[0]:
                blocks = set_cell(blocks, place, row, at, words)
    return Spoiled(blocks, (words,))


def drop_satisfaction(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    drawn = draw_one(indicator_rows(blocks, "满意度指标"), chance)
    if drawn is None:
        return None
    place, row, _ = drawn
    table = blocks[place]
    assert isinstance(table, Table)
    rows = [
        tuple(
            replace(cell, rows=cell.rows - 1) if cell.rows > 1 and at + cell.rows > row else cell
            for cell in cells
        )
        for at, cells in enumerate(table.rows)
        if at != row
    ]
    return Spoiled(with_block(blocks, place, replace(table, rows=tuple(rows))), ())


def same_number(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    """Print the number of a heading on the heading after it."""
    headings = [
        (place, block)
        for place, block in enumerate(blocks)
        if isinstance(block, Paragraph) and block.role == "heading" and block.project is not None
    ]
    pairs = [
        (first, second)
        for first, second in pairwise(headings)
        if first[1].project == second[1].project
    ]
    drawn = draw_one(pairs, chance)
    if drawn is None:
        return None
    (_, first), (place, second) = drawn
    number = r"^[（(]?(?:[一二三四五六七八九十]+|\d+)[）)、.]"
    one, two = re.match(number, first.text), re.match(number, second.text)
    if one is None or two is None:
        return None
    words = one[0] + second.text[two.end() :]
    return Spoiled(with_block(blocks, place, replace(second, text=words)), (words, first.text))


def same_name(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    names = labelled_cells(blocks, "项目名称：?")
    if len(names) < 2:
        return None
    first, second = chance.sample(names, 2)
    return Spoiled(set_cell(blocks, second[0], second[1], second[2], first[3].text), ())


def no_document(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    """Say under 立项依据 that the work asks for it, and cite nothing."""
    basis = [
        place
        for place, block, _ in paragraphs_with(blocks, "立项依据$")
        if block.project is not None and block.role == "heading"
    ]
    start = draw_one(basis, chance)
    if start is None:
        return None
    words = "根据部门工作要求。"
    stop = start + 1
    while stop < len(blocks):
        block = blocks[stop]
        if not isinstance(block, Paragraph) or block.role == "heading":
            break
        stop += 1
    head = blocks[start]
    assert isinstance(head, Paragraph)
    body = Paragraph(words, "body", head.project)
    return Spoiled((*blocks[: start + 1], body, *blocks[stop:]), (words,))


def cite(*sentences: str) -> Injector:
    """Add a sentence to the basis of a project; of several sentences one to a project each."""

    def inject(blocks: Blocks, chance: random.Random) -> Spoiled | None:
        headings = [
            (place, block)
            for place, block, _ in paragraphs_with(blocks, "立项依据$")
            if block.project is not None and block.role == "heading"
        ]
        if len(headings) < len(sentences):
            return None
        chosen = sorted(chance.sample(range(len(headings)), len(sentences)), reverse=True)
        for at, sentence in zip(chosen, sentences, strict=True):
            place, head = headings[at]
            added = Paragraph(sentence, "body", head.project)
            blocks = (*blocks[: place + 1], added, *blocks[place + 1 :])
        return Spoiled(blocks, tuple(sentences))

    return inject


def drop_note(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    drawn = draw_one(paragraphs_with(blocks, "^注：.*空表"), chance)
    if drawn is None:
        return None
    return Spoiled((*blocks[: drawn[0]], *blocks[drawn[0] + 1 :]), ())


def fill_empty(blocks: Blocks, _chance: random.Random) -> Spoiled | None:
    found = titled_table(blocks, "政府性基金")
    if found is None:
        return None
    table = blocks[found[1]]
    assert isinstance(table, Table)
    blocks = set_cell(blocks, found[1], len(table.rows) - 1, 1, "120,000.00")
    return Spoiled(blocks, ())


def drop_table(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    title = chance.choice(("收入(?:预算|决算)总表", "国有资本经营", "政府性基金", "基本支出"))
    found = titled_table(blocks, title)
    if found is None:
        return None
    stop = found[1] + 1
    if stop < len(blocks):
        after = blocks[stop]
        if isinstance(after, Paragraph) and after.text.startswith("注："):
            stop += 1
    return Spoiled((*blocks[: found[0]], *blocks[stop:]), ())


def drop_unit(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    drawn = draw_one(paragraphs_with(blocks, r"^编制(?:部门|单位)：.*\t(?P<x>单位：元)"), chance)
    if drawn is None:
        return None
    place, block, match = drawn
    return Spoiled(reprint(blocks, place, block, match.span("x"), ""), ())


def year_before(printed: str, _chance: random.Random) -> str:
    return re.sub(r"20\d\d", lambda found: str(int(found[0]) - 1), printed, count=1)


def other_year(printed: str, _chance: random.Random) -> str:
    return str(int(printed) - 1)
