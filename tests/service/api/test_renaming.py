"""The same Disclosure under another name."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from extraction import extract
from extraction.schema import Problem, to_json
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


@pytest.mark.parametrize(
    ("read_as", "asked_as", "codes"),
    [
        ("a.pdf", "a.html", ["empty"]),
        ("a.html", "a.pdf", ["misnamed", "empty"]),
        ("a.pdf", "b.pdf", ["misnamed", "empty"]),
    ],
)
def test_an_error_page_is_called_so_by_the_name_it_comes_under(
    read_as: str, asked_as: str, codes: list[str]
) -> None:
    page = extract(b"<!DOCTYPE html><p>404 Not Found</p>", name=read_as)
    kept = replace(page, problems=(*page.problems, Problem("empty", "nothing", None)))
    compact = json.dumps(to_json(kept), ensure_ascii=False, separators=(",", ":")).encode()
    now = json.loads(renaming.renamed(compact, asked_as))
    assert [each["code"] for each in now["problems"]] == codes
    assert all(
        asked_as in each["message"] for each in now["problems"] if each["code"] == "misnamed"
    )
