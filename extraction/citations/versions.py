"""Editions of a document: the bracket at a title's end or after its closing mark."""

from __future__ import annotations

from extraction.citations.rules import pattern


def edition(words: str) -> str | None:
    """Return a bracket's words if they name an edition or a draft and nothing more.

    >>> edition("2018年修订"), edition("试行"), edition("2021-2025年")
    ('2018年修订', '试行', None)
    """
    return words if pattern("edition_words").fullmatch(words) else None


def split_edition(title: str) -> tuple[str, str | None]:
    """Take the edition bracket off a flat title's end: the rest and the edition.

    试行, 暂行 and the names of drafts (征求意见稿) stay in the title, which without them would
    be another document's, and are given as its edition too.

    >>> split_edition("某市考核办法（2020版）"), split_edition("某市考核办法（试行）")
    (('某市考核办法', '2020版'), ('某市考核办法（试行）', '试行'))
    """
    found = pattern("edition_end").search(title)
    if found and found.start():
        return title[: found.start()], found["edition"]
    found = pattern("draft_end").search(title)
    return title, found["draft"] if found and found.start() else None
