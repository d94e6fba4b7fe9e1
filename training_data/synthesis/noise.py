"""The disorder of real documents, kind by kind."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from training_data.synthesis.blocks import Block, Cell, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Noise:
    """Which kinds of disorder a document has.

    jitter              glyphs drawn one by one, digits and quotation marks a little off the line
    blanks              blanks printed between characters
    html                tags left in table cells
    filled_rules        table rules drawn as thin filled rectangles
    double_rules        each table rule drawn twice
    crooked_rules       table rules a little off their place
    fake_bold           bold text drawn twice, a little apart
    wrong_brackets      document numbers in other brackets than 〔〕, titles in other marks
    missing_marks       titles that have lost a 《 or a 》, or have it twice
    full_width          digits of numbers printed in full width
    radicals            glyphs that map to code points of radicals (⾦ for 金)
    rotated             pages stored turned, with /Rotate 90
    clipped             lines of the page before stand again on the next, hidden by a clip
    broken              words, numbers and dates broken anywhere at the line end
    run_in              section bodies that begin on the heading's line, after a colon

    ``sound`` is none of them, but the opposite of disorder in what is said: all numbers, dates
    and words of the document agree with each other.
    """

    jitter: bool = False
    blanks: bool = False
    html: bool = False
    filled_rules: bool = False
    double_rules: bool = False
    crooked_rules: bool = False
    fake_bold: bool = False
    wrong_brackets: bool = False
    missing_marks: bool = False
    full_width: bool = False
    radicals: bool = False
    rotated: bool = False
    clipped: bool = False
    broken: bool = False
    run_in: bool = False
    sound: bool = False


NOISES: tuple[str, ...] = tuple(field.name for field in fields(Noise) if field.name != "sound")


def noise_of(names: Iterable[str]) -> Noise:
    """Return the record for these names.

    Raises:
        ValueError: a name is not one of ``NOISES``.
    """
    names = tuple(names)
    unknown = sorted(set(names) - set(NOISES))
    if unknown:
        raise ValueError(f"unknown noise {', '.join(unknown)}; known are {', '.join(NOISES)}")
    return Noise(**dict.fromkeys(names, True))


def roughen(blocks: Sequence[Block], noise: Noise, chance: random.Random) -> tuple[Block, ...]:
    """Apply the kinds that change what is printed: ``blanks`` and ``html``."""
    return tuple(_roughen_block(block, noise, chance) for block in blocks)


def _roughen_block(block: Block, noise: Noise, chance: random.Random) -> Block:
    if isinstance(block, Paragraph):
        if noise.blanks and block.role in ("body", "plain", "title"):
            return replace(block, text=_with_blanks(block.text, chance))
        return block
    if isinstance(block, Table):
        rows = tuple(tuple(_roughen_cell(c, noise, chance) for c in row) for row in block.rows)
        return replace(block, rows=rows)
    return block


def _roughen_cell(cell: Cell, noise: Noise, chance: random.Random) -> Cell:
    text = cell.text
    if noise.blanks:
        text = _with_blanks(text, chance)
    if noise.html and len(text) > 12 and chance.random() < 0.6:
        text = _with_tags(text, chance)
    return replace(cell, text=text)


def _with_blanks(text: str, chance: random.Random) -> str:
    """Set a blank between two Chinese characters, or beside a number, now and then."""

    def blank(match: re.Match[str]) -> str:
        return match[0] + (" " if chance.random() < 0.04 else "")

    return re.sub(r"[一-鿿](?=[一-鿿0-9〔（(])|[0-9](?=[一-鿿])", blank, text)


def _with_tags(text: str, chance: random.Random) -> str:
    halves = re.split(r"(?<=[；。])", text, maxsplit=1)
    return chance.choice(
        (
            f"<p>{text}</p>",
            f"<p>{text}<br/></p>",
            f'<p style="text-indent: 2em;">{text}</p>',
            "".join(f"<p>{half}</p>" for half in halves if half),
            f"<span>{text}</span>",
            f"{text}&nbsp;",
        )
    )
