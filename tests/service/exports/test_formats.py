"""Where each format is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extraction.errors import EmptyDocument, UsageError
from service.exports import FORMATS, Document, open_export
from service.exports.formats import Format
from tests.service.disclosures import as_json, rich_disclosure

READ = Document("sub/a.pdf", as_json(rich_disclosure()))
UNREAD = Document("b.txt", EmptyDocument(found="no bytes", expected="a file", hint="Get it again."))
ERROR = {"code": "empty", "message": "no bytes; expected a file", "hint": "Get it again."}


def written(kind: Format, out: Path, *, several: bool = True) -> list[str]:
    export = open_export(kind, out, several=several)
    export.add(READ)
    export.add(UNREAD)
    export.close()
    return sorted(
        p.relative_to(out.parent).as_posix() for p in out.parent.rglob("*") if p.is_file()
    )


@pytest.mark.parametrize(
    ("kind", "out", "files"),
    [
        ("json", "out", ["out/b.txt.json", "out/sub/a.pdf.json"]),
        ("jsonl", "out", ["out/disclosures.jsonl"]),
        ("jsonl", "all.jsonl", ["all.jsonl"]),
        ("xlsx", "out", ["out/disclosures.xlsx"]),
        ("xlsx", "all.XLSX", ["all.XLSX"]),
        (
            "csv",
            "out",
            [
                f"out/{n}.csv"
                for n in (
                    "checks",
                    "citations",
                    "documents",
                    "indicators",
                    "problems",
                    "projects",
                )
            ],
        ),
    ],
)
def test_files(tmp_path: Path, kind: Format, out: str, files: list[str]) -> None:
    assert written(kind, tmp_path / out) == files


def test_json_of_one_document_may_be_a_file(tmp_path: Path) -> None:
    export = open_export("json", tmp_path / "a.json", several=False)
    export.add(READ)
    export.close()
    assert json.loads((tmp_path / "a.json").read_bytes()) == json.loads(READ.answer)  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "out"), [("json", "a.json"), ("csv", "a.csv"), ("csv", "there")])
def test_a_file_for_several_files_is_refused(tmp_path: Path, kind: Format, out: str) -> None:
    (tmp_path / "there").write_text("x")
    with pytest.raises(UsageError, match="a folder"):
        open_export(kind, tmp_path / out, several=True)


def test_json_files_hold_the_disclosure_or_the_error(tmp_path: Path) -> None:
    written("json", tmp_path / "out")
    assert json.loads((tmp_path / "out/sub/a.pdf.json").read_bytes())["fiscal_year"] == 2025
    assert json.loads((tmp_path / "out/b.txt.json").read_bytes()) == {"error": ERROR}


def test_json_lines_hold_one_document_each(tmp_path: Path) -> None:
    written("jsonl", tmp_path / "all.jsonl")
    read, unread = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(read)["source"]["name"] == "湖畔区水务局.pdf"
    assert json.loads(unread) == {"document": "b.txt", "error": ERROR}


@pytest.mark.parametrize("kind", FORMATS)
def test_an_abandoned_export_leaves_no_half_file(tmp_path: Path, kind: Format) -> None:
    out = tmp_path / "out"
    export = open_export(kind, out, several=True)
    export.add(UNREAD)
    export.abandon()
    left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    # each JSON file was whole when it was written; the others are one file for all
    assert left == (["b.txt.json"] if kind == "json" else [])


@pytest.mark.parametrize("kind", FORMATS)
def test_an_older_file_stands_until_the_new_one_is_whole(tmp_path: Path, kind: Format) -> None:
    out = tmp_path / "out"
    first = written(kind, out)
    export = open_export(kind, out, several=True)
    assert all((tmp_path / name).stat().st_size for name in first)
    export.add(READ)
    export.close()
    assert not list(tmp_path.rglob("*.part"))
