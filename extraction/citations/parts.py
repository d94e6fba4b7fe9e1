"""The titles and document numbers of a stretch of text, before they become citations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extraction.citations.doc_numbers import Number, find_numbers
from extraction.citations.flatten import Flat, flatten
from extraction.citations.mentions import find_titles
from extraction.citations.places import Range
from extraction.citations.titles import Title
from extraction.schema import SectionKind

# The rule's name of what a trained classifier found.
BY_MODEL = "token_model"
# Without one of these, the rules find no citation in a section that is no basis.
_TRIGGER = re.compile(r"[《》〈〉«»‹›⟨⟩⟪⟫<>＜＞﹤﹥号〔\[［【﹝]|依据|“关于|&[lg]t;|&[lr]aquo;")


@dataclass(frozen=True, slots=True)
class Parts:
    """Titles and numbers in reading order, in places of ``flat``.

    ``model`` is the version of the classifier that some of them are from, else empty.
    """

    flat: Flat
    titles: tuple[Title, ...]
    numbers: tuple[Number, ...]
    model: str = ""


def read_parts(
    text: str,
    *,
    start: int,
    end: int,
    section: SectionKind | None,
    skip: Iterable[Range] = (),
    always: bool = False,
) -> Parts | None:
    """Read the titles and numbers of ``text[start:end]`` by rules.

    ``None`` where there is nothing to read; ``always`` gives the flat text also where no rule
    can find anything in it.
    """
    if not always and section != "basis" and not _TRIGGER.search(text, start, end):
        return None
    flat = flatten(text, start=start, end=end, skip=skip)
    if not flat.text:
        return None
    numbers = find_numbers(flat)
    return Parts(flat, find_titles(flat, numbers, section), numbers)
