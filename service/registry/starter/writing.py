"""The starter registry → the files that ship."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from extraction.registry import work_to_json
from extraction.registry.works_json import code_to_json
from service.registry.starter.building import Starter

WORKS = "works.jsonl"
CODES = "issuer_codes.jsonl"
REDIRECTS = "redirects.jsonl"


def write_starter(starter: Starter, folder: Path) -> None:
    """Write ``works.jsonl``, ``issuer_codes.jsonl`` and ``redirects.jsonl`` into a folder."""
    _write(folder / WORKS, map(work_to_json, starter.works))
    _write(folder / CODES, map(code_to_json, starter.codes))
    redirects = ({"old": old, "work": work} for old, work in starter.redirects.items())
    _write(folder / REDIRECTS, redirects)


def _write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
