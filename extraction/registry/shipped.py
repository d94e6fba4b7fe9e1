"""The starter registry that ships with the project: facts, each with its source."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files

from extraction.registry.regulations import IssuerCode, Work
from extraction.registry.works_json import read_codes, read_works


def shipped_works() -> Iterator[Work]:
    """Read the works of the starter registry, in the order of their ids."""
    return read_works(_lines("works.jsonl"))


def shipped_codes() -> Iterator[IssuerCode]:
    """Read its issuer codes."""
    return read_codes(_lines("issuer_codes.jsonl"))


def shipped_redirects() -> Mapping[str, str]:
    """Return the ids that its source gave to one work twice: second id → the work's id."""
    rows = (json.loads(line) for line in _lines("redirects.jsonl"))
    return {row["old"]: row["work"] for row in rows}


def _lines(name: str) -> list[bytes]:
    return files("extraction.registry").joinpath("starter", name).read_bytes().splitlines()
