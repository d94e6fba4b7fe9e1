"""The same Disclosure under another name."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from extraction.schema import to_json
from service.api import renaming
from tests.service.disclosures import as_json, rich_disclosure

RICH = rich_disclosure()


@pytest.mark.parametrize("name", ["乙.pdf", 'a"b\\c', "", "\n", "x" * 300])
def test_only_the_name_changes(name: str) -> None:
    compact = json.dumps(to_json(RICH), ensure_ascii=False, separators=(",", ":")).encode()
    assert compact.startswith(renaming._HEAD)
    expected = to_json(replace(RICH, source=replace(RICH.source, name=name)))
    for written in (compact, as_json(RICH)):  # as the service writes it, and with blanks
        assert json.loads(renaming.renamed(written, name)) == json.loads(json.dumps(expected))
