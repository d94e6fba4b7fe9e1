"""Every instrument that a text cites: 《X》及其实施细则 is two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extraction.citations.find import Cited, Revise, find_cited
from extraction.citations.places import Range
from extraction.citations.rules import rules
from extraction.schema import Citation, SectionKind

_RULE = "companion"


def find_instruments(
    text: str,
    *,
    start: int,
    end: int,
    section: SectionKind | None,
    skip: Iterable[Range] = (),
    revise: Revise | None = None,
) -> tuple[Citation, ...]:
    """Find what `find_cited` finds, and the second instrument of 《X》及其实施细则.

    That one's ``text`` are its printed words (实施细则), its ``title`` is the whole one
    (X实施细则), its ``by`` is ``companion``. Words that name no one instrument (及配套文件)
    give none.

    >>> text = "根据《中华人民共和国档案法》及其实施条例"
    >>> found = find_instruments(text, start=0, end=len(text), section="basis")
    >>> [citation.title for citation in found]
    ['中华人民共和国档案法', '中华人民共和国档案法实施条例']
    """
    found = find_cited(text, start=start, end=end, section=section, skip=skip, revise=revise)
    return tuple(each for cited in found for each in _instruments(cited))


def _instruments(cited: Cited) -> Iterator[Citation]:
    first, second = cited.citation, cited.companion
    yield first
    if second is not None and second.title is not None:
        yield Citation(
            title=second.title,
            doc_number=None,
            issuer=None,
            article=second.article,
            version=None,
            text=second.text,
            section=first.section,
            page=None,
            start=second.start,
            end=second.end,
            method="rule",
            by=_RULE,
            confidence=rules().confidence[_RULE],
        )
