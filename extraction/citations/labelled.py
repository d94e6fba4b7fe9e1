"""Titles and document numbers at places that another reader has found."""

from __future__ import annotations

import re
from dataclasses import replace

from extraction.citations.doc_numbers import Number, find_numbers
from extraction.citations.flatten import Flat, flatten
from extraction.citations.places import Range
from extraction.citations.titles import Title, bare_title
from extraction.citations.versions import edition

_EDITION = re.compile("（([^（）]{1,14})）")
_MARKS = {"《": "》", "〈": "〉", "“": "”"}
# What the eye of a machine takes for a digit.
_DIGITS = str.maketrans({"O": "0", "o": "0", "〇": "0", "l": "1", "I": "1", "|": "1", "Z": "2"})
_RUN = re.compile(
    r"(?<=[〔（【\[])[0-9OoIl|Z〇]{4}(?=[^0-9]|$)|(?<=[〕）】\]第])[0-9OoIl|Z〇]{1,5}(?=[号呈]|$)"
)
_YEAR = r"(?:1[ 9]|[2Z][0Oo〇])[0-9OoIl|Z〇]{2}"
_LOOSE = re.compile(
    rf"(?P<code>[^0-9〔（【\[]{{1,24}})[^\w]{{0,2}}(?P<year>{_YEAR})(?:年|[^\w]|[1lI|](?=第))?"
    r"(?P<order>第?)(?P<serial>[0-9OoIl|Z]{1,5})[号呈]?"
)


def title_at(flat: Flat, start: int, end: int, *, rule: str) -> Title:
    """Make a title of ``flat.text[start:end]``, with the marks and the edition bracket around it.

    >>> title_at(flatten("《某办法（2020版）》"), 1, 4, rule="r").version
    '2020版'
    """
    title = bare_title(flat, start, end, rule)
    text, version = flat.text, title.version
    inner: Range = (start, end)
    if version is None:
        bracket = _EDITION.match(text, end)
        if bracket and (version := edition(bracket[1])):
            end = bracket.end()
            inner = (start, end)
    close = _MARKS.get(text[start - 1 : start])
    if close is not None:
        start -= 1
    if text[end : end + 1] == close or text[end : end + 1] in ("》", "〉"):
        end += 1
    return replace(title, start=start, end=end, inner=inner, version=version)


def number_at(flat: Flat, start: int, end: int) -> Number:
    """Read ``flat.text[start:end]`` as a document number, wrong brackets and digits forgiven.

    Its canonical form is the printed one where no code, year and serial can be told apart.

    >>> number_at(flatten("沪府办【2O19）l2号"), 0, 12).canonical
    '沪府办〔2019〕12号'
    >>> number_at(flatten("国务院令第54I号"), 0, 9).canonical
    '国务院令第541号'
    """
    printed = flat.text[start:end]
    # Where a digit stands, what looks like one is one.
    digits = _RUN.sub(lambda run: run[0].translate(_DIGITS), printed)
    for number in find_numbers(flatten(digits)):
        if (number.start, number.end) == (0, len(printed)):
            return replace(number, start=start, end=end)
    loose = _LOOSE.fullmatch(printed)
    if loose is None:
        return Number(start, end, flat.printed[start:end], None, "")
    serial = str(int(loose["serial"].translate(_DIGITS)))
    code = loose["code"].rstrip("(（〔【[")
    return Number(start, end, code, loose["year"].translate(_DIGITS), serial)
