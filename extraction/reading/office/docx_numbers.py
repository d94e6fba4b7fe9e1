"""The numbers that Word prints before paragraphs: they stand in no text, only in its styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from extraction.reading.office.parts import Parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_LEVELS = 9
_TEN_STEMS = "甲乙丙丁戊己庚辛壬癸"
_LEVEL_NUMBER = re.compile(r"%([1-9])")
_MOST_COUNTED = 100_000
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
        "koreanCounting",
    }
)
_FULL_WIDTH = frozenset({"decimalFullWidth", "decimalFullWidth2"})


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class ListNumbers:
    """Counts the paragraphs of each list and prints their numbers."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counters: dict[str, list[int | None]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    style_lists: dict[str, tuple[str, int]] = field(default_factory=dict)

    def number(self, paragraph: etree._Element) -> str:
        """Return what stands before ``paragraph``, "" where it is in no list; counts it."""
        where = self._list_of(paragraph)
        if where is None:
            return ""
        list_id, level = where
        levels = self.levels.get(list_id)
        if not levels or level not in levels:
            return ""
        # lists of one abstract definition count together
        key = self.lists.get(list_id, list_id)
        counted = self.counters.setdefault(key, [None] * _LEVELS)
        last = counted[level]
        counted[level] = levels[level].start if last is None else min(last + 1, _MOST_COUNTED)
        counted[level + 1 :] = [None] * (_LEVELS - level - 1)

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            one = levels.get(at)
            if one is None:
                return ""
            value = counted[at]
            return _printed(one.start if value is None else value, one.form)

        if levels[level].form in ("bullet", "none"):
            return ""
        return _LEVEL_NUMBER.sub(shown, levels[level].pattern)

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        style = properties.find(f"{W}pStyle")
        inherited = self.style_lists.get(style.get(f"{W}val") or "") if style is not None else None
        own = properties.find(f"{W}numPr")
        if own is None:
            return inherited
        list_id = _value(own, "numId") or (inherited[0] if inherited else "0")
        level = _whole(_value(own, "ilvl"), inherited[1] if inherited else 0)
        return None if list_id == "0" else (list_id, min(max(level, 0), _LEVELS - 1))


def list_numbers(parts: Parts, numbering: str | None, styles: str | None) -> ListNumbers:
    """Read the definitions of lists, and of styles that belong to a list."""
    found = ListNumbers()
    if numbering is not None and parts.has(numbering):
        root = parts.tree(numbering)
        abstract = {
            one.get(f"{W}abstractNumId") or "": _levels(one) for one in root.iter(f"{W}abstractNum")
        }
        for one in root.iter(f"{W}num"):
            list_id, base = one.get(f"{W}numId") or "", _value(one, "abstractNumId") or ""
            levels = dict(abstract.get(base, {}))
            restarts = False
            for override in one.iter(f"{W}lvlOverride"):
                at = _whole(override.get(f"{W}ilvl"), 0)
                start = _value(override, "startOverride")
                levels.update(_levels(override))
                if start is not None and at in levels:
                    level = levels[at]
                    levels[at] = _Level(level.form, level.pattern, _whole(start, level.start))
                    restarts = True
            found.levels[list_id] = levels
            found.lists[list_id] = f"num {list_id}" if restarts else f"abstract {base}"
    if styles is not None and parts.has(styles):
        for style in parts.tree(styles).iter(f"{W}style"):
            own = style.find(f"{W}pPr/{W}numPr")
            if own is not None:
                list_id = _value(own, "numId")
                if list_id:
                    depth = min(max(_whole(_value(own, "ilvl"), 0), 0), _LEVELS - 1)
                    found.style_lists[style.get(f"{W}styleId") or ""] = (list_id, depth)
    return found


def _levels(holder: etree._Element) -> dict[int, _Level]:
    return {
        _whole(one.get(f"{W}ilvl"), 0): _Level(
            _value(one, "numFmt") or "decimal",
            _value(one, "lvlText") or "",
            _whole(_value(one, "start"), 1),
        )
        for one in holder.iter(f"{W}lvl")
    }


def _value(holder: etree._Element, name: str) -> str | None:
    found = holder.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _whole(text: str | None, otherwise: int) -> int:
    try:
        return min(int(text or ""), _MOST_COUNTED)
    except ValueError:
        return otherwise


def _printed(number: int, form: str) -> str:
    if form in _CHINESE:
        return _chinese(number) if form != "ideographDigital" else _digits(number)
    if form in _FULL_WIDTH:
        return str(number).translate({48 + n: 0xFF10 + n for n in range(10)})
    if form == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form == "ideographTraditional" and 1 <= number <= len(_TEN_STEMS):
        return _TEN_STEMS[number - 1]
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 1 <= number < 40:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(abs(number)))


def _chinese(number: int) -> str:
    """Return 1 to 99 as Chinese print counts: 十, 十一, 二十; larger ones digit by digit."""
    if not 1 <= number <= 99:
        return _digits(number)
    tens, ones = divmod(number, 10)
    left = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return left + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, number = divmod(number, value)
        text += letters * count
    return text
