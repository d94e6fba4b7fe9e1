"""Find the citations in a stretch of a document's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extraction.citations.articles import find_article
from extraction.citations.companions import Companion, find_companion
from extraction.citations.doc_numbers import Number, printed_end
from extraction.citations.issuers import find_issuer
from extraction.citations.mentions import Mention, find_mentions
from extraction.citations.parts import BY_MODEL, Parts, read_parts
from extraction.citations.places import Places, Range
from extraction.citations.rules import rules
from extraction.citations.sharing import share_numbers
from extraction.citations.short_forms import without_short_names
from extraction.schema import Citation, SectionKind

_FILE = re.compile("(?:文件|文)?")

Revise = Callable[[Parts], Parts]


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation and where its parts were printed, half-open offsets into the text.

    ``title`` is the title without its outer marks, its edition bracket with it; ``doc_number``
    the number without brackets around it, wherever it stands (a number that several titles share
    stands outside of all citations but the last); ``issuer`` and ``article`` likewise.
    ``companion`` is the second instrument of
    《X》及其实施细则, which is no citation: the print does not name it in full.
    """

    citation: Citation
    title: Range | None
    doc_number: Range | None
    issuer: Range | None = None
    article: Range | None = None
    companion: Companion | None = None


def find_citations(
    text: str,
    *,
    start: int,
    end: int,
    section: SectionKind | None,
    skip: Iterable[Range] = (),
) -> tuple[Citation, ...]:
    """Find all citations of regulations in ``text[start:end]``, in reading order.

    Offsets and ``text`` of a citation are those of ``text``, from the issuer, number or title
    to the number or article after it. A title with several numbers is one citation for each,
    all with the same range; a number that several titles share stands in each. ``skip`` names
    ranges that are not part of the flow (running heads); page numbers on lines of their own
    are known. ``page`` and ``link`` are left to later steps.

    ``section`` is ``None`` for text that is no disclosure. There a short name (《通知》, or a
    name that 以下简称 has defined) is no citation of its own; in a disclosure every mention is.

    ``by`` is the rule's name in ``rules.toml``; ``confidence`` is the measured precision of
    that rule on the labelled cases.

    >>> text = "《某办法》（沪府规〔2020〕1号）第四条"
    >>> found = find_citations(text, start=0, end=len(text), section="basis")
    >>> [(c.title, c.doc_number, c.article) for c in found]
    [('某办法', '沪府规〔2020〕1号', '第四条')]
    """
    found = find_cited(text, start=start, end=end, section=section, skip=skip)
    return tuple(cited.citation for cited in found)


def find_cited(
    text: str,
    *,
    start: int,
    end: int,
    section: SectionKind | None,
    skip: Iterable[Range] = (),
    revise: Revise | None = None,
) -> tuple[Cited, ...]:
    """Find what `find_citations` finds, with the ranges of its parts.

    ``revise`` is a second reader of titles and numbers: it is given those of the rules and
    returns those that count.
    """
    parts = read_parts(
        text, start=start, end=end, section=section, skip=skip, always=revise is not None
    )
    if parts is None:
        return ()
    return put_together(text, parts if revise is None else revise(parts), section=section)


def put_together(text: str, parts: Parts, *, section: SectionKind | None) -> tuple[Cited, ...]:
    """Make citations of titles and numbers: each title with what stands around it."""
    flat, titles, numbers = parts.flat, parts.titles, parts.numbers
    mentions = find_mentions(flat, titles, numbers, section)
    if section is None:
        mentions = without_short_names(flat.text, mentions)
    citations: list[Cited] = []
    for mention in share_numbers(flat.text, mentions):
        citations += _of_mention(parts, text, mention, section)
    taken = Places((title.start, title.end) for title in titles)
    used = {number.start for mention in mentions for number in mention.numbers}
    for number in numbers:
        if (
            number.code
            and number.start not in used
            and not taken.overlaps(number.start, number.end)
        ):
            citations.append(_of_number(parts, text, number, section, taken))
    return tuple(sorted(citations, key=lambda cited: (cited.citation.start, cited.citation.end)))


def _of_mention(
    parts: Parts, text: str, mention: Mention, section: SectionKind | None
) -> list[Cited]:
    if mention.rule is None:
        return []
    span = (mention.start, max(mention.title.end, mention.tail.end))
    numbers: Sequence[Number | None] = mention.numbers or (None,)
    return [
        _citation(
            parts,
            text,
            span,
            title=mention.title.title,
            inner=mention.title.inner,
            number=number,
            issuer=mention.issuer,
            article=mention.tail.article,
            version=mention.title.version or mention.tail.version,
            section=section,
            rule=mention.rule,
            confidence=mention.title.confidence,
        )
        for number in numbers
    ]


def _of_number(
    parts: Parts, text: str, number: Number, section: SectionKind | None, titles: Places
) -> Cited:
    flat = parts.flat
    bracketed = flat.text[number.start - 1 : number.start] == "（"
    issuer = find_issuer(flat, number.start - bracketed, titles.end_before(number.start))
    after = _FILE.match(flat.text, number.end)
    article = find_article(flat.text, after.end() if after else number.end)
    return _citation(
        parts,
        text,
        (issuer[0] if issuer else number.start, article[1] if article else number.end),
        title=None,
        inner=None,
        number=number,
        issuer=issuer,
        article=article,
        version=None,
        section=section,
        rule=BY_MODEL if number.by_model else "number",
        confidence=number.confidence,
    )


def _citation(
    parts: Parts,
    text: str,
    span: Range,
    *,
    title: str | None,
    inner: Range | None,
    number: Number | None,
    issuer: Range | None,
    article: Range | None,
    version: str | None,
    section: SectionKind | None,
    rule: str,
    confidence: float | None,
) -> Cited:
    flat = parts.flat
    first, last = flat.span(*span)
    citation = Citation(
        title=title,
        doc_number=number.canonical if number else None,
        issuer=flat.printed[slice(*issuer)] if issuer else None,
        article=flat.printed[slice(*article)] if article else None,
        version=version,
        text=text[first:last],
        section=section,
        page=None,
        start=first,
        end=last,
        method="model" if rule == BY_MODEL else "rule",
        by=parts.model if rule == BY_MODEL else rule,
        confidence=rules().confidence[rule] if confidence is None else confidence,
    )
    return Cited(
        citation,
        title=flat.span(*inner) if title is not None and inner is not None else None,
        doc_number=flat.span(number.start, printed_end(flat.text, number)) if number else None,
        issuer=flat.span(*issuer) if issuer else None,
        article=flat.span(*article) if article else None,
        companion=find_companion(flat, text, span[1], title),
    )
