"""Citations: documents to cite, the forms that cite them, and what each mention says."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extraction.schema import SectionKind
from training_data.synthesis.gold import GoldCitation
from training_data.synthesis.noise import Noise
from training_data.synthesis.vocabulary import CitationForm, Place, Vocabulary, fill

_ORDER = re.compile(r"(?P<body>.+?)(?P<kind>令|公告)(?:〔(?P<year>\d{4})〕)?第(?P<number>\d+)号")
# A law or rule whose own 实施细则 is called by its whole title: no notice, no carried title.
_HAS_RULES = re.compile(r"(?!.*关于)[^〈（]+")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ARTICLES = (
    "第四条",
    "第六条第二款",
    "第十七条第一款第三项",
    "第三条第（二）项",
    "第二十一条",
    "第12条",
)
_EDITIONS = ("2020版", "2023年版", "2018年修订", "2021年修订版", "修订版", "2022年修正")
_SHORT_NAMES = ("通知", "实施意见", "管理办法", "方案", "规定")


@dataclass(frozen=True, slots=True)
class Document:
    """One document with its number: ``code``, ``year``, ``number``; or an ``order``."""

    title: str
    issuer: str | None
    code: str | None
    year: int | None
    number: int | None
    order: str | None
    printed: str | None

    @property
    def canonical(self) -> str | None:
        """The number in the contract's form."""
        return self.order or (f"{self.code}〔{self.year}〕{self.number}号" if self.code else None)

    def print_number(self, style: str = "") -> str:
        """Print the number in a style that documents really show.

        Raises:
            ValueError: the document has no number.
        """
        if self.order:
            return _print_order(self.order, self.printed, style)
        if not self.code:
            raise ValueError(f"{self.title} has no number")
        code, year, number = self.code, str(self.year), str(self.number)
        return {
            "": f"{code}〔{year}〕{number}号",
            "square": f"{code}[{year}]{number}号",
            "lenticular": f"{code}【{year}】{number}号",
            "round": f"{code}（{year}）{number}号",
            "half": f"{code}({year}){number}号",
            "mixed": f"{code}〔{year}]{number}号",
            "full_square": f"{code}［{year}］{number}号",
            "small": f"{code}﹝{year}﹞{number}号",
            "blanks": f"{code} 〔{year}〕 {number} 号",
            "wide": f"{code}〔{year}〕{number}号".translate(_WIDE),
            "zero": f"{code}〔{year}〕{number.zfill(3)}号",
            "ordinal": f"{code}〔{year}〕第{number}号",
        }[style]


def _print_order(canonical: str, printed: str | None, style: str) -> str:
    match = _ORDER.fullmatch(canonical)
    if match is None:
        raise ValueError(f"{canonical} is no order")
    body, kind, year, number = match["body"], match["kind"], match["year"], match["number"]
    name = printed or body + kind
    dated = f"〔{year}〕" if year else ""
    if style == "after" and not year and kind == "令":
        return f"{name.removesuffix('令')}第{number}号令"
    if style == "state" and body == "国务院":
        return "中华人民共和国" + canonical
    if style == "bare_year" and year:
        return f"{name}{year}年第{number}号"
    if style == "blanks":
        return f"{name}{dated} 第 {number} 号" if year else f"{name} 第{number}号"
    if style == "round" and year:
        return f"{name}（{year}）第{number}号"
    if style == "year_left" and year:
        return f"{name}〔{year}〕年第{number}号"
    return f"{name}{dated}第{number}号"


@dataclass(frozen=True, slots=True)
class Mention:
    """Printed text and the citations in it, in reading order."""

    text: str
    citations: tuple[GoldCitation, ...]


def _issued(year: int, budget_year: int, noise: Noise) -> int:
    """Return the year of a document's number: in a sound budget none after the budget's."""
    return min(year, budget_year) if noise.sound else year


def _of_time(printed: str | None, budget_year: int, noise: Noise) -> str | None:
    """Return an order's or announcement's number as ``_issued`` wants its year."""
    if printed is None:
        return None
    return re.sub(r"20\d\d", lambda found: str(_issued(int(found[0]), budget_year, noise)), printed)


