"""Printed lines → paragraphs, joined over line and page ends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from extraction.layout.page_print import PrintBlock
from extraction.layout.print_lines import PrintLine
from extraction.layout.settings import LayoutSettings

# A line that opens with a heading's number opens a paragraph, wherever the one before it ends;
# one that opens with an item's number does after a finished sentence.
_HEADING_NUMBER = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+(?:部分|章|节))"
)
_ITEM_NUMBER = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[.．]"
    r"|[（(]\d{1,2}[)）]|\d{1,2}[、.．](?!\d)|[①-⑳])"
)
_WORD = re.compile(r"[!-~]+")
_NARROW_EM = 0.62  # the widest digits of the common faces are 0.6 em
_LEADER = re.compile(r"[.．…·•⋯]{4,}[ \d-]*$")
_ENDED = re.compile(r"[。；;！!？?：:]\s*$")


def find_paragraphs(
    blocks: Sequence[PrintBlock], settings: LayoutSettings
) -> list[PrintBlock | list[PrintLine]]:
    """Return the blocks with every run of lines that make a paragraph put into one list.

    A line goes on with the line before it where that one is full, the new one is not
    indented, and both are of one size; a centred one goes on with a full line that is centred
    too, as titles do; it opens a paragraph where it is indented, where it
    carries a number of its own after a finished sentence, and after a wide gap.
    """
    margins = _margins(blocks)
    result: list[PrintBlock | list[PrintLine]] = []
    for block in blocks:
        if not isinstance(block, PrintLine):
            result.append(block)
            continue
        last = result[-1] if result else None
        if isinstance(last, list) and (
            _goes_on(last[-1], block, margins, settings)
            or _goes_on_centred(last, block, margins, settings)
        ):
            last.append(block)
        else:
            result.append([block])
    return result


def _margins(blocks: Sequence[PrintBlock]) -> dict[int, tuple[float, float]]:
    """Return each page's left and right margin of running text.

    Pages with few lines take the margins that are usual in the document.
    """
    by_page: dict[int, list[PrintLine]] = defaultdict(list)
    for block in blocks:
        if isinstance(block, PrintLine):
            by_page[block.page].append(block)
    lefts = [min(line.box[0] for line in lines) for lines in by_page.values()]
    rights = [max(line.box[2] for line in lines) for lines in by_page.values()]
    if not lefts:
        return {}
    usual_left, usual_right = float(np.median(lefts)), float(np.percentile(rights, 75))
    margins = {}
    for page, lines in by_page.items():
        left = min(line.box[0] for line in lines)
        right = max(line.box[2] for line in lines)
        enough = len(lines) >= 8
        margins[page] = (
            left if enough else min(left, usual_left),
            right if enough else max(right, usual_right),
        )
    return margins


def _goes_on(
    last: PrintLine,
    line: PrintLine,
    margins: dict[int, tuple[float, float]],
    settings: LayoutSettings,
) -> bool:
    em = max(last.size, line.size)
    if em > settings.same_size * min(last.size, line.size):
        return False
    if last.page == line.page:
        if line.box[3] - last.box[3] > settings.paragraph_gap_em * em:
            return False
    elif line.page != last.page + 1:
        return False
    # What cannot be broken, a number above all, goes to the next line whole.
    word = _WORD.match(line.text)
    room = settings.full_line_em + (_NARROW_EM * len(word[0]) if word else 0)
    if last.box[2] < margins[last.page][1] - room * em:
        return False
    if line.box[0] > margins[line.page][0] + settings.indent_em * em:
        return False
    if _HEADING_NUMBER.match(line.text) or _LEADER.search(last.text):
        return False
    return not (_ITEM_NUMBER.match(line.text) and _ENDED.search(last.text))


def _goes_on_centred(
    lines: Sequence[PrintLine],
    line: PrintLine,
    margins: dict[int, tuple[float, float]],
    settings: LayoutSettings,
) -> bool:
    """Tell whether a centred line is the rest of a title, whose lines so far are full.

    A paragraph's first line is none of these: its indent moves it off the middle.
    """
    last = lines[-1]
    if last.page != line.page or _ENDED.search(last.text) or _LEADER.search(last.text):
        return False
    em = line.size
    if max(last.size, em) > settings.same_title_size * min(last.size, em):
        return False
    left, right = margins[line.page]
    middle = (left + right) / 2
    full = right - left - settings.full_line_em * em
    return (
        line.box[3] - last.box[3] <= settings.title_gap_em * em
        and not _HEADING_NUMBER.match(line.text)
        and not _ITEM_NUMBER.match(line.text)
        and all(
            abs((one.box[0] + one.box[2]) / 2 - middle) <= settings.centred_em * em
            for one in (*lines, line)
        )
        and all(one.box[2] - one.box[0] >= full for one in lines)
    )
