"""Errors that show only beside another document: the year before, a unit, another department."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from training_data.synthesis.blocks import Block, Paragraph, Table
from training_data.synthesis.errors.printed import (
    ANNUAL_REQUEST,
    Blocks,
    draw_one,
    labelled_cells,
    printed_number,
    set_cell,
    spoiled_number,
)
from training_data.synthesis.errors.special import cite

# Years that move on with the budget; those of titles and document numbers stay.
_KEPT = r"[《〈<«][^《》〈〉<>«»]*[》〉>»]|〔\d{4}〕|[^\s，。；、（]{2,12}令[^，。；、]{0,12}号"
_YEAR = re.compile(rf"(?P<kept>{_KEPT})|(?<!\d)(?P<year>20\d\d)(?=\s?(?:年(?!第)|全年|[-/.]\d))")
_NUMBERS = ("沪府办〔2019〕9号", "沪府办〔2018〕19号")
_TITLES = ("《养老服务设施管理办法》", "《公园绿地养护标准》")
_FIVE = Decimal(5)
_LEAST_JUMP = 100_000  # yuan; smaller ones are every year's
_COVER = re.compile(r"^预算单位：(?P<unit>.+)$")


@dataclass(frozen=True, slots=True)
class SpoiledPair:
    """Two documents that disagree; ``marks`` are the words of the disagreement.

    ``later``: the second is that of the year after.
    """

    first: Blocks
    second: Blocks
    marks: tuple[str, ...]
    later: bool = True


Pair = Callable[[Blocks, random.Random], SpoiledPair | None]


@dataclass(frozen=True, slots=True)
class PairedError:
    """One class of errors over two documents.

    ``sound`` makes the pair of one document's blocks, ``inject`` the same pair with an error;
    ``None`` for a document that has no place for it.
    """

    rule: str
    layouts: tuple[str, ...]
    sound: Pair
    inject: Pair


def next_year(blocks: Blocks) -> Blocks:
    """Return the same document a year later: its years moved on, its citations as they were."""
    return tuple(_moved(block) for block in blocks)


def _moved(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=move_years(block.text))
    if isinstance(block, Table):
        return replace(
            block,
            rows=tuple(
                tuple(replace(cell, text=move_years(cell.text)) for cell in row)
                for row in block.rows
            ),
        )
    return block


def move_years(text: str) -> str:
    """Return a text a year later, the years of titles and document numbers as they were."""
    return _YEAR.sub(
        lambda found: found["kept"] or str(int(found["year"]) + 1),
        text,
    )


def _two_years(blocks: Blocks, _chance: random.Random) -> SpoiledPair:
    return SpoiledPair(blocks, next_year(blocks), ())


def _jump(blocks: Blocks, chance: random.Random) -> SpoiledPair | None:
    """Ask for five times as much in the second year."""
    asked = [
        one
        for one in labelled_cells(blocks, ANNUAL_REQUEST)
        if re.fullmatch(r"[\d,]{5,}(?:\.\d+)?", one[3].text)
        and printed_number(one[3].text) * (_FIVE - 1) >= _LEAST_JUMP
    ]
    drawn = draw_one(asked, chance)
    if drawn is None:
        return None
    place, row, at, cell = drawn
    words = spoiled_number(cell.text, _FIVE)
    return SpoiledPair(blocks, set_cell(next_year(blocks), place, row, at, words), (words,))


def _drop(blocks: Blocks, chance: random.Random) -> SpoiledPair | None:
    """Cite in the first year what the second does not."""
    sentence = f"根据{_TITLES[0]}（{_NUMBERS[0]}）。"
    first = cite(sentence)(blocks, chance)
    return None if first is None else SpoiledPair(first.blocks, next_year(blocks), (sentence,))


def _unit_and_department(blocks: Blocks, _chance: random.Random) -> SpoiledPair | None:
    """Print a unit's budget again as its department's."""
    covers = [
        found
        for block in blocks
        if isinstance(block, Paragraph) and (found := _COVER.match(block.text))
    ]
    supervising = labelled_cells(blocks, "主管部门：?")
    if len(covers) != 1 or not supervising:
        return None
    unit, department = covers[0]["unit"], supervising[0][3].text
    if unit == department:
        return None
    own = tuple(
        replace(
            block,
            text=_COVER.sub(f"预算主管部门：{department}", block.text).replace(unit, department),
        )
        if isinstance(block, Paragraph)
        else block
        for block in blocks
    )
    return SpoiledPair(own, blocks, (), later=False)


def _other_amount(blocks: Blocks, chance: random.Random) -> SpoiledPair | None:
    """Print another amount for one project in the unit's budget."""
    pair = _unit_and_department(blocks, chance)
    drawn = draw_one(labelled_cells(blocks, ANNUAL_REQUEST), chance)
    if pair is None or drawn is None:
        return None
    place, row, at, cell = drawn
    words = spoiled_number(cell.text, _FIVE)
    return replace(pair, second=set_cell(pair.second, place, row, at, words), marks=(words,))


def _cited_twice(first: str, second: str) -> tuple[Pair, Pair]:
    """Return a pair in which one project cites the same twice, and one in which it does not."""

    def pair(other: str) -> Pair:
        def make(blocks: Blocks, chance: random.Random) -> SpoiledPair | None:
            draw = chance.random()  # the same project in both
            one = cite(f"根据{first}。")(blocks, random.Random(draw))
            two = cite(f"根据{other}。")(blocks, random.Random(draw))
            if one is None or two is None:
                return None
            marks = (f"根据{first}。", f"根据{other}。")
            return SpoiledPair(one.blocks, next_year(two.blocks), marks)

        return make

    return pair(first), pair(second)


_FORMS = ("narrative_with_form", "narratives_then_forms", "forms_only")
# Layouts whose forms name all projects: without a name nobody knows last year's.
_NAMED = ("narrative_with_form", "narratives_then_forms", "unit_budget")
_TOLD = ("department_budget", "narrative_with_form", "narratives_then_forms", "unit_budget")

PAIRED_ERRORS: tuple[PairedError, ...] = (
    PairedError("amount_jump", _FORMS, _two_years, _jump),
    PairedError("basis_dropped", _NAMED, _two_years, _drop),
    PairedError(
        "unit_against_department", ("unit_budget",), _unit_and_department, _other_amount
    ),
    PairedError(
        "title_with_numbers_across",
        _TOLD,
        *_cited_twice(f"{_TITLES[0]}（{_NUMBERS[0]}）", f"{_TITLES[0]}（{_NUMBERS[1]}）"),
    ),
    PairedError(
        "number_with_titles_across",
        _TOLD,
        *_cited_twice(f"{_TITLES[0]}（{_NUMBERS[0]}）", f"{_TITLES[1]}（{_NUMBERS[0]}）"),
    ),
)  # fmt: skip
