"""`yiju cite`: lines in, citations with links out."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from extraction.schema import Citation
from service.store import open_store
from service.store.works import insert_works
from tests.service.cli.ended import Yiju
from tests.service.command import ROOT
from tests.service.registry.invented import work

LINE = "依据《中华人民共和国预算法》第四条和云水〔2020〕1号开展工作。"
KEYS = [*Citation.__dataclass_fields__]


@pytest.fixture(autouse=True)
def no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's own store out of it: there is none."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("YIJU_STORE", raising=False)


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    path = tmp_path / "own.db"
    with open_store(str(path)) as store, store.write() as connection:
        insert_works(
            connection,
            [
                work(
                    "云州市河道条例",
                    "云水〔2020〕1号",
                    key="raaaaaaaaaaaa",
                    place="云州市",
                    issued="2020-05-01",
                ),
                work("上海市松江区河道办法", key="rbbbbbbbbbbbb", place="上海市松江区"),
            ],
        )
    return path


def plant(tmp_path: Path, content: str | bytes, name: str = "lines.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def answers(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_each_line_is_answered_with_one_line(yiju: Yiju, tmp_path: Path) -> None:
    ended = yiju("cite", plant(tmp_path, f"{LINE}\n\n没有引用。\n{LINE}"))
    assert (ended.code, ended.err) == (0, "")
    first, blank, none, last = answers(ended.out)
    assert [*first] == ["text", "citations"]
    assert first == last
    assert (blank, none) == ({"text": "", "citations": []}, {"text": "没有引用。", "citations": []})
    law, number = first["citations"]
    assert [*law] == KEYS
    assert (law["title"], law["article"], law["section"], law["page"]) == (
        "中华人民共和国预算法",
        "第四条",
        None,
        None,
    )
    assert LINE[law["start"] : law["end"]] == law["text"]
    assert law["link"]["status"] == "linked"
    assert [*law["link"]] == ["status", "regulation_id", "score", "candidates", "why"]
    assert (number["doc_number"], number["link"]["status"]) == ("云水〔2020〕1号", "unknown")
    assert "预算法" in ended.out  # not escaped
    assert not (tmp_path / "data").exists()


def test_links_go_into_the_store_that_is_named(
    yiju: Yiju, tmp_path: Path, store_path: Path
) -> None:
    ended = yiju("cite", plant(tmp_path, LINE), "--store", store_path)
    law, number = answers(ended.out)[0]["citations"]
    assert law["link"]["status"] == "unknown"
    assert [each["regulation_id"] for each in number["link"]["candidates"]] == ["raaaaaaaaaaaa"]


def test_the_place_and_the_date_are_the_context(
    yiju: Yiju, tmp_path: Path, store_path: Path
) -> None:
    lines = plant(tmp_path, "依据《本区河道办法》。依据《云州市河道条例》（云水〔2020〕1号）。")

    def links(*options: str) -> list[Any]:
        ended = yiju("cite", lines, "--store", store_path, *options)
        assert ended.code == 0
        return [each["link"] for each in answers(ended.out)[0]["citations"]]

    assert links("--place", "上海市松江区水务局")[0]["regulation_id"] == "rbbbbbbbbbbbb"
    assert links()[0]["status"] != "linked"
    assert "尚未" in links("--date", "2019")[1]["why"]
    assert "尚未" not in links("--date", "2021-01")[1]["why"]


def test_a_short_name_holds_to_the_end_of_its_line(yiju: Yiju, tmp_path: Path) -> None:
    text = "依据《中华人民共和国预算法》（以下简称《本法》）。《本法》第五条。\n《本法》第六条。\n"
    first, second = answers(yiju("cite", plant(tmp_path, text)).out)
    assert first["citations"][0]["link"]["status"] == "linked"
    for citation in second["citations"]:
        assert citation["link"]["status"] != "linked"


SHORT = [
    (
        "根据《上海市禁毒条例》（以下简称《条例》），按照《条例》第五条",
        [("上海市禁毒条例", None), ("条例", "第五条")],
        "what is defined is used, with its article",
    ),
    (
        "按照《条例》第二条。根据《上海市禁毒条例》（下称“条例”），“条例”第五条和《通知》第三条",
        [("上海市禁毒条例", None), ("条例", "第五条")],
        "not before its definition, and not what nobody defined",
    ),
    (
        "《上海市禁毒条例》（以下简称“禁毒条例”）、《禁毒条例》第一条",
        [("上海市禁毒条例", None), ("禁毒条例", "第一条")],
        "what is found as a title is not found twice",
    ),
    (
        "《上海市禁毒条例》（简称《条例》）、《条例》第一条和《中华人民共和国预算法》第四条",
        [("上海市禁毒条例", None), ("条例", "第一条"), ("中华人民共和国预算法", "第四条")],
        "in the order of the text",
    ),
    (
        "填写《绿地认养申请表》（以下简称《申请表》），《申请表》一式两份",
        [],
        "no document",
    ),
]


@pytest.mark.parametrize(("text", "cited", "reason"), SHORT)
def test_short_names_are_resolved(
    yiju: Yiju,
    tmp_path: Path,
    text: str,
    cited: list[tuple[str, str | None]],
    reason: str,
) -> None:
    (answer,) = answers(yiju("cite", plant(tmp_path, text)).out)
    found = answer["citations"]
    assert [(each["title"], each["article"]) for each in found] == cited, reason
    for each in found:
        assert text[each["start"] : each["end"]] == each["text"]
    for each in found[1:2]:
        assert each["link"]["regulation_id"] == found[0]["link"]["regulation_id"]
        assert each["link"]["why"].startswith("文内简称，指《上海市禁毒条例》：")


def test_a_short_name_for_several_documents_is_ambiguous(yiju: Yiju, tmp_path: Path) -> None:
    text = "依据《上海市禁毒条例》和《中华人民共和国预算法》（以下统称《两法》），按《两法》办理。"
    (answer,) = answers(yiju("cite", plant(tmp_path, text)).out)
    first, second, both = answer["citations"]
    assert (both["title"], both["by"], both["link"]["status"]) == (
        "两法",
        "short_name",
        "ambiguous",
    )
    meant = {first["link"]["regulation_id"], second["link"]["regulation_id"]}
    assert {each["regulation_id"] for each in both["link"]["candidates"]} == meant


@pytest.mark.parametrize("place", ["火星", "松江", "市水务局"])
def test_a_place_that_is_none_is_refused(yiju: Yiju, tmp_path: Path, place: str) -> None:
    ended = yiju("cite", plant(tmp_path, LINE), "--place", place)
    assert (ended.code, ended.out) == (64, "")
    assert f"--place {place}" in ended.err


@pytest.mark.parametrize("place", ["", "上海", "浦东新区", "上海市松江区水务局"])
def test_a_place_is_read(yiju: Yiju, tmp_path: Path, place: str) -> None:
    assert yiju("cite", plant(tmp_path, LINE), "--place", place).code == 0


JSON_LINES: list[dict[str, object]] = [
    {"text": LINE, "id": 7},
    {"id": 8, "text": "甲\n依据《中华人民共和国预算法》。"},
    {"text": ""},
]


def test_json_lines_are_seen_by_themselves(yiju: Yiju, tmp_path: Path) -> None:
    content = "\n" + "\n".join(json.dumps(each, ensure_ascii=False) for each in JSON_LINES)
    found = answers(yiju("cite", plant(tmp_path, content)).out)
    assert [each["text"] for each in found] == ["", *(each["text"] for each in JSON_LINES)]
    assert [len(each["citations"]) for each in found] == [0, 2, 1, 0]


def test_the_form_can_be_said(yiju: Yiju, tmp_path: Path) -> None:
    line = json.dumps({"text": LINE}, ensure_ascii=False)
    as_text = answers(yiju("cite", plant(tmp_path, line), "--format", "text").out)
    assert as_text[0]["text"] == line
    # text that begins with a bracket is text
    assert answers(yiju("cite", plant(tmp_path, "{《预算法》")).out)[0]["text"] == "{《预算法》"


BAD = [
    ('{"text": "甲"}\n{"text": 1}', 2, "text"),
    ('{"text": "甲"}\n["甲"]', 2, "list"),
    ('{"text": "甲"}\n{"title": "甲"}', 2, "text"),
    ('{"text": "甲"}\n甲', 2, "JSON"),
    ('{"text": "甲"}\n' + "[" * 100_000, 2, "JSON"),
    ('{"text": "甲"}\n{"text": "' + "甲" * 400_000 + '"}', 2, "million"),
]


@pytest.mark.parametrize(("content", "line", "said"), BAD)
def test_a_bad_line_ends_the_run_and_says_where(
    yiju: Yiju, tmp_path: Path, content: str, line: int, said: str
) -> None:
    ended = yiju("cite", plant(tmp_path, content))
    assert ended.code == 64
    assert f"line {line}" in ended.err
    assert said in ended.err
    assert len(answers(ended.out)) == line - 1  # what was right before it


@pytest.mark.parametrize(("content", "line", "said"), BAD)
def test_bad_lines_can_be_passed_over(
    yiju: Yiju, tmp_path: Path, content: str, line: int, said: str
) -> None:
    ended = yiju("cite", plant(tmp_path, content + '\n{"text": "乙"}\n'), "--skip-bad")
    assert (ended.code, ended.err) == (0, "")
    found = answers(ended.out)
    assert len(found) == line + 1
    assert found[line - 1]["error"].keys() == {"code", "message", "hint"}
    assert found[line - 1]["error"]["code"] == "bad_line"
    assert f"line {line}" in found[line - 1]["error"]["message"]
    assert found[line] == {"text": "乙", "citations": []}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_seen(yiju: Yiju, tmp_path: Path, encoding: str) -> None:
    found = answers(yiju("cite", plant(tmp_path, f"{LINE}\r\n乙\r\n".encode(encoding))).out)
    assert [each["text"] for each in found] == [LINE, "乙"]


def test_half_a_surrogate_pair_is_escaped(yiju: Yiju, tmp_path: Path) -> None:
    ended = yiju("cite", plant(tmp_path, '{"text": "甲\\ud800《预算法》"}'))
    assert ended.code == 0
    assert answers(ended.out)[0]["text"] == "甲\ud800《预算法》"


@pytest.mark.parametrize(
    ("name", "content", "options", "code", "said"),
    [
        ("a.pdf", "%PDF-1.7 …", (), 2, "yiju extract"),
        ("absent.txt", None, (), 64, "absent.txt"),
        ("a.txt", LINE, ("--date", "yesterday"), 64, "yesterday"),
        ("a.txt", LINE, ("--date", "2025-02-30"), 64, "2025-02-30"),
        ("a.txt", LINE, ("--format", "xml"), 64, "xml"),
        ("a.txt", LINE, ("--store", "mysql://h/d"), 1, "store_address"),
        ("a.txt", LINE, ("--store", "/no/such/folder/a.db"), 1, "store_unreachable"),
        ("a.txt", b"\xff\xff\xff\n", (), 64, "line 1"),
    ],
)
def test_wrong_use(
    yiju: Yiju,
    tmp_path: Path,
    name: str,
    content: str | bytes | None,
    options: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    path = tmp_path / name
    if content is not None:
        plant(tmp_path, content, name)
    ended = yiju("cite", path, *options)
    assert ended.code == code
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_nothing_is_answered_with_nothing(yiju: Yiju, tmp_path: Path) -> None:
    ended = yiju("cite", plant(tmp_path, ""))
    assert (ended.code, ended.out) == (0, "")


class Stdin:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def test_standard_input_is_utf_8(yiju: Yiju, monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"\xef\xbb\xbf" + LINE.encode() + b"\n" + "乙".encode("gb18030") + b"\n"
    monkeypatch.setattr("sys.stdin", Stdin(content))
    ended = yiju("cite", "-")
    assert (ended.code, answers(ended.out)[0]["text"]) == (64, LINE)
    assert "line 2" in ended.err
    monkeypatch.setattr("sys.stdin", Stdin(content))
    ended = yiju("cite", "-", "--skip-bad")
    assert [*answers(ended.out)[1]] == ["error"]


def test_a_pipe_may_be_named_like_a_file(yiju: Yiju, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(LINE,), kwargs={"encoding": "utf-8"})
    writer.start()
    ended = yiju("cite", pipe)
    writer.join()
    assert answers(ended.out)[0]["text"] == LINE


def test_a_program_can_ask_line_by_line(tmp_path: Path) -> None:
    code = "from service.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "cite", "-"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for question in (LINE, "", LINE):
            process.stdin.write(f"{question}\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["text"] == question
        process.stdin.close()
        assert process.stdout.read() == ""
    assert process.returncode == 0
