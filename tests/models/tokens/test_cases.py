"""Sentences with labelled citations as material."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from extraction.errors import UsageError
from models.tokens.cases import read_cases

_Row = tuple[str, list[dict[str, object]], dict[str, str]]
_ROWS: tuple[_Row, ...] = (
    (
        "根据市水务局《青溪河道办法（2020版）》（青府规 〔2021〕7号），2024年执行。",
        [{"title_span": [7, 20], "doc_span": [22, 34], "issuer": "市水务局"}],
        {"source": "one"},
    ),
    ("按工作要求开展。", [], {"source": "two"}),
)


def _file(folder: Path, rows: Sequence[_Row] = _ROWS) -> Path:
    path = folder / "cases.tsv"
    lines = ["\t".join((text, json.dumps(cited), json.dumps(about))) for text, cited, about in rows]
    path.write_text("# sentence\tcitations\telse\n" + "\n".join(lines) + "\n", "utf-8")
    return path


def test_what_is_read(tmp_path: Path) -> None:
    text = _ROWS[0][0]
    title, number = text.index("青溪河道"), text.index("青府规")
    rows: list[_Row] = [
        (
            text,
            [
                {
                    "title_span": [title, title + len("青溪河道办法（2020版）")],
                    "doc_span": [number, number + len("青府规 〔2021〕7号")],
                    "issuer": "市水务局",
                }
            ],
            {"source": "one"},
        ),
        _ROWS[1],
    ]
    first, second = read_cases(_file(tmp_path, rows))
    assert (first.issuer, second.issuer, first.origin) == ("one", "two", "real")
    (example,) = first.examples
    flat = example.passage.text
    assert [(one.label, flat[one.start : one.end]) for one in example.spans] == [
        ("ISSUER", "市水务局"),
        ("TITLE", "青溪河道办法"),
        ("VERSION", "2020版"),
        ("DOC_NUMBER", "青府规〔2021〕7号"),
        ("DATE", "2024年"),
    ]
    assert second.examples[0].spans == ()


def test_a_torn_line_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, ())
    path.write_text("一句\t[{\t{}\n", "utf-8")
    with pytest.raises(UsageError) as caught:
        read_cases(path)
    assert caught.value.code == "bad_labels"
    assert "line 1" in caught.value.found
