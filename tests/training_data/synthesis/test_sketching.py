"""Sketches: invented disclosures in the forms of many departments, with their gold."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from extraction import extract
from extraction.schema import to_json
from models.evaluation import ToScore, evaluate
from training_data.synthesis.blocks import Paragraph, Table
from training_data.synthesis.make import Form, form_bytes
from training_data.synthesis.sketching import draw_sketch, read_sketch, sketch_names

_SKETCH = """% department: 某区水务局
% year: 2025
% declared: 2|30000.00|-|-
# 某区水务局2025年部门预算
@p 堤防养护
@f period_start 2025-01
@s basis
[[一、立项依据]]：《防汛条例》
第二段。
@c 防汛条例|国务院令第86号
@e
之后的话
@t
@cols 0 1 2 3
项目名称 | {name|堤防 养护} | 金额 | {annual_request=20000.00|2}
! 产出指标 | 数量指标 | 长度 | ≥3公里
! ^ | ^ | 时间 | 12月底前
@p 水质检测
项目名称 | {name|水质检测} | < | <
@/t
"""


def test_a_sketch_says_what_it_prints_and_what_is_in_it() -> None:
    sketch = read_sketch(_SKETCH)
    gold = sketch.gold
    assert (gold.department, gold.fiscal_year) == ("某区水务局", 2025)
    assert (gold.declared.project_count, gold.declared.amount) == (2, "30000.00")
    one, two = gold.projects
    (section,) = one.sections
    assert (section.kind, section.heading) == ("basis", "一、立项依据")
    assert section.text == "《防汛条例》\n第二段。"
    assert [(each.title, each.section) for each in one.citations] == [("防汛条例", "basis")]
    assert one.fields == {
        "name": "堤防养护",
        "annual_request": "20000.00",
        "period_start": "2025-01",
    }
    assert [(each.level1, each.value, each.unit) for each in one.indicators] == [
        ("产出指标", "3", "公里"),
        ("产出指标", "12月底前", None),
    ]
    assert two.fields == {"name": "水质检测"}
    assert sketch.beside == {1: 0}
    assert [each.text for each in sketch.blocks if isinstance(each, Paragraph)] == [
        "某区水务局2025年部门预算", "一、立项依据：《防汛条例》", "第二段。", "之后的话",
    ]  # fmt: skip
    (table,) = (each for each in sketch.blocks if isinstance(each, Table))
    assert [[(cell.columns, cell.rows) for cell in row] for row in table.rows][1:] == [
        [(1, 2), (1, 2), (1, 1), (1, 1)],
        [(1, 1), (1, 1)],
        [(1, 1), (3, 1)],
    ]


def test_a_line_of_no_known_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="@x: no such line"):
        read_sketch("@x y\n")


def test_held_sketches_are_others() -> None:
    assert not set(sketch_names()) & set(sketch_names(held=True))


@pytest.mark.parametrize("held", [False, True])
def test_every_citation_and_value_of_a_sketch_is_printed(held: bool) -> None:
    for name in sketch_names(held=held):
        document = draw_sketch(name, held=held, painted=False)
        printed = re.sub(r"\s", "", form_bytes(document, "html").decode())
        for project in document.gold.projects:
            for citation in project.citations:
                assert "".join((citation.title or "").split()) in printed.replace("〈", "〈"), name
            for section in project.sections:
                body = re.sub(r"\s", "", section.text)
                assert not body or body[:20] in re.sub(r"</?p>|&nbsp;", "", printed), name


@pytest.mark.parametrize(
    "form", [form for form in get_args(Form) if form not in ("xlsx", "scanned")]
)
def test_every_sketch_is_read_whole(form: Form) -> None:
    made = [draw_sketch(name, painted=form == "pdf") for name in sketch_names()]
    scored = evaluate(
        ToScore(
            f"{document.name}.{form}",
            gold=document.gold_json(),  # type: ignore[arg-type]
            prediction=to_json(extract(form_bytes(document, form))),  # type: ignore[arg-type]
        )
        for document in made
    )
    assert [
        (miss.document, miss.project, miss.field, miss.expected, miss.found)
        for miss in scored.strict_misses
    ] == []
