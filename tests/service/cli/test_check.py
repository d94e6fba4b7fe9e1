"""`yiju check` over the pipeline itself: texts that contradict themselves and each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from extraction import extract
from service.cli.group import run
from service.store import open_store
from service.store.documents import DocumentName, record_document
from service.store.extractions import extraction_of, save_extraction

TEXT = """某市某区水务局{year}年部门预算

编报绩效目标的{year}年度项目2个，涉及预算金额120万元。

河道养护经费情况说明
一、项目概述
养护区内河道。
二、立项依据
《某市河道管理条例》（某府发〔{number}〕7号）。
五、年度预算安排
{year}年预算安排{amount}万元。
"""


def _write(folder: Path, name: str, *, year: int, amount: int, number: int = 2021) -> Path:
    path = folder / name
    path.write_text(TEXT.format(year=year, amount=amount, number=number), encoding="utf-8")
    return path


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return _write(tmp_path, "a.txt", year=2025, amount=120)


def test_findings_are_printed_with_their_numbers(
    document: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(document)]) == 0
    assert capfd.readouterr().out == (
        "a.txt  某市某区水务局  2025\n"
        "  整份文件\n"
        "    警告  申报编报绩效目标的项目2个，文中列示1个  [declared_count]\n"
        "          第33字 “2”\n"
        "\n"
        "1份文件，错误0，警告1，提示0\n"
    )


def test_the_sentences_in_english(document: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--lang", "en", str(document)]) == 0
    out = capfd.readouterr().out
    assert "warning  The declared number of projects is not the number that is shown." in out
    assert "at 33 “2”" in out


def test_nothing_found_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "b.txt"
    path.write_text("某市某区水务局2025年部门预算\n", encoding="utf-8")
    assert run(["check", str(path), "--fail-on", "info"]) == 0
    assert "没有发现问题" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("options", "code", "reason"),
    [
        ((), 0, "findings are no failure by themselves"),
        (("--fail-on", "warning"), 3, "a warning is one"),
        (("--fail-on", "error"), 0, "a warning is no error"),
        (("--fail-on", "info", "--least", "error"), 0, "what is left out is not counted"),
    ],
)
def test_exit_codes(document: Path, options: tuple[str, ...], code: int, reason: str) -> None:
    assert run(["check", str(document), *options]) == code, reason


def test_json_holds_the_evidence(document: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "json", str(document)]) == 0
    report = json.loads(capfd.readouterr().out)
    (one,) = report["documents"]
    assert (one["document"], one["fiscal_year"], report["across"]) == ("a.txt", 2025, [])
    (check,) = one["checks"]
    assert (check["rule"], check["severity"], check["project_name"]) == (
        "declared_count", "warning", None,
    )  # fmt: skip
    (evidence,) = check["evidence"]
    text = document.read_text("utf-8")
    assert text[evidence["start"] : evidence["end"]] == evidence["text"] == "2"


def test_sarif_names_rules_and_places(document: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.sarif"
    assert run(["check", "--format", "sarif", "-o", str(out), str(document)]) == 0
    (log,) = json.loads(out.read_text("utf-8"))["runs"]
    rules = {rule["id"] for rule in log["tool"]["driver"]["rules"]}
    (result,) = log["results"]
    assert result["ruleId"] in rules
    assert result["level"] == "warning"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["charOffset"], region["charLength"]) == (33, 1)


def test_a_workbook_has_a_line_a_finding(document: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert run(["check", "--format", "xlsx", "-o", str(out), str(document)]) == 0
    rows = list(load_workbook(out)["勾稽"].iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][0] == "a.txt"
    assert rows[1][3] == "警告"
    assert rows[1][7] == "declared_count"


def test_documents_are_checked_against_each_other(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _write(tmp_path, "2024.txt", year=2024, amount=20, number=2020)
    _write(tmp_path, "2025.txt", year=2025, amount=120)
    assert run(["check", "--format", "json", str(tmp_path)]) == 0
    report = json.loads(capfd.readouterr().out)
    assert [(one["rule"], one["documents"]) for one in report["across"]] == [
        ("amount_jump", ["2025.txt", "2024.txt"]),
        ("title_with_numbers_across", ["2024.txt", "2025.txt"]),
    ]


def test_what_is_read_and_what_is_not(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, "a.txt", year=2025, amount=120)
    (tmp_path / "b.pdf").write_bytes(b"")
    assert run(["check", str(tmp_path)]) == 0
    assert "b.pdf  无法读取：" in capfd.readouterr().out
    assert run(["check", str(tmp_path / "b.pdf")]) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "neither PATH nor --stored"),
        (("a.txt", "--stored"), "both PATH and --stored"),
        (("a.txt", "--format", "xlsx"), "--format xlsx without -o"),
    ],
)
def test_wrong_arguments(
    arguments: tuple[str, ...], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", *arguments]) == 64
    assert said in capfd.readouterr().err


def test_the_documents_of_the_store(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    address = str(tmp_path / "store.db")
    with open_store(address) as store, store.write() as connection:
        for year, amount in ((2024, 20), (2025, 120)):
            path = _write(tmp_path, f"{year}.txt", year=year, amount=amount)
            disclosure = extract(path)
            place = DocumentName(disclosure.source.sha256, str(path), path.name, 3)
            record_document(connection, place)
            save_extraction(
                connection, extraction_of(disclosure, pipeline_version="v1", seconds=0.1)
            )
    assert run(["check", "--stored", "--store", address, "--format", "json"]) == 0
    report = json.loads(capfd.readouterr().out)
    assert {one["document"] for one in report["documents"]} == {"2024.txt", "2025.txt"}
    assert [(one["rule"], one["documents"]) for one in report["across"]] == [
        ("amount_jump", ["2025.txt", "2024.txt"])
    ]
