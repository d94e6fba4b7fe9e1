"""Which source rows the starter registry takes, and for what reason others stay out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extraction.registry import number_key
from service.registry.starter.source_rows import SourceRow, is_balanced

_LAW_LEVELS = frozenset({"法律", "行政法规", "司法解释", "部门规章"})
# The central bank lists its own rules: there a rule without a number is one all the same.
_RULE_LIST = "angelala00/pbc_regulations"
_MIRROR = "LawRefBook/Laws"
_BOND_APPROVALS = "发改企业债券"
_CODE = re.compile("^(.*?)(?:〔|第)")
_YEAR = re.compile(r"〔(\d{4})〕")
_NDRC_REPLY = re.compile("^(?:发改|计).*〔")
_REPLY = re.compile("(?:批复|复函|的函)$")
_MARKS = re.compile(r"[、，,;；\s]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """All of ``choice.toml``, compiled."""

    left_out: Mapping[str, re.Pattern[str]]
    bodies: re.Pattern[str]
    codes: frozenset[str]


@cache
def choice() -> Choice:
    """Load ``choice.toml``."""
    data = tomllib.loads(files(__package__).joinpath("choice.toml").read_text("utf-8"))
    bodies = sorted(data["national"]["bodies"], key=len, reverse=True)
    return Choice(
        left_out={row["name"]: re.compile(row["pattern"]) for row in data["left_out"]},
        bodies=re.compile("|".join(map(re.escape, bodies))),
        codes=frozenset(data["national"]["codes"]),
    )


def code_of(doc_number: str | None) -> str | None:
    """Return the issuer code of a number in normal form."""
    found = _CODE.match(doc_number) if doc_number else None
    return found[1] if found else None


def year_of(doc_number: str | None) -> str | None:
    """Return the year that a number carries, ``None`` for none."""
    found = _YEAR.search(doc_number) if doc_number else None
    return found[1] if found else None


def issuers_of(printed: str | None) -> tuple[str, ...]:
    """Return the issuers of a row, joint issuers apart, the lead first."""
    issuers: list[str] = []
    for piece in _MARKS.split(printed or ""):
        if not piece:
            continue
        bodies = choice().bodies.findall(piece)
        issuers += bodies if "".join(bodies) == piece else [piece]
    return tuple(dict.fromkeys(issuers))


def is_national(row: SourceRow) -> bool:
    """Say whether a row is a national body's, by its issuers or else by its code."""
    issuers = issuers_of(row.issuer)
    if not issuers:
        return row.level in _LAW_LEVELS or code_of(row.doc_number) in choice().codes
    return all(choice().bodies.fullmatch(issuer) for issuer in issuers)


def is_shanghai(row: SourceRow) -> bool:
    """Say whether a row is Shanghai's."""
    return (
        row.region == "上海"
        or "Shanghai-Gov-Docs-Index" in row.source
        or row.source.startswith("songjiang_")
    )


def reason_to_leave_out(row: SourceRow, numbers: Mapping[str, int]) -> str | None:
    """Say why a row stays out of the starter registry, ``None`` for one that is taken.

    ``numbers`` counts the rows of each number.
    """
    if row.evidence == "excerpt":
        return "excerpt"
    if row.cited == 1 and numbers.get(row.doc_number or "", 0) < 2:
        return "cited_once"
    if not is_national(row) and not is_shanghai(row):
        return "other_place"
    if _MIRROR in row.source:
        return "mirror"  # its few Shanghai rows are older names or misprints without a status
    code = code_of(row.doc_number) or ""
    if code == _BOND_APPROVALS:
        return "single_approval"
    is_law = row.level in _LAW_LEVELS or row.level in ("地方性法规", "地方政府规章")
    if not row.doc_number and not is_law and _RULE_LIST not in row.source:
        return "no_number"
    if not is_balanced(row.title):
        return "cut_short"
    key = number_key(row.doc_number) if row.doc_number else None
    for name, pattern in choice().left_out.items():
        # An announcement without a title is cited by its number, which is its title then.
        if pattern.search(row.title) and not (key and key == number_key(row.title)):
            return name
    if _NDRC_REPLY.match(row.doc_number or "") and _REPLY.search(row.title):
        return "single_approval"
    return "years_apart" if _years_apart(row) else None


def _years_apart(row: SourceRow) -> bool:
    # A list's date is that of the web page, which may be of the next January; such a date
    # is dropped later. A longer distance is an error in the number or a forged copy.
    year = year_of(row.doc_number)
    if year is None or row.date_issued is None or row.headed:
        return False
    return int(row.date_issued[:4]) - int(year) not in (0, 1)
