"""What the two READMEs show is what the program gives; what they link to is there."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from extraction import extract, to_json
from extraction.registry import Catalogue, Linker, shipped_codes, shipped_works
from models.links import released_ranker

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
)


@cache
def _example() -> object:
    linker = Linker(Catalogue(shipped_works(), shipped_codes()), ranker=released_ranker())
    return to_json(extract(ROOT / "docs" / "example.pdf", open_linker=lambda: linker))


def _blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def _absent(shown: object, real: object, place: str = "$") -> list[str]:
    """Return the places of ``shown`` that ``real`` does not have; lists may leave items out."""
    if isinstance(shown, dict) and isinstance(real, dict):
        return [
            fault
            for key, value in shown.items()
            for fault in _absent(value, real.get(key, "absent"), f"{place}.{key}")
        ]
    if isinstance(shown, list) and isinstance(real, list) and shown and isinstance(shown[0], dict):
        return [
            f"{place}[{number}]"
            for number, item in enumerate(shown)
            if all(_absent(item, other) for other in real)
        ]
    return [] if shown == real else [f"{place}: {shown!r} is {real!r}"]


@pytest.mark.parametrize("name", READMES)
def test_the_json_shown_is_a_part_of_the_real_one(name: str) -> None:
    (shown,) = _blocks(name, "json")
    assert _absent(json.loads(shown), _example()) == []


def test_a_wrong_value_would_be_seen() -> None:
    real = {"a": [{"b": 1, "c": 2}], "d": 3}
    assert _absent({"a": [{"b": 1}], "d": 3}, real) == []
    assert _absent({"a": [{"b": 2}]}, real) == ["$.a[0]"]
    assert _absent({"e": 3}, real) == ["$.e: 3 is 'absent'"]


@pytest.mark.parametrize("name", READMES)
def test_the_python_shown_runs(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = _blocks(name, "python")
    monkeypatch.chdir(ROOT)
    exec(compile(code, name, "exec"), {})
    assert capsys.readouterr().out.splitlines()[0] == "业务培训费 1877014.00"


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_files(name: str) -> None:
    page = ROOT / name
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_picture_is_small_enough_to_keep() -> None:
    assert (ROOT / "docs" / "page.png").stat().st_size < 200_000
