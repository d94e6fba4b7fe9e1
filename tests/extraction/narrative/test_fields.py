"""A narrative's fields."""

import pytest

from extraction.narrative import read_fields
from extraction.narrative.field_rules import FieldRule, field_rules, labelled_spans
from tests.extraction.narrative.departments import WIDTHS, Case
from tests.extraction.narrative.layouts import sections_of


@pytest.mark.parametrize(("case", "width"), WIDTHS, ids=[f"{c.reason}, {w}" for c, w in WIDTHS])
def test_other_departments(case: Case, width: int | None) -> None:
    text, sections = sections_of(case.lines, width=width)
    fields = read_fields(text, sections, fiscal_year=case.year)
    assert {name: value.value for name, value in fields.items()} == case.fields
    for value in fields.values():
        assert text[value.start : value.end] == value.text
        assert value.method == "rule"
        assert value.page == 1
        assert value.confidence == field_rules()[value.by].confidence


@pytest.mark.parametrize("rule", field_rules().values(), ids=lambda rule: rule.name)
def test_every_rule_has_its_example(rule: FieldRule) -> None:
    text, sections = sections_of(rule.example)
    value = read_fields(text, sections, fiscal_year=2025)[rule.field]
    assert (value.by, value.value) == (rule.name, rule.value)
    text, sections = sections_of(rule.counter_example)
    other = read_fields(text, sections, fiscal_year=2025).get(rule.field)
    assert other is None or other.by != rule.name


def test_a_value_cut_by_a_line_end_keeps_the_documents_text() -> None:
    text, sections = sections_of("六、年度预算安排\n预算1234.50万元。", width=8)
    value = read_fields(text, sections, fiscal_year=2025)["narrative_budget"]
    assert value.text == "1234.5\n0万元"
    assert value.value == "12345000.00"


def test_digits_that_print_sets_apart_are_one_number() -> None:
    words = "项目总投资2 3 , 5 6 0 , 0 0 0 . 0 0 元，2 0 2 5 年度安排预算 8 万 元。"
    text, sections = sections_of(f"六、年度预算安排\n{words}")
    fields = read_fields(text, sections, fiscal_year=2025)
    assert fields["narrative_total"].value == "23560000.00"
    assert fields["narrative_total"].text == "2 3 , 5 6 0 , 0 0 0 . 0 0 元"
    assert fields["narrative_budget"].value == "80000.00"
    assert fields["narrative_budget"].text == "8 万 元"


def test_numbers_beside_each_other_stay_two() -> None:
    text, sections = sections_of("六、年度预算安排\n办班2 12次，预算9万元。")
    assert read_fields(text, sections, fiscal_year=2025)["narrative_budget"].text == "9万元"


def test_a_value_stands_on_its_lines_page() -> None:
    text, sections = sections_of("六、年度预算安排\n本项目\f预算12万元。")
    assert read_fields(text, sections, fiscal_year=2025)["narrative_budget"].page == 2


def test_the_span_of_a_sum_covers_the_list() -> None:
    text, sections = sections_of("六、年度预算安排\n场租20万元，印刷10万元。")
    assert (
        read_fields(text, sections, fiscal_year=2025)["narrative_budget"].text
        == "20万元，印刷10万元"
    )


@pytest.mark.parametrize(
    ("text", "spans", "reason"),
    [
        ("1. 实施周期：2025年。\n2. 内容：办展", ["2025年"], "to the full stop"),
        ("本项目实施周期为一年；经费", ["一年"], "in a sentence"),
        ("（1）实施周期\n2025年1月起\n（2）内容", ["2025年1月起"], "the label alone on its line"),
        ("（1）实施周期\n（2）内容", [], "a label with nothing behind it"),
        ("实施周期内完成验收", [], "the words inside a sentence"),
    ],
)
def test_labelled_spans(text: str, spans: list[str], reason: str) -> None:
    found = [text[start:end] for start, end in labelled_spans(text, label="period")]
    assert found == spans, reason


def test_no_sections_give_no_fields() -> None:
    assert read_fields("", (), fiscal_year=2025) == {}
