"""A form's one cell with both dates."""

from __future__ import annotations

import pytest

from extraction.forms import read_form_fields
from tests.extraction.forms.tables import MadeRow, ruled_rows, text_rows


@pytest.mark.parametrize(
    ("label", "printed", "start", "end", "reason"),
    [
        ("项目起止时间", "2025-01-01至2025-12-31", "2025-01-01", "2025-12-31", "two days"),
        ("项目期限", "2025年3月—2025年11月", "2025-03", "2025-11", "two months"),
        ("实施期限", "2024.01-2026.12", "2024-01", "2026-12", "over years"),
        ("起止年限", "2025年", "2025", "2025", "a whole year"),
        ("项目周期", "一年", None, None, "a length alone is no date"),
        ("项目周期", "", None, None, "nothing printed"),
        ("工期说明", "2025-01-01至2025-12-31", None, None, "no label of a period"),
    ],
)
def test_both_dates_of_one_cell(
    label: str, printed: str, start: str | None, end: str | None, reason: str
) -> None:
    rows: list[MadeRow] = [
        ["项目名称", ("河道养护", 3)],
        ["主管部门", "某区水务局", label, printed],
    ]
    text, made = ruled_rows(rows)
    plain = "".join(
        "\t".join(c if isinstance(c, str) else c[0] for c in row) + "\n" for row in rows
    )
    for read in (read_form_fields(text, made), read_form_fields(plain, text_rows(plain))):
        dates = [read[name].value if name in read else None for name in ("start_date", "end_date")]
        assert dates == [start, end], reason
        assert read["supervising_department"].value == "某区水务局"


def test_each_date_has_its_own_span() -> None:
    text, made = ruled_rows([["项目名称", "河道养护"], ["起止时间：2025年1月至12月"]])
    fields = read_form_fields(text, made)
    spans = {name: text[value.start : value.end] for name, value in fields.items()}
    assert spans == {"name": "河道养护", "start_date": "2025年1月", "end_date": "12月"}


def test_dates_with_labels_of_their_own_count_first() -> None:
    text, made = ruled_rows(
        [["计划开始日期", "2025-02-01", "项目期限", "2025-01-01至2025-12-31"]],
    )
    fields = read_form_fields(text, made)
    assert {name: value.value for name, value in fields.items()} == {"start_date": "2025-02-01"}


def test_the_next_label_is_no_period() -> None:
    text, made = ruled_rows([["项目期限", "", "年度目标（2025年1月-2025年12月）", "养护河道"]])
    fields = read_form_fields(text, made)
    assert fields.keys() & {"start_date", "end_date"} == set()
