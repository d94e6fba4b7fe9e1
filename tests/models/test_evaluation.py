"""What counts as right, extra and missed."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from models.evaluation import ToScore, evaluate
from models.scores import Counts, Evaluation, Miss

Json = dict[str, Any]


def citation(title: str | None, number: str | None = None) -> Json:
    keys = ("issuer", "article", "version")
    return {"title": title, "doc_number": number, **dict.fromkeys(keys), "section": "basis"}


def indicator(name: str, text: str) -> Json:
    return {
        "level1": "产出指标",
        "level2": "数量指标",
        "level3": name,
        "operator": None,
        "value": text,
        "unit": None,
        "text": text,
    }


def project(name: str | None, *, budget: str = "100000.00", pages: object = (1, 2)) -> Json:
    return {
        "name": name,
        "pages": list(pages) if isinstance(pages, tuple) else pages,
        "sections": [
            {"kind": "overview", "heading": "一、项目概述", "text": f"{name}的概述，说明缘由。"},
            {"kind": "budget", "heading": "二、资金需求", "text": f"需要{budget}元。"},
        ],
        "fields": {"name": name, "total_funding": budget, "total_other": None},
        "indicators": [indicator("完成次数", "12次"), indicator("覆盖范围", "全区")],
        "citations": [citation("水法"), citation("河道管理条例", "国务院令第3号")],
    }


def disclosure(*projects: Json) -> Json:
    return {
        "department": "湖畔区水务局",
        "fiscal_year": 2025,
        "declared": {"project_count": 2, "amount": None},
        "projects": list(projects),
    }


def score(gold: Json, prediction: Json | None) -> Evaluation:
    return evaluate([ToScore("a.pdf", gold, prediction)])


def wrong(evaluation: Evaluation) -> list[tuple[str, str | None, str | None]]:
    return [(miss.field, miss.expected, miss.found) for miss in evaluation.strict_misses]


def counts(evaluation: Evaluation, group: str, field: str) -> tuple[int, int, int]:
    for row in evaluation.fields:
        if (row.group, row.field) == (group, field):
            return (
                row.strict.true_positive,
                row.strict.false_positive,
                row.strict.false_negative,
            )
    return (0, 0, 0)


GOLD = disclosure(project("河道养护"), project("水质监测", budget="200000.00"))


def changed(**changes: Any) -> Json:
    """Return gold with its first project changed."""
    prediction = copy.deepcopy(GOLD)
    prediction["projects"][0].update(changes)
    return prediction


def test_gold_itself_is_all_right() -> None:
    evaluation = score(GOLD, GOLD)
    assert evaluation.strict_misses == evaluation.soft_misses == ()
    overall = evaluation.overall("strict")
    # 3 of the document; for each project 2, 6 of sections, 2 fields, 10 of indicators, 2 citations
    assert overall == Counts(true_positive=3 + 2 * (2 + 6 + 2 + 10 + 2))
    assert (overall.precision, overall.recall, overall.f1) == (1.0, 1.0, 1.0)


def test_predictions_in_full_records_score_like_plain_ones() -> None:
    prediction = copy.deepcopy(GOLD)
    prediction["source"] = {"page_count": 9}
    for item in prediction["projects"]:
        item["fields"] = {
            name: {"value": value, "page": 1, "text": "printed"}
            for name, value in item["fields"].items()
        }
    assert score(GOLD, prediction).strict_misses == ()


@pytest.mark.parametrize(
    ("expected", "found", "counted"),
    [
        (None, None, (0, 0, 0)),
        (None, "1.00", (0, 1, 0)),
        ("1.00", None, (0, 0, 1)),
        ("1.00", "1.00", (1, 0, 0)),
        ("1.00", "2.00", (0, 1, 1)),
    ],
)
def test_null_and_value(
    expected: str | None, found: str | None, counted: tuple[int, int, int]
) -> None:
    gold, predicted = project("河道养护"), project("河道养护")
    gold["fields"]["annual_other"] = expected
    predicted["fields"]["annual_other"] = found
    evaluation = score(disclosure(gold), disclosure(predicted))
    assert counts(evaluation, "form_field", "annual_other") == counted


def test_a_field_that_is_absent_is_missed() -> None:
    prediction = changed(fields={"name": "河道养护"})
    assert wrong(score(GOLD, prediction)) == [("form_field.total_funding", "100000.00", None)]


@pytest.mark.parametrize(
    ("name", "field"),
    [("narrative_budget", "narrative_field.narrative_budget"), ("nature", "form_field.nature")],
)
def test_a_field_that_gold_does_not_have_is_extra(name: str, field: str) -> None:
    prediction = copy.deepcopy(GOLD)
    prediction["projects"][0]["fields"][name] = "1.00"
    assert wrong(score(GOLD, prediction)) == [(field, None, "1.00")]


def test_keys_that_gold_leaves_out_are_not_scored() -> None:
    gold = copy.deepcopy(GOLD)
    del gold["department"], gold["declared"]["amount"], gold["projects"][0]["pages"]
    prediction = copy.deepcopy(GOLD)
    prediction["department"] = "别的局"
    prediction["declared"]["amount"] = "1.00"
    prediction["projects"][0]["pages"] = [7, 8]
    assert wrong(score(gold, prediction)) == []


def test_declared_is_scored_key_by_key() -> None:
    prediction = copy.deepcopy(GOLD)
    prediction["declared"] = {"project_count": 3, "amount": "1.00"}
    assert wrong(score(GOLD, prediction)) == [
        ("document.declared.project_count", "2", "3"),
        ("document.declared.amount", None, "1.00"),
    ]


def test_a_document_that_was_not_read_is_all_missed() -> None:
    evaluation = score(GOLD, None)
    right = score(GOLD, GOLD).overall("strict").true_positive
    assert evaluation.overall("strict") == Counts(false_negative=right)
    assert evaluation.overall("strict").precision is None
    assert evaluation.overall("strict").f1 == 0.0
    assert not evaluation.documents[0].read


def test_an_invented_project_is_extra_with_all_of_its_values() -> None:
    evaluation = score(disclosure(), disclosure(project("河道养护")))
    right = score(disclosure(project("河道养护")), disclosure(project("河道养护")))
    of_document = 2  # department and year; the declared amount is null
    extra = right.overall("strict").true_positive - of_document - 1
    assert evaluation.overall("strict").false_positive == extra
    assert {miss.project for miss in evaluation.strict_misses} == {"+1 河道养护"}


def test_a_missed_project_does_not_shift_the_next() -> None:
    prediction = disclosure(GOLD["projects"][1])
    evaluation = score(GOLD, prediction)
    assert {miss.project for miss in evaluation.strict_misses} == {"1 河道养护"}
    assert {miss.found for miss in evaluation.strict_misses} == {None}
    document = evaluation.documents[0]
    assert (document.gold_projects, document.predicted_projects, document.paired_projects) == (
        2,
        1,
        1,
    )


def test_a_project_without_name_is_paired_by_its_text() -> None:
    gold = disclosure(project(None), project("水质监测"))
    prediction = copy.deepcopy(gold)
    prediction["projects"][0]["name"] = "经费"
    assert wrong(score(gold, prediction)) == [("project.name", None, "经费")]


def test_sections_are_paired_in_order_and_scored_in_three_parts() -> None:
    sections = copy.deepcopy(GOLD["projects"][0]["sections"])
    sections[1]["heading"] = "资金需求"
    sections.insert(1, {"kind": "plan", "heading": "计划", "text": "按季度实施。"})
    assert wrong(score(GOLD, changed(sections=sections))) == [
        ("section.section_kind", None, "plan"),
        ("section.section_heading", None, "计划"),
        ("section.section_text", None, "按季度实施。"),
        ("section.section_heading", "二、资金需求", "资金需求"),
    ]


def test_a_missed_indicator_is_missed_with_its_keys() -> None:
    found = GOLD["projects"][0]["indicators"][1:]
    missed = wrong(score(GOLD, changed(indicators=found)))
    assert ("indicator.level3", "完成次数", None) in missed
    assert len(missed) == 5


def test_a_citation_counts_once_and_its_keys_beside() -> None:
    found = [citation("水法"), citation("河道管理条例", "国务院令第4号")]
    evaluation = score(GOLD, changed(citations=found))
    assert wrong(evaluation) == [
        (
            "citation.citation",
            "河道管理条例 | 国务院令第3号 | - | - | - | basis",
            "河道管理条例 | 国务院令第4号 | - | - | - | basis",
        )
    ]
    assert counts(evaluation, "citation", "citation") == (3, 1, 1)
    assert counts(evaluation, "citation_key", "title") == (4, 0, 0)
    assert counts(evaluation, "citation_key", "doc_number") == (1, 1, 1)


def test_an_extra_citation_between_others_is_the_only_miss() -> None:
    cited = GOLD["projects"][0]["citations"]
    found = [cited[0], citation("防洪法"), cited[1]]
    assert wrong(score(GOLD, changed(citations=found))) == [
        ("citation.citation", None, "防洪法 | - | - | - | - | basis")
    ]


def test_citation_keys_stand_in_no_total() -> None:
    evaluation = score(GOLD, changed(citations=[]))
    assert evaluation.overall("strict").false_negative == 2
    assert evaluation.group("citation_key", "strict").false_negative > 2


@pytest.mark.parametrize(
    ("source", "missed"),
    [
        ({"source": {"page_count": None}}, 0),  # a text has no pages
        ({}, 0),  # nothing says so, but no project has any
        ({"source": {"page_count": 4}}, 2),  # a PDF has
    ],
)
def test_pages_of_a_text_are_not_scored(source: Json, missed: int) -> None:
    prediction = copy.deepcopy(GOLD) | source
    for item in prediction["projects"]:
        item["pages"] = None
    assert [field for field, _, _ in wrong(score(GOLD, prediction))] == ["project.pages"] * missed


def test_soft_forgives_a_slip_in_words_only() -> None:
    slip = GOLD["projects"][0]["sections"][0]["text"].replace("缘由", "原由")
    sections = copy.deepcopy(GOLD["projects"][0]["sections"])
    sections[0]["text"] = slip
    prediction = changed(sections=sections, pages=[1, 3])
    evaluation = score(GOLD, prediction)
    assert [miss.field for miss in evaluation.strict_misses] == [
        "project.pages",
        "section.section_text",
    ]
    assert [miss.field for miss in evaluation.misses("soft")] == ["project.pages"]


def test_a_miss_says_where() -> None:
    prediction = copy.deepcopy(GOLD)
    prediction["projects"][1]["fields"]["total_funding"] = {"value": "1.00", "page": 6}
    assert score(GOLD, prediction).strict_misses == (
        Miss(
            document="a.pdf",
            page=6,
            project="2 水质监测",
            field="form_field.total_funding",
            expected="200000.00",
            found="1.00",
        ),
    )


@pytest.mark.parametrize(
    "prediction",
    [
        {},
        {"projects": None},
        {"projects": [None, 3]},
        {"projects": [{"fields": [], "sections": "x", "pages": 3, "indicators": [None]}]},
        {"declared": 5, "source": []},
    ],
)
def test_a_prediction_of_another_shape_is_scored_not_raised(prediction: Json) -> None:
    assert score(GOLD, prediction).overall("strict").true_positive == 0


def test_documents_add_up() -> None:
    both = evaluate([ToScore("a.pdf", GOLD, GOLD), ToScore("b.pdf", GOLD, None)])
    strict = [document.strict for document in both.documents]
    assert both.overall("strict") == strict[0] + strict[1]
    assert both.overall("strict").f1 == pytest.approx(2 / 3)
    groups = {row.group for row in both.fields}
    assert groups == {
        "document",
        "project",
        "section",
        "form_field",
        "indicator",
        "citation",
        "citation_key",
    }


def test_fields_are_listed_in_the_order_of_the_contract() -> None:
    nameless = project(None)
    listed = [row.field for row in score(disclosure(nameless, *GOLD["projects"]), None).fields]
    assert listed[:5] == ["department", "fiscal_year", "declared.project_count", "name", "pages"]
