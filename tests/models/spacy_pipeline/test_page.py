"""What docs/tokens.md shows is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.tokens.learners import FILES
from tests.models.spacy_pipeline.conftest import TEXTS
from training_data.formats import bmes

PAGE = (Path(__file__).parents[3] / "docs" / "tokens.md").read_text("utf-8")


def test_the_python_shown_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    bmes.write(TEXTS, Path("train.bmes"))
    training, using = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(training, "docs/tokens.md", "exec"), {})
    assert capsys.readouterr().out.strip() == "[('ORG', 1, 7)]"
    exec(compile(using, "docs/tokens.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("青溪区 水务局 ORG ")
    assert "青府规〔2021〕7号" in lines
    assert sum(line.startswith("(Found(start=1, end=7, label='ORG'") for line in lines) == 3


def test_the_learners_of_the_page_are_those_of_the_shelf() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| `(tokens\.\w+)` \|$", PAGE, re.MULTILINE)
    assert dict(rows) == dict(FILES)


def test_every_learner_is_in_the_table() -> None:
    compared = re.findall(r"^\| `(\w+)` \| [\d.]+ \|", PAGE, re.MULTILINE)
    assert sorted(compared) == sorted(FILES)
