"""Document numbers (发文字号): where they stand in flat text, and their canonical form.

The canonical form is that of GB/T 9704: ``沪府发〔2019〕5号``; orders and announcements
(令, 公告, 通告) are body + kind + ``〔year〕第N号``, without a year ``第N号``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extraction.citations.codes import LONGEST_CODE, bodies_start, code_start
from extraction.citations.flatten import Flat, flatten
from extraction.citations.rules import pattern
from extraction.values.numerals import parse_numeral

# In the order of preference where two patterns find the same place.
_PATTERNS = (
    "number_year_first",
    "number_bracketed",
    "number_two_digits",
    "number_inside",
    "number_misplaced",
    "number_year_printed",
    "number_of_order",
    "number_of_order_after",
    "number_without_hao",
)
_UNUSUAL = frozenset(
    {
        "number_without_hao",
        "number_two_digits",
        "number_inside",
        "number_misplaced",
        "number_year_printed",
    }
)
_SERIALS = ("serial", "serial2", "serial3", "serial4")
_RANGE = re.compile("([0-9]+)[-—~～]([0-9]+)")
_ORDER_KINDS = ("令", "公告", "通告")
_STANDARD_SIGNS = str.maketrans("／—–－", "/---")
_CAPITAL = re.compile("[A-Z]")


@dataclass(frozen=True, slots=True)
class Number:
    """One document number in flat text: ``flat.text[start:end]``.

    ``code`` is the part before the year (the 机关代字, or the body and 令 or 公告), empty
    where none is printed; of a standard (GB/T 51353-2019) it is all, and ``serial`` is empty.
    ``canonical`` is ready for the output. ``confidence`` is given where more than the rules
    have read the number, ``by_model`` where the rules have not.
    """

    start: int
    end: int
    code: str
    year: str | None
    serial: str
    confidence: float | None = None
    by_model: bool = False

    @property
    def canonical(self) -> str:
        if not self.serial:
            return self.code
        year = f"〔{self.year}〕" if self.year else ""
        if _is_order(self.code):
            return f"{self.code}{year}第{self.serial}号"
        return f"{self.code}{year}{self.serial}号"


@dataclass(frozen=True, slots=True)
class _Core:
    """Year and serial of a number, before its code is known."""

    start: int
    end: int
    rule: str
    year: str | None
    serial: str
    kind: str
    session: str = ""
    code: str = ""


def _is_order(code: str) -> bool:
    # 令（十届）: presidential orders are counted anew by each congress.
    return code.endswith(_ORDER_KINDS) or code.endswith("届）")


def find_numbers(flat: Flat) -> tuple[Number, ...]:
    """Find every document number in reading order.

    Numbers of contracts, tenders, certificates, deeds and lawsuits are none. The number of a
    standard is one only beside its title.
    """
    standards = _standards(flat.text)
    if not any(character in flat.text for character in "号〔"):
        return standards
    numbers: list[Number] = []
    for core in _cores(flat.text):
        floor = numbers[-1].end if numbers else 0
        if core.start < floor:
            continue
        number = _with_code(flat, core, floor)
        if number is not None:
            numbers.extend(_with_next(flat.text, number))
    if not standards:
        return tuple(numbers)
    return tuple(sorted((*numbers, *standards), key=lambda number: number.start))


def _standards(text: str) -> tuple[Number, ...]:
    """Find the numbers of standards beside their titles: 《…》（GB/T 51353-2019）."""
    if "》" not in text or not _CAPITAL.search(text):
        return ()
    return tuple(
        Number(
            *found.span(found.lastgroup or 0),
            _plain_standard(found[found.lastgroup or 0]),
            None,
            "",
        )
        for found in pattern("standard_beside_title").finditer(text)
    )


def _plain_standard(number: str) -> str:
    return number.translate(_STANDARD_SIGNS)


def printed_end(text: str, number: Number) -> int:
    """Return where the number ends when a kind printed twice is left off: 令〔2003〕第7号令."""
    if text[number.end - 1] == "号":
        return number.end
    for kind in _ORDER_KINDS:
        end = number.end - len(kind)
        if (
            text.endswith("号" + kind, number.start, number.end)
            and kind in text[number.start : end]
        ):
            return end
    return number.end


def normalise_doc_number(printed: str) -> str | None:
    """Return the canonical form of one printed number, ``None`` for what is no number.

    >>> normalise_doc_number("沪财预 [2020] 第05号"), normalise_doc_number("国务院第350号令")
    ('沪财预〔2020〕5号', '国务院令第350号')
    """
    flat = flatten(printed)
    wrapped = re.fullmatch("[（〔《](.*)[）〕》]", flat.text)
    if wrapped:
        flat = flatten(wrapped[1])
    if pattern("standard_number").fullmatch(flat.text):
        return _plain_standard(flat.text)
    numbers = find_numbers(flat)
    # 原文化部令第51号: 原 says that the body is gone, the number is the same.
    first = 1 if flat.text.startswith("原") else 0
    whole = len(numbers) == 1 and numbers[0].start in (0, first)
    return numbers[0].canonical if whole and _is_rest(flat.text, numbers[0].end) else None


def _is_rest(text: str, at: int) -> bool:
    return text[at:] in ("", "文", "文件")


def _cores(text: str) -> list[_Core]:
    found = [
        (match.start(), rank, match, name)
        for rank, name in enumerate(_PATTERNS)
        for match in pattern(name).finditer(text)
    ]
    found.sort(key=lambda entry: entry[:2])
    cores: list[_Core] = []
    for _, _, match, name in found:
        if cores and match.start() < cores[-1].end:
            continue
        groups = match.groupdict()
        cores.append(
            _Core(
                start=match.start(),
                end=match.end(),
                rule=name,
                year=_four_digits(groups.get("year") or groups.get("year2")),
                serial=_plain_serial(next(filter(None, map(groups.get, _SERIALS)))),
                kind=groups.get("kind") or "",
                session=groups.get("session") or groups.get("session2") or "",
                code=groups.get("code") or "",
            )
        )
    return cores


def _four_digits(year: str | None) -> str | None:
    return year if year is None or len(year) == 4 else f"19{year}"


def _plain_serial(serial: str) -> str:
    if span := _RANGE.fullmatch(serial):
        return f"{int(span[1])}-{int(span[2])}"
    number = parse_numeral(serial)
    return serial if number is None else str(number)


def _with_code(flat: Flat, core: _Core, floor: int) -> Number | None:
    if core.rule == "number_year_first":
        # The code stands inside; what stands before the bracket is not part of the number.
        return _number(flat, core, core.start, core.code)
    text, at = flat.text, core.start
    printed = next((kind for kind in _ORDER_KINDS if text.endswith(kind, floor, at)), None)
    if printed and core.rule != "number_of_order":
        # Also 令〔2003〕第7号令, which prints its kind twice.
        return _order(flat, core, at - len(printed), floor, kind=printed)
    if core.kind.endswith(_ORDER_KINDS):
        return _order(flat, core, at, floor, kind=core.kind)
    bracketed = _bracketed_order(flat, core, floor)
    if bracketed is not None:
        return bracketed
    start = code_start(flat, core.start, floor)
    code = flat.text[start : core.start]
    if core.rule in _UNUSUAL:
        # Without 号 or a bracket a number needs a code that can be nothing else; a bracket
        # right after a title is left to the title: （2013年第8号）.
        after_title = core.rule == "number_inside" and text.endswith("》", floor, at)
        if after_title:
            # The brackets are the sentence's, not the number's.
            core = replace(core, start=at + 1, end=core.end - 1)
            start, code = core.start, ""
        elif not pattern("printed_code").fullmatch(code):
            return None
    return _number(flat, core, start, code)


def _bracketed_order(flat: Flat, core: _Core, floor: int) -> Number | None:
    """Read the number that is put in a bracket after its body: 某局公告（〔2015〕第35号）."""
    text, at = flat.text, core.start - 1
    if core.rule != "number_bracketed" or at <= floor:
        return None
    if text[at] != "（" or not text.startswith("）", core.end):
        return None
    kind = next((kind for kind in _ORDER_KINDS if text.endswith(kind, floor, at)), None)
    if kind is None:
        return None
    return _order(flat, replace(core, end=core.end + 1), at - len(kind), floor, kind=kind)


def _number(flat: Flat, core: _Core, start: int, code: str) -> Number | None:
    if pattern("no_code_end").search(code) or _numbers_no_document(flat.text, start):
        return None
    if code == "第":
        start, code = core.start, ""
    return Number(start=start, end=core.end, code=code, year=core.year, serial=core.serial)


def _order(flat: Flat, core: _Core, at: int, floor: int, *, kind: str) -> Number | None:
    """Read the bodies that stand before ``at`` as those of an order or announcement."""
    text = flat.text
    start = bodies_start(flat, at, floor)
    bodies = text[start:at]
    if not pattern("bodies_end").search(bodies) or _numbers_no_document(text, start):
        return None
    plain = bodies.replace("、", "")
    if plain == "中华人民共和国国务院":
        plain = "国务院"
    code = plain + kind + (f"（{core.session}）" if core.session else "")
    return Number(start=start, end=core.end, code=code, year=core.year, serial=core.serial)


def _numbers_no_document(text: str, start: int) -> bool:
    """Tell whether the words before a number say that it is a contract's or a certificate's."""
    floor = max(0, start - LONGEST_CODE)
    if pattern("number_words").search(text, floor, start):
        return False
    return pattern("no_number_before").search(text, floor, start) is not None


def _with_next(text: str, number: Number) -> list[Number]:
    """Add the numbers that follow and leave out the code, or code and year."""
    numbers = [number]
    if not number.code or _is_order(number.code):
        return numbers
    while found := pattern("number_next").match(text, numbers[-1].end):
        last = numbers[-1]
        numbers.append(
            Number(
                start=found.start("year") - 1 if found["year"] else _digits_start(found),
                end=found.end(),
                code=last.code,
                year=found["year"] or last.year,
                serial=_plain_serial(found["serial"]),
            )
        )
    return numbers


def _digits_start(found: re.Match[str]) -> int:
    place = found.start("serial")
    return place - 1 if found.string[place - 1] == "第" else place