class Library:
    """The documents that one disclosure cites, each with one number throughout."""

    def __init__(
        self, words: Vocabulary, place: Place, year: int, noise: Noise, chance: random.Random
    ) -> None:
        self.words = words
        self.noise = noise
        self.chance = chance
        slots = {
            "district": place.name,
            "city": place.city,
            "year": str(year),
            "l": place.letter,
            "c": place.city_letter,
        }
        self.documents = tuple(
            Document(
                title=fill(one.title, slots),
                issuer=fill(one.issuer, slots) if one.issuer else None,
                code=fill(one.code, slots) if one.code else None,
                year=_issued(chance.choice(one.years), year, noise) if one.years else None,
                number=one.number,
                order=None if noise.sound and one.amended else _of_time(one.order, year, noise),
                printed=_of_time(one.printed, year, noise),
            )
            for one in words.regulations
        )

    def mention(
        self, form: CitationForm, section: SectionKind, documents: Sequence[Document] = ()
    ) -> Mention:
        """Print ``form`` with documents that suit it, the given ones first."""
        documents = [*documents, *self._documents(form, 3 - len(documents))]
        slots = self._slots(documents)
        numbers = [document.canonical for document in documents]

        def number(match: re.Match[str]) -> str:
            place = int(match[1] or 1) - 1
            return documents[place].print_number(match[2] or "")

        text = re.sub(r"\{n(\d?)(?:\|(\w+))?\}", number, form.print)
        gold_slots = slots | {
            f"n{place or ''}": value or ""
            for place, value in ((0, numbers[0]), (2, numbers[1]), (3, numbers[2]))
        }
        return Mention(
            fill(text, slots),
            tuple(citation(cite, gold_slots, section) for cite in form.cites),
        )

    def _slots(self, documents: Sequence[Document]) -> dict[str, str]:
        first, second, third = documents[:3]
        return {
            "t": first.title,
            "t2": second.title,
            "t3": third.title,
            "i": first.issuer or "",
            "i2": second.issuer or "",
            "a": self.chance.choice(_ARTICLES),
            "v": self._edition(),
            "s": self.chance.choice(_SHORT_NAMES),
        }

    def _edition(self) -> str:
        """Draw an edition; a sound budget names no year, which a later one may have replaced."""
        edition = self.chance.choice(_EDITIONS)
        return "修订版" if self.noise.sound else edition

    def _documents(self, form: CitationForm, count: int) -> list[Document]:
        def suits(document: Document) -> bool:
            if "及其" in form.print and not _HAS_RULES.fullmatch(document.title):
                return False
            if form.numbers == "order":
                style = re.search(r"\{n\|(\w+)\}", form.print)
                return document.order is not None and (
                    style is None or _order_shows(document.order, style[1])
                )
            if form.numbers == "each":
                return document.code is not None and (
                    "{i2}" not in form.print or _one_body(document)
                )
            return document.issuer is not None or "{i}" not in form.print

        return self.chance.sample([one for one in self.documents if suits(one)], count)

    def draw_form(self, *, places: Sequence[str], numbers: Sequence[str]) -> CitationForm:
        """Draw a form that may stand in these places; noise decides how often odd ones come."""
        forms = [f for f in self.words.forms if f.place in places and f.numbers in numbers]
        return self.chance.choices(forms, [self._weight(form) for form in forms])[0]

    def _weight(self, form: CitationForm) -> float:
        if form.noise is None:
            return form.weight
        return 4.0 if getattr(self.noise, form.noise) else 0.25

    def run(self, section: SectionKind, count: int) -> Mention:
        """Print several mentions as one list, all with numbers or all without."""
        numbers = self.chance.choice((("each", "each", "order"), ("none",)))
        glue = self.chance.choices(("、", "；", "，"), (6, 1, 1))[0]
        mentions = [
            self.mention(self.draw_form(places=("list",), numbers=numbers), section)
            for _ in range(count)
        ]
        return Mention(
            glue.join(one.text for one in mentions),
            tuple(citation for one in mentions for citation in one.citations),
        )


def citation(
    cite: Mapping[str, str], slots: Mapping[str, str], section: SectionKind
) -> GoldCitation:
    """Return what one citation of a form says."""

    def value(key: str) -> str | None:
        return fill(cite[key], slots) if key in cite else None

    return GoldCitation(
        title=value("title"),
        doc_number=value("number"),
        issuer=value("issuer"),
        article=value("article"),
        version=value("version"),
        section=section,
    )


def _order_shows(order: str, style: str) -> bool:
    """Tell whether the style prints this order in another way than the canonical one."""
    match = _ORDER.fullmatch(order)
    if match is None:
        return False
    if style in ("bare_year", "round", "year_left"):
        return match["year"] is not None
    if style == "after":
        return match["year"] is None and match["kind"] == "令"
    return style != "state" or match["body"] == "国务院"


def _one_body(document: Document) -> bool:
    return document.issuer is not None and not re.search(r"[、和等]", document.issuer)
