"""Gold texts with the disorder that print and character recognition bring; labels go along.

What a citation's number says stays what it was; titles and names are as they are now printed.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from extraction.citations import normalise_doc_number
from training_data.formats import LabelledText, Span
from training_data.gold.texts import (
    LINE_END,
    GoldProject,
    GoldSection,
    GoldText,
    kind_of,
    numbers_of,
)

_BRACKETS = ("[]", "［］", "【】", "()", "（）", "﹝﹞", "〔]", "[〕", "（〕", "【]", "〔）")
_MARKS = (("<", ">"), ("〈", "〉"), ("«", "»"), ("＜", "＞"), ("“", "”"), ("《《", "》》"))
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_DIGITS = {"0": "O〇o", "1": "lI|", "2": "Z"}
_GAPS = re.compile(r"\s|</?p>|<br/>|&nbsp;")
_HAN = re.compile("[一-龥]")
_SERIAL = re.compile("[0-9]{4}[〕\\]］】）)﹞](?P<order>第?)(?P<serial>[0-9]+)号$")


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` becomes ``printed``; with ``start == end`` it is put in."""

    start: int
    end: int
    printed: str


_Kind = Callable[[LabelledText, random.Random], Iterator[Edit]]


def _blanks(text: LabelledText, chance: random.Random) -> Iterator[Edit]:
    """Set blanks between characters, in numbers more often."""
    numbers = [(one.start, one.end) for one in text.spans if kind_of(one.label) == "N"]
    for at in range(1, len(text.text)):
        inside = any(start < at < end for start, end in numbers)
        if chance.random() < (0.12 if inside else 0.03):
            yield Edit(at, at, chance.choice((" ", " ", "\u3000")))


def _broken(text: LabelledText, chance: random.Random) -> Iterator[Edit]:
    """Break lines at a width; each goes on in its paragraph."""
    width = chance.randint(16, 40)
    for start, line in _lines(text.text):
        for at in range(width, len(line), width):
            yield Edit(start + at, start + at, LINE_END)


def _html(text: LabelledText, chance: random.Random) -> Iterator[Edit]:
    """Leave tags around paragraphs."""
    for start, line in _lines(text.text):
        if line and chance.random() < 0.6:
            yield Edit(start, start, "<p>")
            end = start + len(line)
            yield Edit(end, end, chance.choice(("</p>", "<br/></p>", "&nbsp;")))


def _wrong_brackets(text: LabelledText, chance: random.Random) -> Iterator[Edit]:
    """Print other brackets around the year of numbers, other marks around titles."""
    for span in text.spans:
        kind = kind_of(span.label)
        if kind == "N" and chance.random() < 0.7:
            brackets = chance.choice(_BRACKETS)
            opening, closing = brackets[0], brackets[1]
            for at in range(span.start, span.end):
                if text.text[at] in "〔[［【（(":
                    yield Edit(at, at + 1, opening)
                elif text.text[at] in "〕]］】）)":
                    yield Edit(at, at + 1, closing)
        elif kind == "T" and _has_marks(text.text, span) and chance.random() < 0.4:
            opening, closing = chance.choice(_MARKS)
            yield Edit(span.start - 1, span.start, opening)
            yield Edit(span.end, span.end + 1, closing)


def _missing_marks(text: LabelledText, chance: random.Random) -> Iterator[Edit]:
    """Lose one title mark or both.

    A title that begins with its body keeps its marks: without them the body would stand before it.
    """
    for span in text.spans:
        if kind_of(span.label) != "T" or not _has_marks(text.text, span):
            continue
        if "关于" not in text.text[span.start + 1 : span.end] and chance.random() < 0.6:
            lost = chance.choice(("opening", "closing", "both"))
            if lost != "closing":
                yield Edit(span.start - 1, span.start, "")
            if lost != "opening":
                yield Edit(span.end, span.end + 1, "")


def _number_habits(text: LabelledText, chance: random.Random) -> Iterator[Edit]:
    """Print numbers as offices do against the norm: 第 or 年 too many, zeros before the serial, 文
    behind, one of the brackets around them lost."""
    for span in text.spans:
        if kind_of(span.label) != "N":
            continue
        serial = _SERIAL.search(text.text, span.start, span.end)
        if serial and not serial["order"] and chance.random() < 0.6:
            at = serial.start("serial")
            yield Edit(at, at, chance.choice(("第", "第", "年", "0", "00")))
        if chance.random() < 0.2:
            yield Edit(span.end, span.end, "文")
        around = text.text[span.start - 1 : span.start], text.text[span.end : span.end + 1]
        if around in (("（", "）"), ("(", ")")) and chance.random() < 0.4:
            at = chance.choice((span.start - 1, span.end))
            yield Edit(at, at + 1, "")


def _full_width(text: LabelledText, chance: random.Random) -> Iterator[Edit]:
    """Print digits in full width."""
    whole = chance.random() < 0.5
    for at, character in enumerate(text.text):
        if character in "0123456789" and (whole or chance.random() < 0.3):
            yield Edit(at, at + 1, character.translate(_WIDE))


