"""A project's narrative (项目经费情况说明): printed paragraphs and what they say."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extraction.schema import SectionKind
from training_data.synthesis.amounts import (
    any_printing,
    canonical,
    chinese,
    digit_by_digit,
    plain_chinese,
    plain_money,
    split,
)
from training_data.synthesis.blocks import Block, Paragraph
from training_data.synthesis.citations import Library, Mention, citation
from training_data.synthesis.gold import GoldCitation, GoldSection
from training_data.synthesis.noise import Noise
from training_data.synthesis.story import ProjectFacts, Story
from training_data.synthesis.vocabulary import SectionWording, Vocabulary, fill

_NUMERALS = "一二三四五六七八九十"
_SCHEMES = ("{cn}、", "（{cn}）", "{n}.", "{n}、")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

_SEVEN: tuple[SectionKind, ...] = (
    "overview", "basis", "implementer", "plan", "period", "budget", "goals",
)  # fmt: skip
_SIX: tuple[SectionKind, ...] = ("overview", "basis", "plan", "budget", "goals", "goals")
_MIXED: tuple[SectionKind, ...] = (
    "overview", "basis", "plan", "implementer", "period", "budget", "goals",
)  # fmt: skip
_OTHER: SectionKind = "other"


@dataclass(frozen=True, slots=True)
class Narrative:
    """Printed blocks, and the gold that belongs to them."""

    blocks: tuple[Block, ...]
    sections: tuple[GoldSection, ...]
    fields: Mapping[str, str | None]
    citations: tuple[GoldCitation, ...]


@dataclass(frozen=True, slots=True)
class _Body:
    """One section's paragraphs, the fields they give and the citations in them."""

    paragraphs: tuple[str, ...]
    fields: Mapping[str, str]
    citations: tuple[GoldCitation, ...] = ()


@dataclass(frozen=True, slots=True)
class Habits:
    """What one document does in all its narratives."""

    scheme: str
    kinds: tuple[SectionKind, ...]
    words_for: Mapping[SectionKind, str]
    misnumbered: bool


def draw_habits(words: Vocabulary, chance: random.Random, *, sound: bool = False) -> Habits:
    """Draw the heading scheme, the sections and their names for one document."""
    return Habits(
        scheme=chance.choices(_SCHEMES, (8, 1, 1, 1))[0],
        kinds=chance.choices((_SEVEN, _SIX, _MIXED), (6, 3, 2))[0],
        words_for={kind: chance.choice(words.headings[kind]) for kind in (*_SEVEN, _OTHER)},
        misnumbered=chance.random() < 0.2 and not sound,
    )


def narrate(
    facts: ProjectFacts,
    story: Story,
    *,
    project: int,
    habits: Habits,
    library: Library,
    words: Vocabulary,
    noise: Noise,
    chance: random.Random,
) -> Narrative:
    """Word one project's narrative, without the title over it."""
    writer = _Writer(facts, story, habits, library, words, noise, chance)
    kinds = list(habits.kinds)
    if chance.random() < 0.12:
        kept = ("overview", "basis", "budget") if noise.sound else ("overview", "basis")
        kinds.remove(chance.choice([kind for kind in kinds if kind not in kept]))
    if chance.random() < 0.1:
        kinds.append(_OTHER)
    blocks: list[Block] = []
    sections: list[GoldSection] = []
    fields: dict[str, str | None] = {}
    citations: list[GoldCitation] = []
    for number, kind in enumerate(_numbers(kinds, habits, chance)):
        body = writer.body(kinds[number])
        heading = _heading(habits.scheme, kind, habits.words_for[kinds[number]])
        sections.append(GoldSection(kinds[number], heading, "\n".join(body.paragraphs)))
        blocks.extend(_printed(heading, body.paragraphs, project, noise, chance))
        fields.update(body.fields)
        citations.extend(body.citations)
    return Narrative(tuple(blocks), tuple(sections), fields, tuple(citations))


def _numbers(kinds: Sequence[SectionKind], habits: Habits, chance: random.Random) -> list[int]:
    """Number the sections; in a misnumbered document one number repeats or is skipped."""
    numbers = list(range(1, len(kinds) + 1))
    if habits.misnumbered and len(numbers) > 3:
        at = chance.randrange(2, len(numbers))
        shift = chance.choice((-1, 1))
        numbers[at:] = [number + shift for number in numbers[at:]]
    return numbers


def _heading(scheme: str, number: int, words: str) -> str:
    return scheme.format(cn=_NUMERALS[number - 1], n=number) + words


def _printed(
    heading: str, paragraphs: Sequence[str], project: int, noise: Noise, chance: random.Random
) -> list[Block]:
    if noise.run_in and paragraphs and chance.random() < 0.7:
        first = Paragraph(f"{heading}：{paragraphs[0]}", "body", project)
        return [first, *(Paragraph(text, "body", project) for text in paragraphs[1:])]
    return [
        Paragraph(heading, "heading", project),
        *(Paragraph(text, "body", project) for text in paragraphs),
    ]


