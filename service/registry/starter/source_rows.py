"""The rows of the material that the starter registry is made from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from extraction.citations import normalise_doc_number, normalise_title

_CITED = re.compile(r"citation\(n=(\d+)\)")
_FILE_DATE = re.compile(r"\((\d{4}-\d\d-\d\d)\)\.md$")
_OPEN_END = re.compile("(?:[（(]特?急[）)]?|[〈《【（(〔﹙]+)$")
_NUMBER_BEFORE = re.compile(r"^[^〈]*〔\d{4}〕第?\d+号—+")
_CLOSES = {"〉": "〈", "》": "《", "）": "（", ")": "(", "”": "“", "〕": "〔", "】": "【"}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of ``regulations.jsonl``.

    cited      in how many citing texts title and number were read together, 0 for a row that
               is from a data set
    headed     the dates in the head of the text: passing, promulgation, effect, amendments
    file_date  the date in the source's file name, that of the newest version
    """

    id: str
    title: str
    source: str
    level: str
    issuer: str | None
    doc_number: str | None
    date_issued: str | None
    date_effective: str | None
    status: str | None
    region: str | None
    note: str | None
    aliases: tuple[str, ...]
    headed: tuple[str, ...]
    evidence: str
    cited: int
    file_date: str | None


def read_source_rows(path: Path) -> Iterator[SourceRow]:
    """Read ``regulations.jsonl``, titles in the form of the output contract."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield _row(json.loads(line))


def is_balanced(title: str) -> bool:
    """Say whether every bracket of a title is opened and closed in order."""
    open_ones: list[str] = []
    for character in title:
        if character in _CLOSES.values():
            open_ones.append(character)
        elif character in _CLOSES and (not open_ones or open_ones.pop() != _CLOSES[character]):
            return False
    return not open_ones


def _row(data: dict[str, object]) -> SourceRow:
    def text(key: str) -> str | None:
        value = data.get(key)
        return value.strip() or None if isinstance(value, str) else None

    evidence, source = text("evidence") or "", text("source") or ""
    cited = _CITED.fullmatch(evidence)
    found = _FILE_DATE.search(source)
    aliases = tuple(map(_title, cast("list[str]", data.get("title_aliases") or [])))
    title = _title(text("title") or "")
    number = text("doc_number")
    if not is_balanced(title):
        # Another name that was kept whole stands for a title that was cut.
        title = next((alias for alias in aliases if is_balanced(alias)), title)
    return SourceRow(
        id=text("id") or "",
        title=title,
        source=source,
        level=text("level") or "",
        issuer=text("issuer"),
        doc_number=number and (normalise_doc_number(number) or number),
        date_issued=text("date_issued"),
        date_effective=text("date_effective"),
        status=text("status"),
        region=text("region"),
        note=text("note"),
        aliases=tuple(alias for alias in aliases if alias != title and is_balanced(alias)),
        headed=tuple(cast("list[str]", data.get("versions") or [])),
        evidence=evidence,
        cited=int(cited[1]) if cited else 0,
        file_date=found[1] if found else None,
    )


def _title(printed: str) -> str:
    title = _OPEN_END.sub("", normalise_title(printed))
    without = _NUMBER_BEFORE.sub("", title)
    return normalise_title(without) if without != title else title
