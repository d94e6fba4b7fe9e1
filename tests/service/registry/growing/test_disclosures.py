"""What `yiju registry grow` reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extraction.errors import YijuError
from extraction.schema import Disclosure
from service.registry.growing.disclosures import find_sources, read_disclosures
from service.settings import Settings
from tests.service.disclosures import as_json, rich_disclosure
from tests.service.parsing.pipelines import OBEDIENT


@pytest.fixture(autouse=True)
def obedient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.assembly.PLACE", OBEDIENT)


def read(*paths: Path) -> dict[str, Disclosure | YijuError]:
    return dict(read_disclosures(find_sources(paths), Settings(worker_count=1)))


def code(outcome: Disclosure | YijuError) -> str:
    assert isinstance(outcome, YijuError)
    return outcome.code


def test_documents_and_outputs_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("rich")
    (tmp_path / "b.txt.json").write_bytes(as_json(rich_disclosure("b.txt")))
    (tmp_path / "c.jsonl").write_bytes(as_json(rich_disclosure("c.txt")) + b"\n\n")
    (tmp_path / "notes.md").write_text("none")
    sources = find_sources([tmp_path])
    assert (len(sources), sources.skipped) == (3, ("notes.md",))
    found = read(tmp_path)
    assert set(found) == {"a.txt", "b.txt.json", "c.jsonl:1"}
    assert found["c.jsonl:1"] == rich_disclosure("c.txt")
    assert isinstance(found["a.txt"], Disclosure)


def test_a_document_with_its_output_is_read_once_and_gold_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("rich")
    (tmp_path / "a.txt.json").write_bytes(as_json(rich_disclosure("a.txt")))
    (tmp_path / "a.gold.json").write_bytes(as_json(rich_disclosure("gold")))
    assert set(read(tmp_path)) == {"a.txt.json"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "line 1"),
        (b"[]", "an object for Disclosure"),
        (b"{}", "Disclosure"),
        (b"\xff", "decode"),
        (b"[" * 100_000, "recursion"),
        (json.dumps({"error": {"code": "broken"}}).encode(), "broken"),
    ],
)
def test_what_is_no_disclosure_is_an_error_of_its_own(
    tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "a.json").write_bytes(content)
    (tmp_path / "b.json").write_bytes(as_json(rich_disclosure("b")))
    found = read(tmp_path)
    outcome = found["a.json"]
    assert code(outcome) == "not_a_disclosure"
    assert said in str(outcome)
    assert isinstance(found["b.json"], Disclosure)


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    found = read(tmp_path / "a.json", tmp_path / "b.txt")
    assert code(found["a.json"]) == "no_such_file"
    assert isinstance(found["b.txt"], YijuError)


def test_a_broken_document_is_its_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("broken")
    assert code(read(tmp_path)["a.txt"]) == "broken"


def test_no_paths_are_no_documents() -> None:
    assert read() == {}
