"""Titles of documents in flat text: which are regulations, and their canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extraction.citations.doc_numbers import Number
from extraction.citations.flatten import Flat, flatten
from extraction.citations.marks import Marked, balance, find_marked
from extraction.citations.places import Range
from extraction.citations.rules import pattern
from extraction.citations.versions import split_edition
from extraction.schema import SectionKind

_LAST_BRACKETS = re.compile("(?:[（(][^（）()]*[）)])+$")
_FORWARDING = re.compile("关于|印发|转发|批转")
_MARK = re.compile("[《》〈〉]")
_JOIN = re.compile("(?:、|，|以及|和|及|与)?")
_AFTER_INNER_NUMBER = re.compile("(?:文件|文)?[：、—-]?")
# What OCR makes of a page of figures may stand between marks too.
_WORDS = re.compile("[一-龥]{2}")
_TRAILING = "。；，、：. "
_LONGEST_HEAD = 80
# How far before its number the bracket may open that holds it inside a title.
_LONGEST_INNER_BRACKET = 25


@dataclass(frozen=True, slots=True)
class Title:
    """One mention of a title: ``flat.text[start:end]`` with its marks.

    inner    the flat range of the title itself: no marks, no number, its edition with it
    title    canonical, without its edition; ``None`` where the marks hold a number alone
    version  the edition bracket at its end
    numbers  document numbers printed inside the marks
    rule     who found it
    confidence  given where more than the rules have read the title
    """

    start: int
    end: int
    inner: Range
    title: str | None
    version: str | None
    numbers: tuple[Number, ...]
    rule: str
    confidence: float | None = None


def normalise_title(printed: str) -> str:
    """Return a title without blanks and outer marks, its inner marks written 〈〉.

    >>> normalise_title("《关于印发<某区绿地\\n管理办法>的通知》")
    '关于印发〈某区绿地管理办法〉的通知'
    """
    flat = flatten(printed)
    marked = find_marked(flat.text)
    if len(marked) == 1 and (marked[0].start, marked[0].end) == (0, len(flat.text)):
        return _canonical(flat, *marked[0].inner)
    return _canonical(flat, 0, len(flat.text))


def marked_titles(flat: Flat, numbers: Sequence[Number]) -> tuple[Title, ...]:
    """Read every title with marks, short names that are only defined left out.

    A title without outer marks that carries another, 关于印发《…》的通知, is one title.
    """
    marked = _without_aliases(flat.text, find_marked(flat.text))
    titles: list[Title] = []
    at = 0
    while at < len(marked):
        floor = titles[-1].end if titles else 0
        title, used = _carrier(flat, marked, at, floor) or (_marked(flat, marked[at], numbers), 1)
        titles.append(title)
        at += used
    return tuple(titles)


def bare_title(flat: Flat, start: int, end: int, rule: str) -> Title:
    """Make a title of ``flat.text[start:end]``, which prints no marks but perhaps “ and ”."""
    plain, version = split_edition(flat.text[start:end])
    title = _canonical(flat, start, start + len(plain))
    inner = (start, end)
    if start and flat.text[start - 1] == "“" and flat.text[end : end + 1] == "”":
        start, end = start - 1, end + 1
    return Title(start, end, inner, title, version, (), rule)


def is_regulation(
    flat: Flat, title: Title, *, section: SectionKind | None, numbered: bool, article: bool
) -> str | None:
    """Name the rule by which the title is a citation; ``None`` for contracts, forms, works.

    ``numbered`` and ``article`` say that a document number or an article stands beside it.
    A title that ends in no known kind word counts in a basis, after a word such as 根据, and
    nowhere else. A national standard counts by its title; its GB number is no 发文字号.
    """
    text, rule = flat.text, title.rule
    if title.title is None:
        return "number" if numbered else None
    plain = _LAST_BRACKETS.sub("", title.title).rstrip(_TRAILING + "〉”")
    # 政府会计制度——会计科目和报表: the kind stands before the subtitle.
    main = plain.partition("——")[0]
    plain = main if pattern("kind_end").search(main) else plain
    about = "关于" in title.title
    if pattern("paper_end").search(plain) and not pattern("office_paper_end").search(plain):
        office = numbered or (about and pattern("weak_paper_end").search(plain))
        if not office or pattern("contract_end").search(plain):
            return None
    if numbered:
        return "numbered_title" if rule == "marked_title" else rule
    if pattern("paper_verb").search(text, max(0, title.start - 6), title.start):
        return None
    sure = pattern("sure_kind_end").search(plain)
    if not sure and pattern("pointer").search(text, max(0, title.start - 6), title.start):
        return None
    if rule != "marked_title" or about or article or sure:
        return rule
    if pattern("work_follows").match(text, title.end):
        return None
    if pattern("kind_end").search(plain):
        return rule
    if text[title.start - 1 : title.start] == "将" and pattern("issued_now").match(text, title.end):
        return rule
    if not _WORDS.search(plain):
        return None
    if pattern("kind_follows").match(text, title.end):
        return "other_title"
    basis = pattern("basis_verb").search(text, max(0, title.start - 4), title.start)
    return "other_title" if basis or section == "basis" else None


def _without_aliases(text: str, marked: Iterable[Marked]) -> list[Marked]:
    """Leave out the short names that are only defined, several in a row too."""
    kept: list[Marked] = []
    alias: Marked | None = None
    for title in marked:
        before = pattern("alias_before").search(text, max(0, title.start - 12), title.start)
        if before or (alias and _JOIN.fullmatch(text, alias.end, title.start)):
            alias = title
        else:
            kept.append(title)
            alias = None
    return kept


def _carrier(flat: Flat, marked: Sequence[Marked], at: int, floor: int) -> tuple[Title, int] | None:
    """Read 关于印发《甲》和《乙》的通知 without outer marks; also say how many marked it uses."""
    text, first = flat.text, marked[at]
    floor = max(floor, first.start - _LONGEST_HEAD)
    head = pattern("carrier_head").search(text, floor, first.start)
    if head:
        start = head.start()
        if pattern("carrier_broken").search(head.group()):
            return None
    elif first.flaw == "unopened" and _FORWARDING.match(text, first.start):
        start = first.start
    else:
        return None
    if first.flaw == "unclosed" and pattern("carried_end").search(text, *first.inner):
        return bare_title(flat, start, first.end, "carried_title"), 1
    for last in range(at, len(marked)):
        if last > at and not _JOIN.fullmatch(text, marked[last - 1].end, marked[last].start):
            return None
        tail = pattern("carrier_tail").match(text, marked[last].end)
        if tail:
            title = bare_title(flat, start, tail.end(), "carried_title")
            # An outer closing mark without an opening one.
            close = tail.end() + (text[tail.end() : tail.end() + 1] == "》")
            return replace(title, end=close), last - at + 1
    return None


def _marked(flat: Flat, marked: Marked, numbers: Sequence[Number]) -> Title:
    start, end = marked.inner
    text = flat.text
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    start, end, used = _without_numbers(
        text, start, end, [n for n in numbers if start <= n.start and n.end <= end]
    )
    plain, version = split_edition(text[start:end])
    inner = (start, end)
    end = start + len(plain)
    return Title(
        start=marked.start,
        end=marked.end,
        inner=inner,
        title=_canonical(flat, start, end) if start < end else None,
        version=version,
        numbers=tuple(used),
        rule="half_marked_title" if marked.flaw else "marked_title",
    )


def _without_numbers(
    text: str, start: int, end: int, inside: Sequence[Number]
) -> tuple[int, int, Sequence[Number]]:
    """Cut the numbers off that stand inside a title's marks, at its start or end."""
    if not inside:
        return start, end, ()
    if inside[0].start == start:
        after = _AFTER_INNER_NUMBER.match(text, inside[0].end, end)
        return after.end() if after else inside[0].end, end, inside[:1]
    if text[inside[-1].end : end].strip("）〕") not in ("", "文", "文件"):
        return start, end, ()
    # （沪府规〔2020〕1号） or, in unbalanced print, without its brackets.
    opening = text.rfind("（", start, inside[0].start)
    near = opening >= 0 and inside[0].start - opening < _LONGEST_INNER_BRACKET
    return start, opening if near else inside[0].start, inside


def _canonical(flat: Flat, start: int, end: int) -> str:
    if not _MARK.search(flat.text, start, end):
        return flat.printed[start:end]
    # Marks are taken from the flat text, where each is one of 《》〈〉, the rest as printed.
    return balance(
        "".join(
            mark if mark in "《》〈〉" else printed
            for mark, printed in zip(flat.text[start:end], flat.printed[start:end], strict=True)
        )
    )
