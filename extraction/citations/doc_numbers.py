"""Document numbers (发文字号): where they stand in flat text, and their canonical form.

The canonical form is that of GB/T 9704: ``沪府发〔2019〕5号``; orders and announcements
(令, 公告, 通告) are body + kind + ``〔year〕第N号``, without a year ``第N号``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extraction.citations.flatten import Flat, flatten
from extraction.citations.rules import pattern
from extraction.values.numerals import parse_numeral

# In the order of preference where two patterns find the same place.
_PATTERNS = (
    "number_year_first",
    "number_bracketed",
    "number_inside",
    "number_misplaced",
    "number_year_printed",
    "number_of_order",
    "number_of_order_after",
    "number_without_hao",
)
_UNUSUAL = frozenset(
    {"number_without_hao", "number_inside", "number_misplaced", "number_year_printed"}
)
_SERIALS = ("serial", "serial2", "serial3", "serial4")
_RANGE = re.compile("([0-9]+)[-—~～]([0-9]+)")
_LONGEST_CODE = 16
_LONGEST_RUN = 60
_LONGEST_BODIES = 120
_ORDER_KINDS = ("令", "公告", "通告")
_COUNTED = "年月日号版次届条个项份"
_LETTERS = "〇ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Number:
    """One document number in flat text: ``flat.text[start:end]``.

    ``code`` is the part before the year (the 机关代字, or the body and 令 or 公告), empty
    where none is printed. ``canonical`` is ready for the output.
    """

    start: int
    end: int
    code: str
    year: str | None
    serial: str

    @property
    def canonical(self) -> str:
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

    Numbers of contracts, tenders, certificates, deeds and lawsuits are none.
    """
    if not any(character in flat.text for character in "号〔"):
        return ()
    numbers: list[Number] = []
    for core in _cores(flat.text):
        floor = numbers[-1].end if numbers else 0
        if core.start < floor:
            continue
        number = _with_code(flat, core, floor)
        if number is not None:
            numbers.extend(_with_next(flat.text, number))
    return tuple(numbers)


def normalise_doc_number(printed: str) -> str | None:
    """Return the canonical form of one printed number, ``None`` for what is no number.

    >>> normalise_doc_number("沪财预 [2020] 第05号"), normalise_doc_number("国务院第350号令")
    ('沪财预〔2020〕5号', '国务院令第350号')
    """
    flat = flatten(printed)
    wrapped = re.fullmatch("[（〔《](.*)[）〕》]", flat.text)
    if wrapped:
        flat = flatten(wrapped[1])
    numbers = find_numbers(flat)
    whole = len(numbers) == 1 and numbers[0].start == 0
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
    start = _code_start(flat, core.start, floor)
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


def _number(flat: Flat, core: _Core, start: int, code: str) -> Number | None:
    if pattern("no_code_end").search(code) or _numbers_no_document(flat.text, start):
        return None
    if code == "第":
        start, code = core.start, ""
    return Number(start=start, end=core.end, code=code, year=core.year, serial=core.serial)


def _order(flat: Flat, core: _Core, at: int, floor: int, *, kind: str) -> Number | None:
    """Read the bodies that stand before ``at`` as those of an order or announcement."""
    text = flat.text
    start = _bodies_start(flat, at, floor)
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
    floor = max(0, start - _LONGEST_CODE)
    if pattern("number_words").search(text, floor, start):
        return False
    return pattern("no_number_before").search(text, floor, start) is not None


def _run_start(text: str, at: int, floor: int, extra: str = _LETTERS) -> int:
    start = at
    while start > floor and ("一" <= text[start - 1] <= "龥" or text[start - 1] in extra):
        start -= 1
    return start


def _after_digit(text: str, start: int, at: int) -> int:
    # "2019年5月6日沪府发…", "等3个文件沪府发…": what counts the digits is no part of the code.
    if 0 < start < at and text[start - 1].isdigit() and text[start] in _COUNTED:
        start += 2 if text[start : start + 2] == "年度" else 1
    return start


def _code_start(flat: Flat, at: int, floor: int) -> int:
    """Return where the code before ``at`` begins; ``at`` itself where there is none."""
    text = flat.text
    start = _after_digit(text, _run_start(text, at, max(floor, at - _LONGEST_RUN)), at)
    if text.startswith("》（", start - 2) and pattern("bracketed_code").fullmatch(text, start, at):
        return start
    lead = pattern("code_lead").match(text, start, at)
    if lead and lead.end() < at:
        start = lead.end()
    elif lead:
        return at
    province = pattern("code_province").match(text, start, at)
    if province:
        return province.end()
    own = pattern("own_code").match(text, start, at)
    if own and at - start <= _LONGEST_CODE:
        return start
    for place in range(at - 2, start, -1):
        # Where every character stands apart, a blank says nothing.
        alone = place in flat.gaps and not {place - 1, place + 1} & flat.gaps
        if alone and pattern("code_start").match(text, place, at):
            return place
    glued = pattern("code_glued").fullmatch(text, start, at)
    if glued:
        return glued.start("code")
    return start if at - start <= _LONGEST_CODE else at


def _bodies_start(flat: Flat, at: int, floor: int) -> int:
    """Return where the one or several bodies of an order begin."""
    text = flat.text
    start = _run_start(text, at, max(floor, at - _LONGEST_BODIES), extra=_LETTERS + "、")
    # Of a list, only bodies: a title or a phrase before 、 is cut off.
    for piece in reversed(list(re.finditer("、", text[start:at]))):
        head = text[start : start + piece.start()]
        if not pattern("body_end").search(head):
            start += piece.end()
            break
    start = _after_digit(text, start, at)
    lead = pattern("code_lead").match(text, start, at)
    if lead and lead.end() < at:
        start = lead.end()
    return start


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
