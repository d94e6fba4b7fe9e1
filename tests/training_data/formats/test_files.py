from __future__ import annotations

from pathlib import Path

import pytest

from extraction.errors import UsageError
from training_data.formats.files import as_line, read_lines, read_objects, write_lines


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("甲\u2028\u0085\r\n乙".encode())
    assert [(str(place), line) for place, line in read_lines(path)] == [
        ("a.txt:1", "甲\u2028\u0085\r"),
        ("a.txt:2", "乙"),
    ]


@pytest.mark.parametrize(
    ("content", "said", "reason"),
    [
        (b'{"text": "a"}\n{"te', "a.jsonl:2: no JSON", "a row cut short"),
        (b"{}\n\n[1, 2]\n", "a.jsonl:3: a row that is no JSON object", "empty lines are counted"),
        (
            b'{}\n{"text": "\xff"}',
            "a.jsonl:2: bytes that are no UTF-8 (byte 10)",
            "another encoding",
        ),
        (b"[" * 100_000, "a.jsonl:1: no JSON", "nested deeper than Python can"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, content: bytes, said: str, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        list(read_objects(path))
    assert (caught.value.code, said in caught.value.found) == ("bad_label_file", True), reason


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}\n')
    assert [row for _, row in read_objects(path)] == [{"a": 1}]


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_path_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        list(read_lines(tmp_path / name))
    assert caught.value.code == "no_such_file"


def test_a_torn_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")

    def lines() -> list[str]:
        return ["new", "\ud840"]

    with pytest.raises(UnicodeEncodeError):
        write_lines(lines(), path)
    assert [found.name for found in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text(encoding="utf-8") == "old"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write_lines(["a"], tmp_path / "no" / "a.txt")
    assert caught.value.code == "not_written"


def test_json_keeps_chinese_and_escapes_only_torn_characters() -> None:
    assert as_line({"甲": "\n"}) == '{"甲": "\\n"}'
    assert as_line({"甲": "\ud840"}) == '{"\\u7532": "\\ud840"}'
