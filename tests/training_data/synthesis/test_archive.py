from __future__ import annotations

import json
from pathlib import Path

import pytest

from extraction import extract
from extraction.errors import DocumentError
from training_data.synthesis.__main__ import main
from training_data.synthesis.archive import BREAKAGES, break_pdf, write_archive
from training_data.synthesis.make import synthesise

WHOLE = synthesise(1, layout="forms_only").pdf


def test_shares_of_an_archive(tmp_path: Path) -> None:
    made = write_archive(
        tmp_path / "a", seeds=range(20), broken=0.1, scanned=0.05, layouts=["forms_only"]
    )
    assert (len(made.paths), len(made.broken), len(made.scanned)) == (20, 2, 1)
    facts = json.loads((tmp_path / "a" / "archive.json").read_text("utf-8"))
    assert {name for name, kind in facts.items() if kind == "broken"} == made.broken
    assert {path.relative_to(tmp_path / "a").as_posix() for path in made.paths} == set(facts)
    (name,) = made.scanned
    scanned = extract(tmp_path / "a" / name).problems
    assert {each.code for each in scanned} & {"needs_ocr", "read_by_ocr"}
    again = write_archive(
        tmp_path / "b", seeds=range(20), broken=0.1, scanned=0.05, layouts=["forms_only"]
    )
    pairs = zip(made.paths, again.paths, strict=True)
    assert all(one.read_bytes() == other.read_bytes() for one, other in pairs)


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_broken_documents_cannot_be_read_as_disclosures(breakage: str) -> None:
    data = break_pdf(WHOLE, breakage, seed=3)
    try:
        found = extract(data, name="broken.pdf")
    except DocumentError:
        return
    # a web page is text, and text without projects is an answer
    assert found.projects == ()


def test_what_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="shares"):
        write_archive(tmp_path, seeds=[1], broken=0.6, scanned=0.6)
    with pytest.raises(ValueError, match="unknown breakage"):
        break_pdf(WHOLE, "eaten by a dog", seed=1)
    with pytest.raises(SystemExit):
        main([str(tmp_path), "--broken", "2"])
    assert "shares" in capsys.readouterr().err


def test_the_command(tmp_path: Path) -> None:
    arguments = [str(tmp_path), "--archive", "--count", "2", "--broken", "0.5"]
    assert main([*arguments, "--layout", "forms_only"]) == 0
    assert len(list(tmp_path.rglob("*.pdf"))) == 2
