"""Gold texts that cite other regulations and name other bodies: the sentences stay.

A text cites a few documents; what a classifier is to learn is how they are cited. Titles, numbers
and issuers are those of the starter registry and of invented works.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extraction.registry import Work
from extraction.registry.shipped import shipped_works
from training_data.citations import PrintedCitation, print_citation, synthesise_works
from training_data.citations.bodies import bodies_of, national_bodies, places
from training_data.gold.roughening import Edit, edited
from training_data.gold.texts import GoldProject, GoldSection, GoldText, kind_of, numbers_of

_INVENTED = 2000
_OFTEN = 0.75
_BRACKETS = re.compile(r"[〔\[［【（(](?=\d{4})")
_PARTS = ("中心", "管理所", "服务中心", "管理站", "事务中心", "执法大队", "指导站", "科", "办公室")


def rename_text(text: GoldText, chance: random.Random) -> GoldText:
    """Return the text with three in four of its citations and bodies exchanged.

    What its fields and citations say is not kept: it is for training on its labels alone.
    """
    return replace(text, projects=tuple(_rename(project, chance) for project in text.projects))


def _rename(project: GoldProject, chance: random.Random) -> GoldProject:
    drawn: dict[int, PrintedCitation] = {}
    sections: list[GoldSection] = []
    for section in project.sections:
        edits = list(_edits(section, drawn, chance))
        sections.append(replace(section, body=edited(section.body, edits)))
    return replace(project, sections=tuple(sections), fields={}, says={})


def _edits(
    section: GoldSection, drawn: dict[int, PrintedCitation], chance: random.Random
) -> Iterator[Edit]:
    body = section.body
    for span in body.spans:
        kind = kind_of(span.label)
        printed = body.text[span.start : span.end]
        other: str | None = None
        if kind == "O":
            other = _body(chance) if chance.random() < _OFTEN else None
        elif kind in ("T", "N", "I"):
            number = numbers_of(span.label)[0]
            if number not in drawn:
                drawn[number] = _draw(chance)
            other = _part(kind, drawn[number], printed)
        if other:
            yield Edit(span.start, span.end, other)


def _part(kind: str, citation: PrintedCitation, printed: str) -> str | None:
    if kind == "T":
        return citation.title
    if kind == "I":
        return citation.issuer
    number = citation.doc_number
    bracket = _BRACKETS.search(printed)
    if number is None or bracket is None or "〔" not in number:
        return None  # an order stands in other sentences than a number with a year
    closing = printed[bracket.end() + 4 : bracket.end() + 5]
    return number.replace("〔", bracket[0]).replace("〕", closing)


def _draw(chance: random.Random) -> PrintedCitation:
    """Draw a citation; now and then one that changes nothing."""
    if chance.random() >= _OFTEN:
        return PrintedCitation(None, None, None, "title")
    work = chance.choice(_works()[chance.random() < 0.5])
    numbered = [one for one in work.versions if one.doc_number]
    if not work.versions:
        return PrintedCitation(work.title, None, None, "title")
    version = chance.choice(numbered or work.versions)
    citation = print_citation(work, version, rng=chance)
    issuer = citation.issuer or ("、".join(work.issuers) or None)
    title = citation.title or work.title
    # The edition's bracket is a label of its own in gold texts.
    title = re.sub(r"（[^（）]*(?:版|修订|修正)[^（）]*）$", "", title)
    return replace(citation, title=title, doc_number=version.doc_number, issuer=issuer)


def _body(chance: random.Random) -> str:
    """Draw a body that may carry a project out, of a place or central."""
    bodies = national_bodies() if chance.random() < 0.1 else bodies_of(chance.choice(places()))
    body = chance.choice(bodies)
    name = chance.choice((body.name, body.short))
    return name + chance.choice(_PARTS) if chance.random() < 0.35 else name


@cache
def _works() -> tuple[Sequence[Work], Sequence[Work]]:
    return tuple(shipped_works()), tuple(synthesise_works(_INVENTED, seed=7))
