"""Errors of the explanations and names around the tables: left out, misprinted, of another body."""

from __future__ import annotations

import random
import re
from collections import Counter

from training_data.synthesis.blocks import Paragraph
from training_data.synthesis.errors.kinds import titled_rows, titled_table
from training_data.synthesis.errors.printed import (
    Blocks,
    Injector,
    Spoiled,
    cells_of,
    draw_one,
    paragraphs_with,
    reprint,
    set_cell,
)

_OTHER_BODY = "上海市青浦区地震办公室"


def bare(printed: str, _chance: random.Random) -> str:
    return printed.removesuffix("%")


def from_nothing(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    """Say that all of this year's amount is growth, and at which rate."""
    pattern = r"^（三）公务接待费(?P<all>[\d.]+万元)，(?P<x>与(?P<last>\d+)年预算持平)"
    drawn = draw_one(paragraphs_with(blocks, pattern), chance)
    if drawn is None:
        return None
    place, block, match = drawn
    growth = f"比{match['last']}年预算增加{match['all']}，增长100%"
    words = f"{growth}，主要原因是新增接待任务"
    return Spoiled(reprint(blocks, place, block, match.span("x"), words), (growth,))


def _is_of_unit(blocks: Blocks) -> bool:
    return bool(paragraphs_with(blocks, "^预算单位："))


def other_body(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    """Name another body over a table, or in an explanation, or misprint the name there."""
    found = [
        one
        for pattern in (
            r"^编制(?:部门|单位)：(?P<x>[^\t]+)\t",
            r"^(?P<x>[\u4e00-\u9fff]+)(?:主要职能|机构设置)$",
            r"^20\d\d年，(?P<x>[\u4e00-\u9fff]+)收入预算",
        )
        for one in paragraphs_with(blocks, pattern)
        if one[2]["x"] not in ("部门", "单位", "本部门", "本单位")
    ]
    drawn = draw_one(found, chance)
    if drawn is None:
        return None
    place, block, match = drawn
    name = match["x"]
    words = f"{name[:-2]}{name[-1]}"
    if not _is_of_unit(blocks):  # which may name its department
        words = chance.choice((_OTHER_BODY, words))
    return Spoiled(reprint(blocks, place, block, match.span("x"), words), (words,))


def rename_line(title: str, row: str) -> Injector:
    """Print another name beside a code and its amount, where another table prints the name."""

    def inject(blocks: Blocks, chance: random.Random) -> Spoiled | None:
        found = titled_rows(blocks, title, row)
        if found is None:
            return None
        place, table, lines = found
        printed = Counter(cell.text for _, _, _, cell in cells_of(blocks, forms=False))
        twice = [
            at
            for at in lines
            if len(name := table.rows[at][3].text) > 3
            and printed[name] > 1
            and any(cell.text for cell in table.rows[at][4:])
        ]
        drawn = draw_one(twice, chance)
        if drawn is None:
            return None
        name = table.rows[drawn][3].text
        words = f"{name[:2]}物{name[3:]}"
        return Spoiled(set_cell(blocks, place, drawn, 3, words), (words,))

    return inject


def drop_explanation(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    """Leave out one of the parts that a budget explains, its heading too.

    A unit may have no 机关运行经费.
    """
    parts = "政府采购|国有资产" if _is_of_unit(blocks) else "机关运行经费|政府采购|国有资产"
    headings = [
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Paragraph)
        and block.role == "heading"
        and block.project is None
        and re.search(parts, block.text)
    ]
    start = draw_one(headings, chance)
    if start is None or titled_table(blocks, "收支") is None:
        return None
    stop = start + 1
    while stop < len(blocks):
        block = blocks[stop]
        if not isinstance(block, Paragraph) or block.role != "body":
            break
        stop += 1
    return Spoiled((*blocks[:start], *blocks[stop:]), ())


def drop_official_item(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    """State the 三公 total and leave out one of its items that do not change."""
    items = paragraphs_with(blocks, r"^（[一二三]）(?:因公出国|公务接待)")
    drawn = draw_one([one for one in items if one[1].project is None], chance)
    if drawn is None:
        return None
    return Spoiled((*blocks[: drawn[0]], *blocks[drawn[0] + 1 :]), ())
