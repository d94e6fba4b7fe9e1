"""The legal basis (立项依据): what is cited, with which number, from which year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from extraction.checks.facts import Facts, Finding
from extraction.schema import Citation, Evidence, Project

_DRAFT = re.compile(r"征求意见|草案|送审稿|讨论稿|意见稿|初稿")
_NUMBER_YEAR = re.compile(r"〔(\d{4})〕")
_EDITION = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]|[〈〉《》\s“”\"]")
_INNER = re.compile(r"[〈《](.+)[〉》]")
# A number in the next item of a list is not that of the title before it.
_NEXT_ITEM = re.compile(r"》[^〔]*\n\s*[（(]?\d{1,2}[）)、.．]")
_ONE_TITLE = 0.9  # titles that are more alike than this are one title, misprinted
_SERIAL = re.compile(r"第?\d+号$")


def no_basis(facts: Facts) -> Iterator[Finding]:
    """Under 立项依据 no regulation or document is cited."""
    for project in facts.disclosure.projects:
        for section in project.sections:
            if section.kind != "basis":
                continue
            cited = [one for one in project.citations if section.start <= one.start < section.end]
            if not cited and "《" not in section.text:
                yield Finding(
                    "no_basis",
                    project.index,
                    {"text": section.text.strip()[:60]},
                    (facts.places.at(section.start, section.end),),
                )


def basis_conflict(facts: Facts) -> Iterator[Finding]:
    """Cited title and cited number belong to different regulations of the registry."""
    for project, citation in _citations(facts.disclosure.projects):
        if citation.link is not None and citation.link.status == "conflict":
            yield Finding(
                "basis_conflict",
                project.index,
                {"citation": citation.text, "why": citation.link.why},
                (_place(facts, citation),),
            )


def basis_draft(facts: Facts) -> Iterator[Finding]:
    """A draft is cited, which never was in force."""
    for project, citation in _citations(facts.disclosure.projects):
        if _DRAFT.search(f"{citation.title or ''}{citation.version or ''}"):
            yield Finding(
                "basis_draft",
                project.index,
                {"citation": citation.title or citation.text},
                (_place(facts, citation),),
            )


def basis_after_budget(facts: Facts) -> Iterator[Finding]:
    """A document number is of a year after the budget's."""
    year = facts.disclosure.fiscal_year
    if year is None:
        return
    for project, citation in _citations(facts.disclosure.projects):
        found = _NUMBER_YEAR.search(citation.doc_number or "")
        if found is not None and int(found[1]) > year:
            yield Finding(
                "basis_after_budget",
                project.index,
                {"number": citation.doc_number, "year": year},
                (_place(facts, citation),),
            )


def title_with_numbers(facts: Facts) -> Iterator[Finding]:
    """One title is cited with different numbers in one document."""
    cited = [(facts, project, one) for project, one in _citations(facts.disclosure.projects)]
    for clash in clashing_numbers([Cited(one, project.index) for _, project, one in cited]):
        yield Finding(
            "title_with_numbers",
            clash[0].project,
            {"title": clash[0].citation.title, "numbers": _numbers(clash)},
            tuple(_place(facts, one.citation) for one in clash),
        )


