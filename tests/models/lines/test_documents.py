"""Documents with gold → layouts whose narrative lines have roles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extraction.errors import UsageError
from extraction.layout import lay_out_text
from models.lines.documents import gold_layouts, label_layout
from models.lines.printed import lines_of, roles_fit

_TEXT = """滨江区水务局2031年部门预算
河道养护项目经费情况说明
一、项目概述
河道养护是为民办的实事，
全区共有河道九十条。
二、立项依据：根据《甲办法》。
第三部分 名词解释
"""
_GOLD = {
    "department": "滨江区水务局",
    "projects": [
        {
            "name": "河道养护项目",
            "sections": [
                {
                    "kind": "overview",
                    "heading": "一、项目概述",
                    "text": "河道养护是为民办的实事，全区共有河道九十条。",
                },
                {"kind": "basis", "heading": "二、立项依据", "text": "根据《甲办法》。"},
            ],
        }
    ],
}


def test_the_lines_of_narratives_have_roles_and_others_are_left_out() -> None:
    layout = lay_out_text(_TEXT, is_label=lambda _: False, opens_table=lambda _: False)
    found = label_layout(layout, _GOLD, name="a.txt")
    assert found is not None
    assert roles_fit(found)
    shown = [found.layout.text[line.start : line.end] for line in lines_of(found.layout)]
    assert list(zip(shown, found.roles, strict=True)) == [
        ("河道养护项目经费情况说明", "project_heading"),
        ("一、项目概述", "heading_overview"),
        ("河道养护是为民办的实事，", "body"),
        ("全区共有河道九十条。", "body"),
        ("二、立项依据：根据《甲办法》。", "heading_basis"),
    ]
    assert found.document.issuer == "滨江区水务局"
    assert found.document.written


def test_gold_of_another_document_gives_nothing() -> None:
    layout = lay_out_text("别的文字", is_label=lambda _: False, opens_table=lambda _: False)
    assert label_layout(layout, _GOLD, name="a.txt") is None


def test_a_folder_is_read_document_by_document(tmp_path: Path) -> None:
    (tmp_path / "a.gold.json").write_text(json.dumps(_GOLD), "utf-8")
    (tmp_path / "a.txt").write_text(_TEXT, "utf-8")
    (tmp_path / "lonely.gold.json").write_text(json.dumps(_GOLD), "utf-8")
    assert [found.document.name for found in gold_layouts(tmp_path)] == ["a.txt"]


@pytest.mark.parametrize(
    ("gold", "code", "said"),
    [
        ("{", "bad_label_file", "a.gold.json"),
        ("[]", "bad_label_file", "a.gold.json"),
        (
            json.dumps({"projects": [{"sections": [{"kind": "preface", "heading": "前言"}]}]}),
            "bad_labels",
            "'preface'",
        ),
    ],
)
def test_gold_that_does_not_fit_is_named(tmp_path: Path, gold: str, code: str, said: str) -> None:
    (tmp_path / "a.gold.json").write_text(gold, "utf-8")
    (tmp_path / "a.txt").write_text(_TEXT, "utf-8")
    with pytest.raises(UsageError, match=said) as refused:
        list(gold_layouts(tmp_path))
    assert refused.value.code == code
