"""The key by which two printed document numbers (发文字号) are one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from extraction.citations import normalise_doc_number
from extraction.registry.names import alternation, names
from extraction.values.numerals import parse_numeral

_CODE = r"[^〔〕\[\]【】［］（）()〈〉《》第\d\s]+"
_CANONICAL = re.compile(
    rf"(?P<code>{_CODE}(?:\d+{_CODE})*(?:（[一二三四五六七八九十]+届）)?)"
    r"(?:〔(?P<year>\d{4})〕)?(?P<di>第?)(?P<serial>\d+)号",
    re.ASCII,
)
_LEADING_ZEROS = re.compile(r"(?<![\d.])0+(?=\d+号)", re.ASCII)
_DIGIT = re.compile(r"\d", re.ASCII)
_CHINESE_SERIAL = re.compile("第?([〇零一二三四五六七八九十百千]+)号$")
_CHINESE_YEAR = re.compile("(?<=[〔\\[【(])[一二][〇零○一二三四五六七八九]{3}(?=年?[〕\\]】)])")
# What a sentence adds after the number: 银发〔2014〕344号文印发.
_ADDED = re.compile("(?<=号)(?:文件?)?(?:印发|发布|公布)$")
_KIND_TWICE = re.compile("(?<=令)(.+号)令$|(?<=公告)(.+号)公告$")
_ORDER = re.compile("(?P<bodies>.+?)(?P<kind>令|公告|通告)(?P<session>（.+届）)?")
_BLANKS = re.compile(r"[\s、]+")
_REPUBLIC = "中华人民共和国"
# One count through all years, so that a year printed beside it says nothing.
_COUNTED_ON = frozenset({"国务院令"})
_KEPT = 65_536
_LEAST_NAME = 4  # characters of a body's name that is known inside a joint issue


class NumberKey(NamedTuple):
    """A number's parts: ``code`` with one name for a body of many names, year and serial."""

    code: str
    year: str
    serial: str

    @property
    def text(self) -> str:
        return f"{self.code}|{self.year}|{self.serial}"


def number_parts(printed: str) -> NumberKey | None:
    """Return the parts of a printed number, ``None`` for what is no number.

    >>> number_parts("中华人民共和国国务院令 第350号")
    NumberKey(code='国务院令', year='', serial='350')
    """
    plain = _BLANKS.sub("", printed)
    found = _CANONICAL.fullmatch(plain)
    if found is None or (not found["year"] and _DIGIT.search(found["code"])):
        canonical = normalise_doc_number(_plainer(plain))
        found = _CANONICAL.fullmatch(canonical) if canonical else None
    if found is None:
        return None
    code = _code(found["code"])
    if not found["year"] and not found["di"] and _ORDER.fullmatch(code) is None:
        return None  # 3号 of anything
    if code in _NOBODYS:
        return None
    year = "" if code in _COUNTED_ON else found["year"] or ""
    return NumberKey(code, year, found["serial"].lstrip("0") or "0")


def number_key(printed: str) -> str | None:
    """Return the key that all printed forms of one number share, ``None`` for no number.

    Brackets, blanks, widths, 第, leading zeros and Chinese numerals make no difference, nor
    中华人民共和国 before a body, nor the two names of one body.

    >>> number_key("沪财预 [2020] 第05号") == number_key("沪财预〔2020〕5号")
    True
    """
    parts = number_parts(printed)
    return None if parts is None else parts.text


def printed_number(key: str) -> str:
    """Return a key as a number is printed.

    >>> printed_number("国务院令||350"), printed_number("沪财预|2020|5")
    ('国务院令第350号', '沪财预〔2020〕5号')
    """
    code, year, serial = key.split("|")
    di = "第" if _ORDER.fullmatch(code) else ""
    return f"{code}{f'〔{year}〕' if year else ''}{di}{serial}号"


# 令第5号: an order of a body that is not named.
_NOBODYS = frozenset({"令", "公告", "通告"})


def _plainer(printed: str) -> str:
    """Undo what the finder of numbers leaves to others: widths, marks, numerals, 文印发."""
    plain = unicodedata.normalize("NFKC", printed).replace("《", "").replace("》", "")
    plain = _LEADING_ZEROS.sub("", _ADDED.sub("", plain))
    plain = _KIND_TWICE.sub(lambda found: found[1] or found[2], plain)
    plain = _CHINESE_YEAR.sub(lambda found: str(parse_numeral(found[0])), plain)
    found = _CHINESE_SERIAL.search(plain)
    serial = parse_numeral(found[1]) if found else None
    return plain if found is None or serial is None else f"{plain[: found.start()]}第{serial}号"


@lru_cache(maxsize=_KEPT)
def _code(printed: str) -> str:
    order = _ORDER.fullmatch(printed)
    if order is None:
        return printed
    plain = order["bodies"]
    bodies = names().bodies
    if plain not in bodies:
        plain = _joint().sub(lambda found: bodies[found[0]], plain.replace(_REPUBLIC, ""))
        if plain.endswith("政府") and not plain.endswith("人民政府"):
            plain = f"{plain[:-2]}人民政府"
    return f"{bodies.get(plain, plain)}{order['kind']}{order['session'] or ''}"


@cache
def _joint() -> re.Pattern[str]:
    """Any known body's name inside the names of a joint issue, the longest first."""
    return re.compile(alternation([name for name in names().bodies if len(name) >= _LEAST_NAME]))
