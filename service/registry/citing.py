"""The citations of any text, each with its link into the registry."""

from __future__ import annotations

from dataclasses import replace

from extraction.citations import find_instruments
from extraction.citations.rules import rules
from extraction.registry import Context, Linker, link_citations
from extraction.registry.short_names import short_name_uses, short_names
from extraction.registry.title_keys import core_of, place_of
from extraction.schema import Citation
from extraction.values.dates import parse_date

_SHORT_NAME = "short_name"  # the rule in extraction/citations/rules.toml


def cite_text(text: str, linker: Linker, context: Context) -> tuple[Citation, ...]:
    """Find and link the citations of ``text``, and the short names that it defines."""
    found = find_instruments(text, start=0, end=len(text), section=None)
    if not found:
        return ()
    found = _with_short_names(text, found)
    links = link_citations(text, found, linker, context=context)
    return tuple(
        replace(citation, link=resolution.link)
        for citation, resolution in zip(found, links, strict=True)
    )


def place_in(said: str) -> str:
    """Return the place that a name begins with, empty where it begins with none.

    >>> place_in("上海市松江区水务局")
    '上海市松江区'
    """
    return place_of(core_of(said))


def first_day(printed: str) -> str | None:
    """Return a day; of a month or a year its first; None for what is no date.

    >>> first_day("2025-03")
    '2025-03-01'
    """
    day = parse_date(printed)
    if day is None:
        return None
    return (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]


def _with_short_names(text: str, found: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Add the uses of the short names that ``text`` defines for ``found``, in reading order."""
    uses = (
        Citation(
            title=use.name,
            doc_number=None,
            issuer=None,
            article=use.article,
            version=None,
            text=text[use.start : use.end],
            section=None,
            page=None,
            start=use.start,
            end=use.end,
            method="rule",
            by=_SHORT_NAME,
            confidence=rules().confidence[_SHORT_NAME],
        )
        for use in short_name_uses(text, short_names(text, found))
        # a short name with a number beside it, or defined without 《》, has been found already
        if all(use.end <= each.start or each.end <= use.start for each in found)
    )
    return tuple(sorted((*found, *uses), key=lambda each: (each.start, each.end)))