class _Writer:
    def __init__(
        self,
        facts: ProjectFacts,
        story: Story,
        habits: Habits,
        library: Library,
        words: Vocabulary,
        noise: Noise,
        chance: random.Random,
    ) -> None:
        self.facts, self.story, self.habits = facts, story, habits
        self.library, self.words, self.noise, self.chance = library, words, noise, chance
        offices = chance.sample(story.domain.offices, 2)
        self.slots = {
            "name": facts.heading_name,
            "org": story.org,
            "department": story.department,
            "unit": "下属" + story.unit.removeprefix(story.place.city + story.place.name),
            "doing": facts.doing,
            "aim": facts.aim,
            "year": str(story.year),
            "office": offices[0],
            "office2": offices[1],
            "approximate": any_printing(chance, facts.budget)(facts.budget),
        }

    def body(self, kind: SectionKind) -> _Body:
        """Write one section."""
        if kind == "basis":
            body = self.basis()
        elif kind == "period":
            # Where the plan has told the period, a section 实施周期 only points to the form.
            body = self.period(told=self.habits.kinds == _MIXED)
        elif kind == "budget":
            body = self.budget()
        elif kind == "plan":
            body = self.plan()
        elif kind == "implementer":
            body = self.implementer()
        else:
            body = self.wording(kind)
        if self.noise.full_width and kind in ("period", "budget"):
            body = _Body(
                tuple(text.translate(_WIDE) for text in body.paragraphs),
                body.fields,
                body.citations,
            )
        return body

    def item(self, number: int, text: str) -> str:
        """Number an item inside a section, apart from the scheme of the headings."""
        if self.habits.scheme.startswith("{n}"):
            return f"（{number}）{text}"
        return self.chance.choice((f"{number}. {text}", f"{number}、{text}", f"{number}.{text}"))

    def wording(self, kind: SectionKind) -> _Body:
        # Items inside the section are not to look like the document's headings.
        clashing = {"（{cn}）": "（一）", "{n}.": "1.", "{n}、": "1."}.get(self.habits.scheme)
        wordings = [
            one
            for one in self.words.sections[kind]
            if clashing is None or not one.print.startswith(clashing)
        ]
        text, citations = self.fill_citing(self.chance.choice(wordings), kind)
        return _Body(tuple(text.split("\n")), {}, citations)

    def fill_citing(
        self, wording: SectionWording, kind: SectionKind
    ) -> tuple[str, tuple[GoldCitation, ...]]:
        """Fill a wording in, with titles where it cites."""
        documents = self.chance.sample(self.library.documents, 2)
        slots = self.slots | {"t": documents[0].title, "t2": documents[1].title}
        cites = tuple(citation(cite, slots, kind) for cite in wording.cites)
        return fill(wording.print, slots), cites

    def implementer(self) -> _Body:
        wording = self.chance.choice(self.words.sections["implementer"])
        named = fill(wording.names, self.slots)
        return _Body((fill(wording.print, self.slots),), {"implementer": named} if named else {})

    def plan(self) -> _Body:
        wordings = self.words.sections["plan"]
        # Two kinds carry the period inside the plan: the one with six sections, and the mixed one.
        inside = self.habits.kinds != _SEVEN
        flat = [one for one in wordings if "\n" not in one.print and "1、" not in one.print]
        wording = self.chance.choice(flat if inside else wordings)
        text, cites = self.fill_citing(wording, "plan")
        if not inside:
            if self.habits.scheme.startswith("{n}"):
                text = re.sub(r"(\d)、", r"（\1）", text)
            return _Body(tuple(text.split("\n")), {}, cites)
        period = self.period()
        first = self.item(1, "实施周期：" + period.paragraphs[0])
        return _Body((first, self.item(2, f"实施内容和计划：{text}")), period.fields, cites)

    def period(self, *, told: bool = False) -> _Body:
        year, chance = self.story.year, self.chance
        first = chance.randint(1, 9)
        last = chance.choice((12, 12, chance.randint(first + 1, 12)))
        slots = {
            "y": str(year),
            "y0": str(year - 1),
            "y1": str(year + 1),
            "m": str(first),
            "mm": f"{first:02}",
            "n": str(last),
            "nn": f"{last:02}",
            "cy": digit_by_digit(year),
            "cm": plain_chinese(first),
            "cn": plain_chinese(last),
            "d": "31" if last in (1, 3, 5, 7, 8, 10, 12) else "28" if last == 2 else "30",
        }
        wording = chance.choice(
            [one for one in self.words.periods if not told or "详见" in one.print]
        )
        if self.noise.sound:
            # The whole year, as the form says.
            whole = [
                one
                for one in self.words.periods
                if (one.start or "").startswith("{y}") == bool(one.start)
                and "开工" not in one.print
                and (not told or "详见" in one.print)
            ]
            wording = chance.choice(whole)
            slots |= {"m": "1", "mm": "01", "n": "12", "nn": "12", "d": "31"}
            slots |= {"cm": plain_chinese(1), "cn": plain_chinese(12)}
        if "{m}月{d}日" in wording.print:
            slots["d"] = "15"
        fields = {}
        if wording.start:
            fields["period_start"] = fill(wording.start, slots)
        if wording.end:
            fields["period_end"] = fill(wording.end, slots)
        return _Body((fill(wording.print, slots),), fields)

    def budget(self) -> _Body:
        facts, chance = self.facts, self.chance
        show = any_printing(chance, facts.budget)
        wordings = [one for one in self.words.budgets if one.gives or chance.random() < 0.3]
        if self.noise.sound:
            wordings = [one for one in wordings if one.gives]
        wording = chance.choice(wordings)
        budget = facts.budget
        if self.noise.sound and budget % 10000:
            # Chinese numerals print whole 万元 only.
            exact = [one for one in wordings if not re.search("chinese|plain", one.print)]
            wording = wording if wording in exact else chance.choice(exact)
        if "{chinese}" in wording.print or "{plain}" in wording.print:
            budget = max(budget // 10000, Decimal(1)) * 10000
        thirds, quarters = split(budget, 3, chance), split(budget, 4, chance)
        names = chance.sample(self.words.items, 3)
        slots = {
            "b": show(budget),
            "whole": show(facts.whole),
            "former": show(facts.whole),
            "chinese": chinese(budget) if "{chinese}" in wording.print else "",
            "y": str(self.story.year),
            "plain": plain_money(int(budget // 10000)),
            "cy": digit_by_digit(self.story.year),
            "y0": str(self.story.year - 1),
            **{f"i{n}": name for n, name in enumerate(names, 1)},
            **{f"p{n}": show(part) for n, part in enumerate(thirds, 1)},
            **{f"q{n}": show(part) for n, part in enumerate(quarters, 1)},
        }
        text = fill(wording.print, slots)
        if self.habits.scheme.startswith("{n}"):
            text = re.sub(r"^(\d)(?:\. |、)", r"（\1）", text, flags=re.MULTILINE)
        fields = {}
        if wording.gives:
            fields["narrative_budget"] = canonical(budget)
        if wording.total:
            fields["narrative_total"] = canonical(facts.whole)
        return _Body(tuple(text.split("\n")), fields)

    def basis(self) -> _Body:
        """Cite in one of the ways of a basis: a list, items, 文件依据 and 工作职能, sentences."""
        chance, library = self.chance, self.library
        way = chance.choices(
            ("list", "items", "parts", "sentence", "bare", "none", "mixed"), (4, 4, 4, 3, 1, 1, 1)
        )[0]
        if self.noise.sound and way in ("none", "bare"):
            way = "list"
        if way == "none":
            text = fill(chance.choice(self.words.no_document), self.slots)
            return _Body((text,), {})
        if way == "items":
            count = chance.randint(1, 4)
            mentions = [self.single() for _ in range(count)]
            end = chance.choice(("。", "；", ""))
            return _Body(
                tuple(self.item(n, one.text + end) for n, one in enumerate(mentions, 1)),
                {},
                tuple(cite for one in mentions for cite in one.citations),
            )
        if way == "bare":
            form = library.draw_form(places=("bare",), numbers=("each", "none"))
            mention = library.mention(form, "basis")
            return self.parts(mention, "")
        if way == "parts":
            mention = library.run("basis", chance.randint(1, 4))
            return self.parts(
                mention, chance.choice(("等文件精神。", "等有关文件精神。", "。", "等文件。"))
            )
        if way == "sentence":
            mention = self.single()
            text = f"{self.lead()}{mention.text}，{self.facts.doing}。"
            return _Body((text,), {}, mention.citations)
        # A few bases cite a page full of documents.
        mention = library.run("basis", chance.randint(1, 6) if chance.random() < 0.9 else 14)
        tail = chance.choice(("等文件要求。", "等相关文件通知要求。", "等。", "的要求。", "。"))
        text = f"{self.lead()}{mention.text}{tail}"
        if way == "mixed":
            text += fill(chance.choice(self.words.no_citation), self.slots)
        return _Body((text,), {}, mention.citations)

    def lead(self) -> str:
        return self.chance.choice(("根据", "依据", "按照", "贯彻落实"))

    def single(self) -> Mention:
        form = self.library.draw_form(places=("list", "item"), numbers=("each", "order", "none"))
        return self.library.mention(form, "basis")

    def parts(self, mention: Mention, tail: str) -> _Body:
        return _Body(
            (
                self.item(1, f"文件依据：{mention.text}{tail}"),
                self.item(2, f"工作职能：{self.facts.aim}。"),
            ),
            {},
            mention.citations,
        )
