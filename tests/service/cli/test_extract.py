"""`yiju extract` end to end, over real reading processes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from tests.service.cli.ended import Yiju


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one broken document and one that takes for ever."""
    folder = tmp_path / "in"
    words = {
        "a.pdf": "rich",
        "b.PDF": "broken",
        "c.txt": "loop",
        "sub/a.pdf": "rich",
        "notes.md": "not a document",
    }
    for name, word in words.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(word)
    return folder


def plant(folder: Path, name: str, word: str) -> Path:
    path = folder / name
    path.write_text(word)
    return path


def test_a_file_is_printed_as_json(yiju: Yiju, tmp_path: Path) -> None:
    ended = yiju("extract", plant(tmp_path, "河道.pdf", "rich"))
    assert (ended.code, ended.err) == (0, "")
    disclosure = json.loads(ended.out)
    assert disclosure["source"]["name"] == "河道.pdf"
    assert "河道养护" in ended.out  # not escaped
    assert ended.out.startswith('{\n  "schema_version"')


def test_a_file_as_one_line(yiju: Yiju, tmp_path: Path) -> None:
    ended = yiju("extract", plant(tmp_path, "a.pdf", "rich"), "--format", "jsonl")
    assert ended.out.count("\n") == 1
    assert json.loads(ended.out)["fiscal_year"] == 2025


def test_the_reader_reaches_the_pipeline(yiju: Yiju, tmp_path: Path) -> None:
    ended = yiju("extract", plant(tmp_path, "a.pdf", "plain"), "--reader", "pdfminer")
    assert json.loads(ended.out)["source"]["reader"] == "pdfminer"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("broken", ("broken", "a torn page", "a whole one", "Get another.")),
        ("loop", ("limit_exceeded", "YIJU_PARSE_TIMEOUT_SECONDS")),
        ("killed", ("worker_lost", "SIGKILL")),
        ("fault", ("internal_error", "ZeroDivisionError")),
    ],
)
@pytest.mark.parametrize("with_out", [False, True])
def test_a_file_that_cannot_be_read_ends_in_2_and_says_why(
    yiju: Yiju, tmp_path: Path, word: str, said: tuple[str, ...], with_out: bool
) -> None:
    out = tmp_path / "out"
    options = ("-o", out) if with_out else ()
    ended = yiju("extract", plant(tmp_path, "a.pdf", word), *options)
    assert ended.code == 2
    assert ended.out == ""
    assert [part for part in said if part not in ended.err] == []
    assert "Traceback" not in ended.err
    if with_out:
        error = json.loads((out / "a.pdf.json").read_bytes())["error"]
        assert error["code"] == said[0]
        assert error.keys() == {"code", "message", "hint"}


def test_a_file_that_is_not_there_ends_in_2(yiju: Yiju, tmp_path: Path) -> None:
    ended = yiju("extract", tmp_path / "absent.pdf")
    assert ended.code == 2
    assert "absent.pdf" in ended.err


@pytest.mark.parametrize(("out", "file"), [("b.json", "b.json"), ("b", "b/a.pdf.json")])
def test_a_file_goes_where_it_is_told(yiju: Yiju, tmp_path: Path, out: str, file: str) -> None:
    ended = yiju("extract", plant(tmp_path, "a.pdf", "rich"), "-o", tmp_path / out)
    assert (ended.code, ended.out) == (0, "")
    assert json.loads((tmp_path / file).read_bytes())["fiscal_year"] == 2025


def test_a_folder_is_read_whole_whatever_single_documents_do(
    yiju: Yiju, tmp_path: Path, folder: Path
) -> None:
    out = tmp_path / "out"
    ended = yiju("extract", folder, "-o", out)
    assert ended.code == 0
    assert ended.out == "read 2, projects 2, problems 2, errors 2, skipped 1\n"
    assert "notes.md" in ended.err
    assert "b.PDF: broken: a torn page" in ended.err
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert files == {"a.pdf.json", "b.PDF.json", "c.txt.json", "sub/a.pdf.json"}
    assert json.loads((out / "sub/a.pdf.json").read_bytes())["source"]["name"] == "sub/a.pdf"
    assert json.loads((out / "b.PDF.json").read_bytes()) == {
        "error": {
            "code": "broken",
            "message": "a torn page; expected a whole one",
            "hint": "Get another.",
        }
    }
    assert json.loads((out / "c.txt.json").read_bytes())["error"]["code"] == "limit_exceeded"


