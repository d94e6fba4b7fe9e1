"""How correct documents cite a regulation: by which name, with number or issuer or without."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from extraction.registry import Version, Work
from training_data.citations.bodies import place_named, short_names

Kind = Literal["title", "number", "title_number", "issuer_title", "issuer_number", "all"]

_REPUBLIC = "中华人民共和国"
_KINDS: tuple[tuple[Kind, float], ...] = (
    ("title", 0.34),
    ("title_number", 0.32),
    ("all", 0.14),
    ("issuer_title", 0.1),
    ("number", 0.07),
    ("issuer_number", 0.03),
)
# Inner marks as they are printed; the norm is the likeliest.
_MARKS = (("〈", "〉"), ("〈", "〉"), ("〈", "〉"), ("《", "》"), ("<", ">"))


@dataclass(frozen=True, slots=True)
class PrintedCitation:
    """A citation as a document prints it.

    title    without its outer marks, ``None`` where only the number is printed; an edition
             bracket is part of it
    issuer   the body printed before it
    kind     which parts are printed
    form     which name the title is: title, carrier, alias
    prefix   the place, issuer or 中华人民共和国 in the title that careless authors leave out,
             as printed; empty for none
    """

    title: str | None
    doc_number: str | None
    issuer: str | None
    kind: Kind
    form: str = "title"
    prefix: str = ""

    @property
    def text(self) -> str:
        """The citation as it stands in a sentence.

        >>> PrintedCitation("某区绿地管理办法", "某府规〔2021〕6号", "区政府", "all").text
        '区政府《某区绿地管理办法》（某府规〔2021〕6号）'
        """
        title = "" if self.title is None else f"《{self.title}》"
        number = self.doc_number or ""
        return f"{self.issuer or ''}{title}{f'（{number}）' if title and number else number}"


def print_citation(work: Work, version: Version, *, rng: random.Random) -> PrintedCitation:
    """Print a citation of ``work`` in one of the ways that are right.

    ``version`` is the one whose number and edition are printed.
    """
    kind = _kind(rng.random())
    if version.doc_number is None:
        kind = "issuer_title" if kind in ("all", "issuer_title") else "title"
    if kind in ("issuer_title", "issuer_number", "all") and not work.issuers:
        kind = "title_number" if version.doc_number else "title"
    issuer = _issuer(work, rng) if kind in ("issuer_title", "issuer_number", "all") else None
    number = (
        version.doc_number if kind in ("title_number", "issuer_number", "number", "all") else None
    )
    if kind in ("number", "issuer_number"):
        return PrintedCitation(None, number, issuer, kind)
    title, form, prefix = _title(work, version, rng, alone=issuer is None)
    return PrintedCitation(title, number, issuer, kind, form, prefix)


def bare_title(work: Work) -> str:
    """Return a work's title without the issuer before 关于.

    >>> bare_title(Work("r1", "某部关于规范某事的通知", "synthetic", issuers=("某部",)))
    '关于规范某事的通知'
    """
    for issuer in work.issuers:
        if work.title.startswith(f"{issuer}关于"):
            return work.title[len(issuer) :]
    return work.title


def _kind(draw: float) -> Kind:
    for kind, weight in _KINDS:
        draw -= weight
        if draw < 0:
            return kind
    return "title"


def _issuer(work: Work, rng: random.Random) -> str:
    lead = work.issuers[0]
    if len(work.issuers) > 1 and rng.random() < 0.6:
        return "、".join(work.issuers)
    others = short_names(lead, work.place)
    return rng.choice(others) if others and rng.random() < 0.6 else lead


def _title(
    work: Work, version: Version, rng: random.Random, *, alone: bool
) -> tuple[str, str, str]:
    """Return the title as printed, which name it is, and the prefix in it."""
    title, form = bare_title(work), "title"
    if work.carriers and rng.random() < 0.3:
        title, form = work.carriers[0].title, "carrier"
    elif work.aliases and rng.random() < 0.5:
        title, form = rng.choice(work.aliases).text, "alias"
    elif version.edition and rng.random() < 0.7:
        title = f"{title}（{version.edition}）"
    prefix = _prefix(work, title)
    if title.startswith("关于") and work.issuers and rng.random() < (0.3 if alone else 0.1):
        prefix = work.issuers[0]
        title = prefix + title
    opening, closing = rng.choice(_MARKS)
    return title.replace("〈", opening).replace("〉", closing), form, prefix


def _prefix(work: Work, title: str) -> str:
    if _REPUBLIC in title:
        return _REPUBLIC
    place = place_named(work.place) if work.place else None
    return place.title if place and place.title in title else ""
