"""`yiju` over the pipeline itself, on documents that are made here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from service.cli.group import run
from tests.service.analyses import write_pdf

TEXT = "湖畔区水务局2025年预算\n\n河道养护经费情况说明\n一、项目概述\n养护区内河道。\n"


def jpeg(path: Path) -> None:
    Image.new("RGB", (8, 8)).save(path, "JPEG")


def cut(path: Path) -> None:
    write_pdf(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])


@pytest.mark.parametrize(
    ("write", "code"),
    [
        (lambda path: path.write_bytes(b""), "empty"),
        (jpeg, "not_a_document"),  # a picture that is called .pdf
        (lambda path: path.write_bytes(bytes(range(256)) * 9), "not_a_document"),
        (cut, "broken"),
    ],
)
def test_what_is_no_document_ends_in_2(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], write: object, code: str
) -> None:
    assert callable(write)
    document = tmp_path / "a.pdf"
    write(document)
    assert run(["extract", str(document)]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(f"{document}: {code}\n")
    assert "Traceback" not in err


def test_a_folder_with_one_broken_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write_pdf(folder / "a.pdf")
    cut(folder / "b.pdf")
    (folder / "c.txt").write_text(TEXT, encoding="utf-8")
    assert run(["extract", str(folder), "-o", str(tmp_path / "out")]) == 0
    assert capfd.readouterr().out.startswith("read 2, projects ")
    found = {path.name: json.loads(path.read_bytes()) for path in (tmp_path / "out").iterdir()}
    assert found["a.pdf.json"]["source"]["page_count"] == 2
    assert found["b.pdf.json"]["error"]["code"] == "broken"
    assert found["c.txt.json"]["source"]["media_type"] == "text/plain"


def test_an_empty_page_is_drawn(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    document = write_pdf(tmp_path / "a.pdf")
    assert run(["show", str(document), "--page", "2", "-o", str(tmp_path / "page.png")]) == 0
    assert "line 0" in capfd.readouterr().out