def number_with_titles(facts: Facts) -> Iterator[Finding]:
    """One number is cited with different titles in one document."""
    cited = [Cited(one, project.index) for project, one in _citations(facts.disclosure.projects)]
    for clash in clashing_titles(cited):
        yield Finding(
            "number_with_titles",
            clash[0].project,
            {"number": clash[0].citation.doc_number, "titles": _titles(clash)},
            tuple(_place(facts, one.citation) for one in clash),
        )


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation and the project that it stands in; ``document`` where there are several."""

    citation: Citation
    project: int
    document: int = 0


def clashing_numbers(cited: Sequence[Cited]) -> Iterator[list[Cited]]:
    """Yield citations of one title that print different numbers, the first of each number.

    Editions (version, an edition in the title) are different documents, and so are yearly
    notices whose number alone tells them apart: only numbers that differ by a slip (one
    part of the number) or that one document prints for one title are a clash.
    """
    titled: dict[tuple[str, str | None], dict[str, Cited]] = {}
    for one in _sure(cited):
        title, number = one.citation.title, one.citation.doc_number
        if title and number:
            key = (title_core(title), one.citation.version)
            titled.setdefault(key, {}).setdefault(number, one)
    for numbers in titled.values():
        if len(numbers) < 2:
            continue
        yield list(numbers.values())


def _sure(cited: Sequence[Cited]) -> Iterator[Cited]:
    """Yield the citations of which it is sure that title and number belong together.

    Of several numbers behind one title some may belong to the titles beside it, and a number
    behind a row of titles (《A》、《B》（沪府〔2024〕1号）), or shared by it, may be that of any.
    """
    mentions = Counter((one.document, one.citation.start) for one in cited)
    bare_ends = {
        (one.document, one.citation.end + gap)
        for one in cited
        if one.citation.title and not one.citation.doc_number
        for gap in range(4)
    }
    for one in cited:
        place = (one.document, one.citation.start)
        is_next = _NEXT_ITEM.search(one.citation.text) or one.citation.by.startswith("shared")
        if mentions[place] == 1 and place not in bare_ends and not is_next:
            yield one


def clashing_titles(cited: Sequence[Cited]) -> Iterator[list[Cited]]:
    """Yield citations of one number that print different titles, the first of each title.

    A title that another holds (关于印发〈X〉的通知 and X) names the same document, and so do
    titles that several share because one print gives all of them one number.
    """
    numbered: dict[str, dict[str, Cited]] = {}
    for one in _sure(cited):
        title, number = one.citation.title, one.citation.doc_number
        if title and number and _SERIAL.search(number):
            numbered.setdefault(number, {}).setdefault(title_core(title), one)
    for titles in numbered.values():
        first, *others = titles.items()
        apart = [
            one
            for _, one in others
            if not _same_document(first[1].citation, one.citation)
            and not _share_print(first[1], one)
        ]
        if apart:
            yield [first[1], *apart]


def _same_document(one: Citation, other: Citation) -> bool:
    """Tell whether two titles name one document: one holds the other, or both carry one."""
    first, second = title_core(one.title or ""), title_core(other.title or "")
    if first in second or second in first:
        return True
    carried = [_INNER.search(each.title or "") for each in (one, other)]
    inner = [title_core(found[1]) for found in carried if found]
    return len(inner) == 2 and inner[0] == inner[1]


def _share_print(one: Cited, other: Cited) -> bool:
    """Tell whether one print gives a number to several titles: 《A》《B》（沪府〔2024〕1号）."""
    return (
        one.document == other.document
        and one.project == other.project
        and one.citation.start != other.citation.start
        and abs(one.citation.end - other.citation.end) < 160
        and (one.citation.end == other.citation.end or one.citation.by.startswith("shared")
             or other.citation.by.startswith("shared"))
        and _likeness(one.citation, other.citation) < _ONE_TITLE
    )  # fmt: skip


def _likeness(one: Citation, other: Citation) -> float:
    return SequenceMatcher(None, one.title or "", other.title or "").ratio()


def title_core(title: str) -> str:
    """Return a title without blanks, marks and brackets: what two prints of it have in common."""
    return _EDITION.sub("", title)


def _numbers(cited: Sequence[Cited]) -> str:
    return "、".join(str(one.citation.doc_number) for one in cited)


def _titles(cited: Sequence[Cited]) -> str:
    return "、".join(f"《{one.citation.title}》" for one in cited)


def _citations(projects: Sequence[Project]) -> Iterator[tuple[Project, Citation]]:
    for project in projects:
        for citation in project.citations:
            yield project, citation


def _place(facts: Facts, citation: Citation) -> Evidence:
    return facts.places.at(citation.start, citation.end)