def _recognised(text: LabelledText, chance: random.Random) -> Iterator[Edit]:
    """Take characters for others of like shape, digits of numbers for letters.

    What is said in another form than it is printed in (numbers, articles, editions) keeps its
    characters: nobody could tell from the print what they were.
    """
    like = _shapes()
    numbers = [(one.start, one.end) for one in text.spans if kind_of(one.label) == "N"]
    kept = [(one.start, one.end) for one in text.spans if kind_of(one.label) in ("N", "A", "V")]
    for at, character in enumerate(text.text):
        if character in _DIGITS:
            if any(start <= at < end for start, end in numbers) and chance.random() < 0.08:
                yield Edit(at, at + 1, chance.choice(_DIGITS[character]))
        elif any(start <= at < end for start, end in kept):
            continue
        elif character in like and chance.random() < 0.15:
            yield Edit(at, at + 1, chance.choice(like[character]))


KINDS: Mapping[str, _Kind] = {
    "blanks": _blanks,
    "broken": _broken,
    "html": _html,
    "wrong_brackets": _wrong_brackets,
    "missing_marks": _missing_marks,
    "number_habits": _number_habits,
    "full_width": _full_width,
    "recognised": _recognised,
}


def draw_kinds(chance: random.Random) -> tuple[str, ...]:
    """Draw one to three kinds of disorder for a text."""
    return tuple(sorted(chance.sample(list(KINDS), chance.randint(1, 3))))


def roughen_text(text: GoldText, kinds: tuple[str, ...], chance: random.Random) -> GoldText:
    """Return the text with the named kinds of disorder in its bodies.

    Raises KeyError for a kind that is not in `KINDS`.
    """
    return replace(
        text, projects=tuple(_roughen(project, kinds, chance) for project in text.projects)
    )


def _roughen(project: GoldProject, kinds: tuple[str, ...], chance: random.Random) -> GoldProject:
    says = {number: dict(known) for number, known in project.says.items()}
    fields = dict(project.fields)
    sections: list[GoldSection] = []
    for section in project.sections:
        body = section.body
        for span in body.spans:
            if kind_of(span.label) == "N":
                printed = body.text[span.start : span.end]
                for number in numbers_of(span.label):
                    known = says.setdefault(number, {})
                    known.setdefault("doc_number", normalise_doc_number(printed) or printed)
        # Line ends come last, so that nothing else is put between the two halves of a mark.
        for kind in sorted(kinds, key=lambda one: one == "broken"):
            body = edited(body, KINDS[kind](body, chance))
        if section.kind == "implementer" and "implementer" in fields:
            fields["implementer"] = _reprinted(section.body, body, fields["implementer"])
        sections.append(replace(section, body=body))
    return replace(project, sections=tuple(sections), says=says, fields=fields)


def _reprinted(before: LabelledText, after: LabelledText, value: str) -> str:
    """Return the value as it is printed now, where it was one label or several joined ones."""
    at = before.text.find(value)
    inside = [
        place
        for place, span in enumerate(before.spans)
        if at <= span.start and span.end <= at + len(value)
    ]
    if at < 0 or not inside:
        return value
    first, last = before.spans[inside[0]], before.spans[inside[-1]]
    if (first.start, last.end) != (at, at + len(value)):
        return value
    printed = after.text[after.spans[inside[0]].start : after.spans[inside[-1]].end]
    return _GAPS.sub("", printed)


def edited(text: LabelledText, edits: Iterable[Edit]) -> LabelledText:
    """Apply edits that do not overlap; a label keeps its characters, without what is beside it."""
    ordered = sorted(edits, key=lambda one: (one.start, one.end))
    parts: list[str] = []
    places: list[int] = []  # where each old character begins now
    ends: list[int] = []
    at = size = 0
    for edit in [*ordered, Edit(len(text.text), len(text.text), "")]:
        if edit.start < at:
            continue
        for _ in range(at, edit.start):
            places.append(size)
            size += 1
            ends.append(size)
        parts.append(text.text[at : edit.start] + edit.printed)
        for _ in range(edit.start, edit.end):
            places.append(size)
            ends.append(size + len(edit.printed))
        size += len(edit.printed)
        at = edit.end
    spans = tuple(Span(places[one.start], ends[one.end - 1], one.label) for one in text.spans)
    return LabelledText("".join(parts), tuple(span for span in spans if span.start < span.end))


def _has_marks(text: str, span: Span) -> bool:
    return text[span.start - 1 : span.start] == "《" and text[span.end : span.end + 1] == "》"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


@cache
def _shapes() -> Mapping[str, str]:
    place = files("training_data").joinpath("citations", "vocabulary", "confusions.toml")
    groups = tomllib.loads(place.read_text("utf-8"))["shapes"]
    found: dict[str, str] = {}
    for group in groups:
        for character in group:
            if _HAN.match(character):
                found[character] = found.get(character, "") + group.replace(character, "")
    return found
