"""The table of issuer codes (机关代字) → who issues under each, with the documents that show it."""

from __future__ import annotations

import csv
import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from extraction.registry import CodeIssuer, IssuerCode
from service.registry.reconciling.facts import body_key
from service.registry.starter.choice import issuers_of

_OTHER = re.compile(r"([^;]+?)\((\d+)\)")
# The last character of a body's own name.
_BODY = re.compile(
    "^[一-龥（）]{2,40}(?:部|委|会|局|厅|院|府|署|办|室|组|行|社|处|中心|党校|中央|委政法|）)$"
)
_NOT_A_BODY = re.compile(
    "^(?:我|本|各|该|省|市|区|县|州|自治区)|执行|转发|印发|会同|联合|等|国务院对"
)
# Joint issuers printed without a mark between them: the lead is the first.
_JOINED = re.compile(
    "^(.*?(?:局|厅|办公室|委))(?=(?:[一-龥]{2,4}?(?:省|市|州|县|区)|国家|中国)[一-龥]{2,}(?:局|厅|行|室|委|会|府)$)"
)
_ORDER = re.compile("(?:令|公告|通告)$")
_DATA_SETS = ("github:", "songjiang_")
_SHORT = (
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
)
_LEFT_OUT = re.compile("国家|中国|中华人民共和国|人民|省|市|委员会|委|和|与|局|厅|部|办公|室|政府")


def read_issuer_codes(path: Path) -> tuple[IssuerCode, ...]:
    """Read ``issuer_codes.tsv``; codes of which no body is known are not in it."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        codes = [code for row in rows if (code := _code(row, path.name))]
    return tuple(sorted(codes, key=lambda code: code.code))


@cache
def _corrections() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("codes.toml").read_text("utf-8"))


def _code(row: dict[str, str], table: str) -> IssuerCode | None:
    code = row["code"]
    noise = {each["name"] for each in _corrections()["noise"] if each["code"] == code}
    source = row["evidence"]
    if not source.startswith(_DATA_SETS):
        source = f"{table}#{row['example_number']}"
    documents = max(int(row["n_docs_issuer_confirmed"] or 0), int(row["n_registry_docs"] or 0))
    issuers: dict[str, CodeIssuer] = {}
    lead = _lead(row["issuer"])
    if lead and lead not in noise:
        issuers[body_key(lead)] = CodeIssuer(lead, documents, source)
    for printed, count in _OTHER.findall(row["other_issuers_seen"] or ""):
        other = _other(printed.strip(), lead or "", code)
        if other and other not in noise and body_key(other) not in issuers:
            issuers[body_key(other)] = CodeIssuer(other, int(count), source)
    for each in _corrections()["added"]:
        if each["code"] == code and issuers:
            issuers[body_key(each["name"])] = CodeIssuer(
                each["name"], each["documents"], each["source"]
            )
    return IssuerCode(code, tuple(issuers.values())) if issuers else None


def _lead(printed: str) -> str | None:
    """Return the first of a code's issuers, ``None`` for what names no body."""
    bodies = issuers_of(printed)
    if not bodies or _NOT_A_BODY.search(bodies[0]):
        return None
    joined = _JOINED.match(bodies[0])
    lead = joined[1] if joined else bodies[0]
    return lead if _BODY.match(lead) else None


def _other(printed: str, lead: str, code: str) -> str | None:
    """Return another body of a code, ``None`` for a joint issue, a short name or noise.

    A joint document bears the lead's code, so a list that holds the lead is one; 省政府 or
    我委 name no body; the body of an order stands in its code.
    """
    bodies = issuers_of(printed)
    if len(bodies) != 1 or _ORDER.search(code) or _NOT_A_BODY.search(printed):
        return None
    other = bodies[0]
    if not _BODY.match(other) or _JOINED.match(other):
        return None
    mine, theirs = body_key(lead), body_key(other)
    alike = mine in theirs or theirs in mine or _skeleton(mine) == _skeleton(theirs)
    return None if alike else other


def _skeleton(name: str) -> str:
    """Return a body's name without what its short names leave out."""
    for long, short in _SHORT:
        name = name.replace(long, short)
    return _LEFT_OUT.sub("", name)
