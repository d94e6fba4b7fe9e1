"""`yiju evaluate` end to end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extraction.schema import to_json
from tests.service.cli.ended import Yiju
from tests.service.disclosures import rich_disclosure


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Gold of a document that is read right, and of one that cannot be read."""
    folder = tmp_path / "gold"
    folder.mkdir()
    record: Any = to_json(rich_disclosure())
    write(folder / "a.gold.json", {key: record[key] for key in ("department", "projects")})
    (folder / "a.pdf").write_text("rich")
    write(folder / "b.gold.json", {"department": "山前区水务局", "projects": []})
    (folder / "b.txt").write_text("broken")
    return folder


def write(path: Path, record: object) -> None:
    path.write_text(json.dumps(record), encoding="utf-8")


def test_table_and_misses(yiju: Yiju, gold: Path) -> None:
    ended = yiju("evaluate", gold)
    assert ended.code == 0
    assert "b.txt: broken" in ended.err
    lines = ended.out.splitlines()
    department = next(line for line in lines if line.startswith("document"))
    shares = ["1.0000", "0.5000", "0.6667"]
    assert department.split() == ["document", "1", "0", "1", *shares, *shares]
    assert "  b.txt: 0 / 0 / 0, not read, F1 strict 0.0000 soft 0.0000" in lines
    assert lines[lines.index("misses (strict): 1") + 1 :] == [
        "b.txt: document.department",
        "    expected: 山前区水务局",
        "    found:    null",
    ]


def test_report_has_everything(yiju: Yiju, gold: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert yiju("evaluate", gold, "--json", report, "--exclude", "b.*").code == 0
    said = json.loads(report.read_bytes())
    assert said["overall"]["strict"]["f1"] == 1.0
    assert said["groups"]["citation"]["soft"]["true_positive"] == 1
    assert [document["document"] for document in said["documents"]] == ["a.pdf"]
    assert said["misses"] == {"strict": [], "soft": []}


def test_stored_predictions_are_scored_without_reading(
    yiju: Yiju, gold: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    prediction: Any = to_json(rich_disclosure())
    prediction["projects"][0]["fields"]["total_funding"]["value"] = "9.00"
    write(out / "a.pdf.json", prediction)
    write(out / "b.txt.json", {"error": {"code": "broken", "message": "torn", "hint": "Get it."}})
    ended = yiju("evaluate", gold, "--predictions", out, "--level", "soft")
    assert ended.code == 0
    assert "b.txt: an error" in ended.err
    assert "misses (soft): 2" in ended.out
    assert "a.pdf, page 1, project 1 河道养护: form_field.total_funding" in ended.out
    assert "    expected: 1234567.50\n    found:    9.00" in ended.out


def test_a_prediction_that_is_missing_is_said(yiju: Yiju, gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    write(out / "a.pdf.json", to_json(rich_disclosure()))
    ended = yiju("evaluate", gold, "--predictions", out)
    assert "b.txt: no prediction" in ended.err


def test_a_folder_without_gold_ends_in_64(yiju: Yiju, tmp_path: Path) -> None:
    ended = yiju("evaluate", tmp_path)
    assert ended.code == 64
    assert "gold.json" in ended.err
