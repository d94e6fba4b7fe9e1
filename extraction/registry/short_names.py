"""Short names (以下简称《通知》) that a document gives to what it cites, and where it uses them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.citations.articles import find_article
from extraction.citations.flatten import Flat, flatten
from extraction.citations.places import Range
from extraction.schema import Citation

# 以下简称《通知》, 下称“条例”, （简称办法）, 以下分别简称《甲》《乙》. Without marks a name ends at
# the bracket or the next sign.
_DEFINITION = re.compile(
    r"(?:(?P<open>（)|(?P<lead>以下|下))(?:以下|下)?(?P<each>分别)?"
    r"(?P<verb>简称|统称|合称|并称|统一简称|称)(?:为|作)?：?"
    r"(?P<names>(?:[《“][^《》“”]{1,40}[》”](?:、|和|及|与)?){1,6}|[^《》“”（）。，；：、]{2,20}(?=[）。，；]))"
)
# What every definition holds, before blanks and line ends are out: most texts hold none.
_DEFINES = re.compile("[简统合并下别][^一-龥]{0,80}称")
_NAME = re.compile("[《“](?P<name>[^《》“”]{1,40})[》”]")
_FOR_ALL = ("统称", "合称", "并称")
# What may stand between a citation and the definition: brackets that say something else, and
# the opening of the bracket that it stands in, with what is said there before it.
_BETWEEN = re.compile(
    "(?:（[^（）]{0,60}）){0,2}(?:，|（(?:[^（）。；]{0,60}[，、；])?)?文?(?:件|印发|发布)?"
)
_JOINED = re.compile("(?:、|，|以及|和|及|与)*")
_USE = re.compile("本?《(?P<title>[^《》]{1,40})》|(?<!称)(?<!称为)“(?P<quoted>[^“”]{1,40})”")


@dataclass(frozen=True, slots=True)
class ShortName:
    """A short name, where it is defined, and the citations (by place) that it stands for.

    ``start`` is the offset of the definition's first character. Several citations are several
    documents (以下统称《公告》), or one title with several numbers.
    """

    name: str
    start: int
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShortNameUse:
    """A later mention of a short name: ``text[start:end]`` with its marks, 本 and article."""

    name: str
    start: int
    end: int
    article: str | None
    citations: tuple[int, ...]


def short_names(text: str, citations: Sequence[Citation]) -> tuple[ShortName, ...]:
    """Return the short names that are defined right after a citation, in order of the text.

    ``citations`` stand in reading order of ``text``, of which they hold the offsets. 简称 names
    the citation before it, 统称 all that are joined to it, 分别简称 as many as there are names.
    What is defined elsewhere (借款人, 公积金中心) names no document and is left out. Where a text
    defines a name twice both come back: a use means the last definition before it.

    >>> from extraction.citations import find_citations
    >>> text = "依据《某市绿地管理办法》（沪府规〔2020〕1号，以下简称《办法》）"
    >>> found = find_citations(text, start=0, end=len(text), section="basis")
    >>> [(each.name, each.citations) for each in short_names(text, found)]
    [('办法', (0,))]
    """
    if not citations or _DEFINES.search(text) is None:
        return ()
    flat = flatten(text)
    spans = [_flat_span(flat, citation) for citation in citations]
    found: list[ShortName] = []
    for definition in _DEFINITION.finditer(flat.text):
        said = flat.text[definition.start() : definition.start("verb")]
        if definition["verb"] == "称" and "下" not in said:
            # （称…） is no definition; 以下称 and 下称 are.
            continue
        meant = _meant(flat.text, spans, definition.start(), for_all=_for_all(definition))
        names = _names(definition)
        start = flat.starts[definition.start()]
        if definition["each"]:
            found.extend(_each(names, meant, spans, start))
        elif meant:
            found.extend(ShortName(name, start, meant) for name in names)
    return tuple(found)


def short_name_uses(text: str, names: Sequence[ShortName]) -> tuple[ShortNameUse, ...]:
    """Return where ``text`` uses its short names after their definitions.

    A use is 《通知》, 本《通知》 or “条例”, with the article after it. Names inside longer titles
    are none.
    """
    if not names:
        return ()
    flat = flatten(text)
    definitions = [found.span() for found in _DEFINITION.finditer(flat.text)]
    uses: list[ShortNameUse] = []
    for found in _USE.finditer(flat.text):
        if any(start <= found.start() < end for start, end in definitions):
            continue
        printed = found["title"] or found["quoted"]
        start, end = flat.span(*found.span())
        meant = [each for each in names if each.name == printed and each.start < start]
        if not meant:
            continue
        article = find_article(flat.text, found.end())
        if article:
            end = flat.ends[article[1] - 1]
        uses.append(
            ShortNameUse(
                name=printed,
                start=start,
                end=end,
                article=flat.printed[slice(*article)] if article else None,
                citations=meant[-1].citations,
            )
        )
    return tuple(uses)


def _flat_span(flat: Flat, citation: Citation) -> Range:
    return bisect_left(flat.starts, citation.start), bisect_left(flat.starts, citation.end)


def _for_all(definition: re.Match[str]) -> bool:
    return definition["verb"] in _FOR_ALL or definition["each"] is not None


def _names(definition: re.Match[str]) -> tuple[str, ...]:
    marked = tuple(found["name"] for found in _NAME.finditer(definition["names"]))
    return marked or (definition["names"],)


def _meant(text: str, spans: Sequence[Range], at: int, *, for_all: bool) -> tuple[int, ...]:
    """Return the places of the citations that the definition at ``at`` stands right after."""
    last = bisect_left(spans, (at,)) - 1
    if last < 0:
        return ()
    inside = at < spans[last][1]
    if not inside and not _BETWEEN.fullmatch(text, spans[last][1], at):
        return ()
    meant = [last]
    for place in range(last - 1, -1, -1):
        same = spans[place] == spans[meant[0]]
        if not same and not (
            for_all and _JOINED.fullmatch(text, spans[place][1], spans[meant[0]][0])
        ):
            break
        meant.insert(0, place)
    return tuple(meant)


def _each(
    names: Sequence[str], meant: Sequence[int], spans: Sequence[Range], start: int
) -> Iterator[ShortName]:
    """Give each name its own citation; nothing where the counts do not agree."""
    groups: dict[Range, list[int]] = {}
    for place in meant:
        groups.setdefault(spans[place], []).append(place)
    if len(groups) < len(names):
        return
    for name, places in zip(names, list(groups.values())[-len(names) :], strict=True):
        yield ShortName(name, start, tuple(places))