def test_several_files_are_read_like_a_folder(yiju: Yiju, tmp_path: Path, folder: Path) -> None:
    out = tmp_path / "out"
    ended = yiju("extract", folder / "a.pdf", folder / "b.PDF", tmp_path / "absent.pdf", "-o", out)
    assert ended.code == 0
    assert ended.out == "read 1, projects 1, problems 1, errors 2\n"
    assert sorted(path.name for path in out.iterdir()) == [
        "a.pdf.json",
        "absent.pdf.json",
        "b.PDF.json",
    ]


def test_files_of_one_name_do_not_overwrite_each_other(
    yiju: Yiju, tmp_path: Path, folder: Path
) -> None:
    out = tmp_path / "out"
    yiju("extract", folder / "a.pdf", folder / "sub" / "a.pdf", "-o", out)
    assert (out / "a.pdf.json").is_file()
    assert (out / "sub" / "a.pdf.json").is_file()


def test_a_folder_as_one_workbook_drops_nothing(yiju: Yiju, tmp_path: Path, folder: Path) -> None:
    ended = yiju("extract", folder, "-o", tmp_path / "all.xlsx", "--format", "xlsx")
    assert ended.code == 0
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    rows = {name: list(book[name].values)[1:] for name in book.sheetnames}
    assert [row[0] for row in rows["项目"]] == ["a.pdf", "sub/a.pdf"]
    assert [row[0] for row in rows["文档"]] == ["a.pdf", "b.PDF", "c.txt", "sub/a.pdf"]
    errors = [row[0] for row in rows["问题"] if row[1] == "error"]
    assert errors == ["b.PDF", "c.txt"]


def test_a_folder_as_tables(yiju: Yiju, tmp_path: Path, folder: Path) -> None:
    out = tmp_path / "tables"
    assert yiju("extract", folder, "-o", out, "--format", "csv").code == 0
    with (out / "documents.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["错误代码"] for row in rows] == ["", "broken", "limit_exceeded", ""]


def test_a_folder_as_lines(yiju: Yiju, tmp_path: Path, folder: Path) -> None:
    assert yiju("extract", folder, "-o", tmp_path / "out", "--format", "jsonl").code == 0
    lines = (tmp_path / "out" / "disclosures.jsonl").read_text(encoding="utf-8").splitlines()
    assert ["error" in json.loads(line) for line in lines] == [False, True, True, False]


def test_a_folder_without_documents_says_so(yiju: Yiju, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    ended = yiju("extract", empty, "-o", tmp_path / "out")
    assert (ended.code, ended.out) == (0, "read 0, projects 0, problems 0, errors 0\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("{in}",), "-o"),  # a folder has nowhere to go
        (("{in}/a.pdf", "{in}/sub/a.pdf"), "-o"),
        (("{in}/a.pdf", "--format", "xlsx"), "-o"),  # a table is not printed
        (("{in}", "-o", "{in}/out.json"), "a folder"),  # one file for many documents
        (("{in}/a.pdf", "--format", "yaml"), "yaml"),
        (("{in}/a.pdf", "--reader", "other"), "other"),
        ((), "PATH"),
    ],
)
def test_wrong_use_ends_in_64(
    yiju: Yiju, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    ended = yiju("extract", *(argument.replace("{in}", str(folder)) for argument in arguments))
    assert ended.code == 64
    assert said in ended.err
    assert ended.out == ""


def test_unknown_settings_end_in_64(
    yiju: Yiju, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YIJU_PARSE_TIMEOUT", "5")
    ended = yiju("extract", folder / "a.pdf")
    assert ended.code == 64
    assert "YIJU_PARSE_TIMEOUT" in ended.err


def test_output_that_cannot_be_written_ends_in_1(yiju: Yiju, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").write_text("x")
    ended = yiju("extract", folder, "-o", tmp_path / "file" / "out")
    assert ended.code == 1
    assert "file" in ended.err
    assert "Traceback" not in ended.err
