"""All citations of one document → their links: short names and repetitions resolved once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extraction.registry.linker import Context, Linker, Resolution
from extraction.registry.places import place_of
from extraction.registry.short_names import ShortName, short_names
from extraction.registry.title_keys import normal_title
from extraction.schema import Citation, Link

_LONGEST_PLACE = 14  # 广西壮族自治区柳州市…


def link_citations(
    text: str, citations: Sequence[Citation], linker: Linker, *, context: Context
) -> list[Resolution]:
    """Return the resolution of each citation, in order.

    ``citations`` stand in reading order of ``text``. A short name (以下简称《通知》) means, after
    its definition and in this document alone, what it was defined for; one that was defined
    for several documents is ambiguous.
    """
    defined = short_names(text, citations)
    known: dict[tuple[str | None, ...], Resolution] = {}
    resolutions: list[Resolution] = []
    for citation in citations:
        meant = _defined(citation, defined)
        if meant is not None:
            resolutions.append(_as_defined(meant, citations, resolutions))
            continue
        place = _place_before(text, citation.start, context.place)
        key = (citation.title, citation.doc_number, citation.issuer, citation.version, place)
        if key not in known:
            known[key] = linker.link(
                title=citation.title,
                doc_number=citation.doc_number,
                issuer=citation.issuer,
                version=citation.version,
                context=replace(context, place=place),
            )
        resolutions.append(known[key])
    return resolutions


def _place_before(text: str, start: int, own: str) -> str:
    """Return the place printed right before a citation (江苏省《X条例》), else the body's own.

    A part of the body's own place (区 of 上海市松江区) says nothing new.
    """
    words = text[max(0, start - _LONGEST_PLACE) : start]
    for at in range(len(words) - 1):
        if place_of(words[at:]) == words[at:]:
            return own if words[at:] in own else words[at:]
    return own


def _defined(citation: Citation, defined: Sequence[ShortName]) -> ShortName | None:
    """Return the last definition before the citation of the short name that it is."""
    if citation.title is None or citation.doc_number is not None:
        return None
    title = normal_title(citation.title)
    found = [
        each for each in defined if each.start < citation.start and normal_title(each.name) == title
    ]
    return found[-1] if found else None


def _as_defined(
    meant: ShortName, citations: Sequence[Citation], resolved: Sequence[Resolution]
) -> Resolution:
    full = [citations[at] for at in meant.citations]
    names = "、".join(f"《{each.title}》" if each.title else str(each.doc_number) for each in full)
    why = f"文内简称，指{names}"
    if len(full) > 1:
        found = [resolved[at].link for at in meant.citations]
        candidates = tuple(dict.fromkeys(each for link in found for each in link.candidates))
        return Resolution(Link("ambiguous", None, None, candidates, f"{why}，简称指多件文件"))
    resolution = resolved[meant.citations[0]]
    link = resolution.link
    return replace(resolution, link=replace(link, why=f"{why}：{link.why}"))
