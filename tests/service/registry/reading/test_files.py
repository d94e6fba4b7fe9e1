"""Registry files of every kind and encoding → rows."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from extraction.errors import RegistryError
from extraction.registry import Work, work_to_json
from service.registry.reading.decoding import LONGEST_LINE
from service.registry.reading.files import FileRow, read_registry_file
from service.registry.reading.row_records import BadRow, RegistryRow, RepeatedRow
from tests.service.registry.invented import work

_HEADINGS = ["序号", "法规名称", "发文字号", "发布机关", "公布日期", "时效性"]
_ROW = ["1", "云州市绿地养护办法", "云园〔2018〕3号", "云州市园林局", "2018年3月1日", "有效"]
_SECOND = ["2", "云州市献血条例", "", "", "2020-05-01", "现行有效"]


def _csv(*rows: list[str], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _read(path: Path, content: bytes | str) -> list[FileRow]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_registry_file(path))


def _works(rows: list[FileRow]) -> list[Work]:
    return [row.work for row in rows if isinstance(row, RegistryRow)]


def _bad(rows: list[FileRow]) -> list[tuple[int, str]]:
    return [(row.number, row.code) for row in rows if isinstance(row, BadRow)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    rows = _read(tmp_path / "表.csv", _csv(_HEADINGS, _ROW, _SECOND).encode(encoding))
    assert [row.number for row in rows if isinstance(row, RegistryRow)] == [2, 3]
    first, second = _works(rows)
    assert first.title == "云州市绿地养护办法"
    assert first.issuers == ("云州市园林局",)
    assert first.versions[0].doc_number == "云园〔2018〕3号"
    assert first.versions[0].date_issued == "2018-03-01"
    assert second.versions[0].status == "in_force"
    assert first.source == "file:表.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_json_lines_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    lines = [
        json.dumps({"标题": "云州市绿地养护办法", "文号": "云园〔2018〕3号"}, ensure_ascii=False),
        "",
        json.dumps(
            {"title": "云州市献血条例", "issuer": "某会", "level": None}, ensure_ascii=False
        ),
    ]
    rows = _read(tmp_path / "a.jsonl", "\n".join(lines).encode(encoding))
    assert [made.title for made in _works(rows)] == ["云州市绿地养护办法", "云州市献血条例"]
    assert _bad(rows) == []


def test_a_file_that_changes_its_encoding_is_read_line_by_line(tmp_path: Path) -> None:
    parts = [
        _csv(_HEADINGS, _ROW).encode("utf-8-sig"),
        _csv(_SECOND).encode("gb18030"),
        "3,坏".encode() + b"\xff\xfe\xff,,,,\r\n",
        _csv(["4", "云州市路灯办法", "", "", "", ""]).encode(),
    ]
    rows = _read(tmp_path / "a.csv", b"".join(parts))
    assert [made.title for made in _works(rows)] == [
        "云州市绿地养护办法",
        "云州市献血条例",
        "云州市路灯办法",
    ]
    assert _bad(rows) == [(4, "bad_encoding")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    rows = _read(tmp_path / "a.txt", _csv(_HEADINGS, _ROW, delimiter=delimiter))
    assert _works(rows)[0].versions[0].doc_number == "云园〔2018〕3号"


def test_headings_may_stand_below_the_name_of_the_table(tmp_path: Path) -> None:
    rows = _read(tmp_path / "a.csv", _csv(["云州市制度汇编"], [], _HEADINGS, _ROW))
    assert [(row.number, row.work.title) for row in rows if isinstance(row, RegistryRow)] == [
        (4, "云州市绿地养护办法")
    ]


def test_a_cell_may_hold_line_ends_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    noted = [*_ROW[:3], "云州市园林局\n云州市财政局", *_ROW[4:]]
    rows = _read(tmp_path / "a.csv", _csv(_HEADINGS, noted, [*_SECOND[:4], "某日", ""]))
    assert _works(rows)[0].issuers == ("云州市园林局", "云州市财政局")
    assert _bad(rows) == [(4, "bad_date")], "the row begins in the fourth line"


def test_a_quotation_mark_that_is_never_closed_is_reported(tmp_path: Path) -> None:
    broken = '1,"云州市绿地养护办法,,,,\r\n' + _csv(*[_SECOND] * 60)
    rows = _read(tmp_path / "a.csv", _csv(_HEADINGS) + broken)
    assert _bad(rows) == [(2, "bad_cells")]


def test_bad_rows_do_not_stop_the_good_ones(tmp_path: Path) -> None:
    lines = [
        '{"title": "云州市绿地养护办法"}',
        "{broken",
        "[1, 2]",
        '{"title": "云州市献血条例", "date_issued": "2022-13-01"}',
        '{"title": true}',
        '{"doc_number": "云园〔2018〕3号"}',
        '{"title": "云州市路灯办法"}',
    ]
    rows = _read(tmp_path / "a.jsonl", "\n".join(lines))
    assert len(_works(rows)) == 2
    assert _bad(rows) == [
        (2, "bad_json"),
        (3, "bad_json"),
        (4, "bad_date"),
        (5, "bad_json"),
        (6, "no_title"),
    ]


def test_deep_json_is_a_bad_row(tmp_path: Path) -> None:
    rows = _read(tmp_path / "a.jsonl", "[" * 100_000 + '\n{"title": "云州市路灯办法"}')
    assert _bad(rows) == [(1, "bad_json")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "姓名,项目名称\n甲,乙\n"),
        ("a.jsonl", '{"姓名": "甲", "项目名称": "乙"}\n'),
        ("a.csv", ""),
    ],
)
def test_a_file_without_a_title_is_refused_with_its_headings(
    tmp_path: Path, name: str, content: str
) -> None:
    with pytest.raises(RegistryError) as raised:
        _read(tmp_path / name, content)
    assert raised.value.code == "wrong_columns"
    assert "法规名称" in raised.value.expected
    if content:
        assert "项目名称" in raised.value.found


def test_a_line_of_the_longest_length_is_read_and_a_longer_one_reported(tmp_path: Path) -> None:
    short = '{"title": "云州市路灯办法", "note": "%s"}\n'
    room = LONGEST_LINE - len((short % "").encode())
    content = short % ("x" * room) + short % ("x" * (room + 1)) + short % ""
    rows = _read(tmp_path / "a.jsonl", content)
    assert [row.number for row in rows if isinstance(row, RegistryRow)] == [1, 3]
    assert _bad(rows) == [(2, "too_long")]


def test_an_id_that_is_repeated(tmp_path: Path) -> None:
    lines = [
        '{"id": "yz.1", "title": "云州市绿地养护办法"}',
        '{"id": "yz.1", "title": "《云州市绿地养护办法》"}',
        '{"id": "yz.1", "title": "云州市献血条例"}',
        '{"title": "云州市路灯办法"}',
        '{"title": "云州市路灯办法"}',
    ]
    rows = _read(tmp_path / "a.jsonl", "\n".join(lines))
    assert [row.number for row in rows if isinstance(row, RegistryRow)] == [1, 4, 5]
    assert [row.number for row in rows if isinstance(row, RepeatedRow)] == [2]
    assert _bad(rows) == [(3, "duplicate_id")]


def test_an_export_is_read_back(tmp_path: Path) -> None:
    made = work("云州市绿地养护办法", "云园〔2018〕3号", key="rabc", issuers=["云州市园林局"])
    rows = _read(tmp_path / "a.jsonl", json.dumps(work_to_json(made), ensure_ascii=False))
    assert rows == [RegistryRow(1, made, "rabc")]


def _workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = Workbook()
    for at, rows in enumerate(sheets):
        sheet = book.worksheets[0] if at == 0 else book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_with_days_and_several_sheets(tmp_path: Path) -> None:
    path = _workbook(
        tmp_path / "a.xlsx",
        [["说明"], ["本表由园林局填报"]],
        [
            ["制度目录"],
            ["标题", "文号", "公布日期", "施行日期", "废止日期"],
            ["云州市绿地养护办法", "云园〔2018〕3号", datetime(2018, 3, 1), 43_221, None],
            [None, None, None, None, None],
            ["云州市路灯办法", None, date(2020, 1, 2), "2020/2/1", "无"],
            ["云州市献血条例", None, 20_210_305, 2022, "某日"],
        ],
        [["文件名称"], ["云州市公园办法"]],
    )
    rows = list(read_registry_file(path))
    dated = [
        (
            row.number,
            row.work.title,
            *((each.date_issued, each.date_effective) for each in row.work.versions),
        )
        for row in rows
        if isinstance(row, RegistryRow)
    ]
    assert dated == [
        (3, "云州市绿地养护办法", ("2018-03-01", "2018-05-01")),
        (5, "云州市路灯办法", ("2020-01-02", "2020-02-01")),
        (2, "云州市公园办法"),
    ]
    assert _bad(rows) == [(6, "bad_date")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"no workbook", "unreadable_file"),
        ("a.xlsx", b"PK\x03\x04 cut short", "unreadable_file"),
        ("a.pdf", b"%PDF", "unreadable_file"),
        ("a.csv", b"\xff\xfe\x00", "unreadable_file"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    with pytest.raises(RegistryError) as raised:
        _read(tmp_path / name, content)
    assert raised.value.code == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for name in ("none.csv", "none.xlsx", "none.jsonl"):
        with pytest.raises(RegistryError) as raised:
            list(read_registry_file(tmp_path / name))
        assert raised.value.code == "unreadable_file"


def test_a_workbook_that_unpacks_too_far_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _workbook(tmp_path / "a.xlsx", [["标题"], ["云州市路灯办法"]])
    monkeypatch.setattr("service.registry.reading.tables.MOST_UNPACKED_BYTES", 100)
    with pytest.raises(RegistryError) as raised:
        list(read_registry_file(path))
    assert raised.value.code == "unreadable_file"


def test_a_workbook_without_a_title_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as raised:
        list(read_registry_file(_workbook(tmp_path / "a.xlsx", [["姓名"], ["甲"]])))
    assert raised.value.code == "wrong_columns"


def test_a_file_of_too_many_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.registry.reading.files.MOST_ROWS", 2)
    path = tmp_path / "a.csv"
    assert len(_read(path, "标题\n云州市路灯办法\n云州市公园办法\n")) == 2
    with pytest.raises(RegistryError) as raised:
        _read(path, "标题\n云州市路灯办法\n云州市公园办法\n云州市河道办法\n")
    assert raised.value.code == "unreadable_file"


_DAMAGE = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6)


@settings(max_examples=60)
@given(damage=_DAMAGE, name=st.sampled_from(["a.csv", "a.jsonl", "a.xlsx"]))
def test_a_damaged_file_gives_rows_or_a_registry_error(
    damage: list[tuple[int, int]], name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("damaged") / name
    if name == "a.xlsx":
        _workbook(path, [["标题", "文号"], ["云州市路灯办法", "云园〔2018〕3号"]])
    elif name == "a.csv":
        path.write_text(_csv(_HEADINGS, _ROW, _SECOND), encoding="utf-8")
    else:
        path.write_text('{"title": "云州市路灯办法", "versions": ["2018"]}\n' * 3, encoding="utf-8")
    content = bytearray(path.read_bytes())
    for at, byte in damage:
        content[at % len(content)] = byte
    try:
        rows = _read(path, bytes(content))
    except RegistryError:
        return
    assert all(isinstance(row, RegistryRow | BadRow | RepeatedRow) for row in rows)
