"""Titles that are only short names of documents: 《通知》, 以下简称《身份识别办法》."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extraction.citations.mentions import Mention
from extraction.citations.rules import pattern


def without_short_names(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Take the rule off the mentions that only repeat a document under its short name.

    A short name is one that 以下简称 has defined before, or a title that names no matter
    (《通知》, 《实施细则》). A document number beside it makes it a citation all the same.
    """
    defined: dict[str, int] = {}
    for found in pattern("short_name").finditer(text) if "称" in text else ():
        defined.setdefault(found["name"] or found["name2"], found.end())
    return tuple(
        replace(mention, rule=None) if _is_short(mention, defined) else mention
        for mention in mentions
    )


def _is_short(mention: Mention, defined: dict[str, int]) -> bool:
    title = mention.title.title
    if title is None or mention.numbers or mention.title.rule != "marked_title":
        return False
    if pattern("general_title").fullmatch(title):
        return True
    return title in defined and defined[title] <= mention.title.start
