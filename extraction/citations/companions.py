"""The second instrument of 《X》及其实施细则, which the print does not name in full."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.citations.articles import find_article
from extraction.citations.flatten import Flat
from extraction.citations.places import Range
from extraction.citations.rules import pattern
from extraction.citations.versions import split_edition

_JOINS = ("以", "及", "和", "与")
_OWN_KINDS = ("实施条例", "实施细则", "实施办法")


@dataclass(frozen=True, slots=True)
class Companion:
    """A second instrument that stands behind a citation: 《中华人民共和国档案法》及其实施条例.

    title    its whole title, 中华人民共和国档案法实施条例, where the words name one instrument of a
             known pattern; ``None`` for 配套文件 and the like
    text     its words as printed, ``text[start:end]`` of the document
    article  the article after it
    """

    title: str | None
    text: str
    start: int
    end: int
    article: str | None


def find_companion(flat: Flat, text: str, at: int, title: str | None) -> Companion | None:
    """Read 及其实施细则 right after the citation that ends at flat place ``at``."""
    if title is None or flat.text[at : at + 1] not in _JOINS:
        return None
    found = pattern("companion").match(flat.text, at)
    if found is None:
        return None
    span: Range = found.span("name")
    start, end = flat.span(*span)
    article = find_article(flat.text, span[1])
    return Companion(
        title=_whole_title(title, found["name"]),
        text=text[start:end],
        start=start,
        end=end,
        article=flat.printed[slice(*article)] if article else None,
    )


def _whole_title(title: str, name: str) -> str | None:
    """Put 实施细则 behind a law or rule; a notice (关于…) has no such name."""
    if name not in _OWN_KINDS or "关于" in title or "〈" in title:
        return None
    plain, version = split_edition(title)
    if version and plain == title:
        # 某办法（试行）: the edition stays in the title, and stands before the bracket here.
        plain = title[: title.rindex("（")].rstrip("（")
    return plain + name
