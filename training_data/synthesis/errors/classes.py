"""The classes of errors: which rule finds each, where it can happen, how it is put in."""

from __future__ import annotations

from dataclasses import dataclass

from training_data.synthesis.errors.explanations import (
    bare,
    drop_explanation,
    drop_official_item,
    from_nothing,
    other_body,
    rename_line,
)
from training_data.synthesis.errors.kinds import (
    always,
    change_form,
    change_indicator,
    change_text,
    fixed_times,
    number_times,
    number_times_by_units,
    plus,
    swapped,
    table_cell,
    table_cells,
    times,
)
from training_data.synthesis.errors.printed import ANNUAL_REQUEST, TOTAL_FUNDING, Injector
from training_data.synthesis.errors.regulations import no_longer_in_force, number_of_another
from training_data.synthesis.errors.special import (
    DECLARED,
    both_dates,
    cite,
    declare_missing,
    drop_note,
    drop_satisfaction,
    drop_table,
    drop_unit,
    end_earlier,
    fill_empty,
    no_document,
    other_year,
    reverse_dates,
    same_name,
    same_number,
    whole_below,
    year_before,
)


@dataclass(frozen=True, slots=True)
class ErrorClass:
    """One class of errors: the rule that finds it, and how it is put in.

    ``layouts`` are those in which it can happen; ``inject`` gives ``None`` for a document that
    has no place for it. ``by_registry`` errors are known to the starter registry alone.
    """

    rule: str
    layouts: tuple[str, ...]
    inject: Injector
    by_registry: bool = False


_FORMS = ("narrative_with_form", "narratives_then_forms", "unit_budget", "forms_only")
_BOTH = ("narrative_with_form", "narratives_then_forms", "unit_budget")
_TOLD = ("department_budget", "narrative_with_form", "narratives_then_forms", "unit_budget")
_BUDGETS = ("department_budget", "unit_budget", "no_projects")
_DEPARTMENTS = ("department_budget", "unit_budget")
_TITLE = "《养老服务设施管理办法》"
_YUAN = r"[（(]元[）)]"
_MONEY = r"[\d,]+(?:\.\d+)?"

ERRORS: tuple[ErrorClass, ...] = (
    ErrorClass("declared_count", _TOLD, change_text(rf"{DECLARED}.*?(?P<x>\d+)\s?个", plus(3))),
    ErrorClass(
        "declared_amount", _TOLD, change_text(rf"{DECLARED}.*?(?P<x>{_MONEY}\s?万元)", number_times)
    ),
    ErrorClass("missing_project", ("narrative_with_form", "unit_budget"), declare_missing),
    ErrorClass(
        "declared_large_count", _TOLD, change_text(r"以上的项目有?(?P<x>\d+)个", plus(1))
    ),
    ErrorClass(
        "goals_above_expenditure",
        ("department_budget",),
        change_text(rf"{DECLARED}.*?(?P<x>{_MONEY}\s?万元)", times("1.4")),
    ),
    ErrorClass(
        "goals_below_expenditure",
        ("department_budget",),
        change_text(rf"{DECLARED}.*?(?P<x>{_MONEY}\s?万元)", times("0.6")),
    ),
    ErrorClass(
        "narrative_form_amount",
        _BOTH,
        change_text(
            rf"^(?:约|预算|20\d\d年预算)(?P<x>{_MONEY}(?:万元|元|亿元))。?$",
            number_times,
            against_form=ANNUAL_REQUEST,
        ),
    ),
    ErrorClass(
        "narrative_form_total",
        ("narrative_with_form", "unit_budget"),
        change_text(
            rf"(?:项目总投资|项目总金额为)(?P<x>{_MONEY}(?:万元|元|亿元))",
            times("1.6"),
            against_form=TOTAL_FUNDING,
        ),
    ),
    ErrorClass("form_total_sum", _BOTH, change_form(r"其中[:：] ?财政资金", number_times)),
    ErrorClass("form_annual_sum", _FORMS, change_form(r"其中[:：] ?当年财政拨款", number_times)),
    ErrorClass("total_below_year", ("narrative_with_form", "unit_budget"), whole_below),
    ErrorClass(
        "items_sum",
        _TOLD,
        change_text(
            rf"其中[:：]?[^，、。\d]{{2,12}}(?P<x>{_MONEY}(?:万元|元|万))[，、][^，、。\d]+{_MONEY}[^，、。]*[，、]"
            r"[^，、。\d]+[\d,.]+(?:万元|元|万)",
            number_times_by_units,
        ),
    ),
    ErrorClass(
        "unit_mixed",
        _BOTH,
        change_text(
            rf"^(?:约|预算|20\d\d年预算)(?P<x>{_MONEY}万元)。?$",
            swapped("万元", "元"),
            against_form=ANNUAL_REQUEST,
        ),
    ),
    ErrorClass(
        "period_against_form",
        _BOTH,
        end_earlier,
    ),
    ErrorClass("period_outside_year", _FORMS, both_dates),
    ErrorClass("dates_reversed", _FORMS, reverse_dates),
    ErrorClass(
        "budget_of_other_year",
        _TOLD,
        change_text(r"^(?P<x>20\d\d年预算[\d,.]+(?:万元|元|亿元))$", year_before),
    ),
    ErrorClass("cost_amount", _FORMS, change_indicator("成本指标", "元", number_times)),
    ErrorClass(
        "cost_direction",
        _FORMS,
        change_indicator("成本指标", r"[≤≦<].*元", swapped("[≤≦<]", "≥"), name="成本|预算"),
    ),
    ErrorClass(
        "cost_unit",
        _FORMS,
        change_indicator("成本指标", _YUAN, swapped(_YUAN, "(次)"), name="成本|预算"),
    ),
    ErrorClass(
        "output_direction",
        _FORMS,
        change_indicator("满意度指标", "[≥≧]", swapped("[≥≧]", "≤")),
    ),
    ErrorClass(
        "share_over_hundred",
        _FORMS,
        change_indicator("满意度指标", r"\d", swapped(r"\d+", "190")),
    ),
    ErrorClass(
        "placeholder_value",
        _FORMS,
        lambda blocks, chance: change_indicator(
            "产出指标", r"^\D+$|%", always(chance.choice(("完成率", "XX", "待定", "××")))
        )(blocks, chance),
    ),
    ErrorClass("missing_indicators", _FORMS, drop_satisfaction),
    ErrorClass("section_numbers", _TOLD, same_number),
    ErrorClass("duplicate_projects", ("forms_only",), same_name),
    ErrorClass(
        "mixed_years",
        _DEPARTMENTS,
        change_text(r"^(?P<x>20\d\d)年(?:部门|单位).*总表$", other_year),
    ),
    ErrorClass(
        "form_years",
        ("narrative_with_form", "unit_budget"),
        change_text(r"^[（(](?P<x>20\d\d) ?年度?[）)]$", other_year),
    ),
    ErrorClass("department_names", _DEPARTMENTS, other_body),
    ErrorClass(
        "template_left",
        _DEPARTMENTS,
        lambda blocks, chance: change_text(
            *chance.choice(
                (
                    (rf"预算(?P<x>减少){_MONEY}万元", always("增加（减少）")),
                    (rf"机关运行经费(?P<x>{_MONEY})万元", always("XX")),
                )
            )
        )(blocks, chance),
    ),
    ErrorClass(
        "doubled_marks", _DEPARTMENTS, change_text("主要用于[^，。]+(?P<x>。)", always("，。"))
    ),
    ErrorClass("no_basis", _TOLD, no_document),
    ErrorClass("basis_conflict", _TOLD, number_of_another, by_registry=True),
    ErrorClass("basis_not_in_force", _TOLD, no_longer_in_force, by_registry=True),
    ErrorClass("basis_draft", _TOLD, cite("根据《养老服务设施管理办法（征求意见稿）》。")),
    ErrorClass("basis_after_budget", _TOLD, cite(f"根据{_TITLE}（沪府办〔2031〕9号）。")),
    ErrorClass(
        "title_with_numbers",
        _TOLD,
        cite(
            "根据《养老服务设施管理办法》（沪府办〔2019〕9号）。",
            "根据《养老服务设施管理办法》（沪府办〔2018〕19号）。",
        ),
    ),
    ErrorClass(
        "number_with_titles",
        _TOLD,
        cite(
            "根据《养老服务设施管理办法》（沪府办〔2019〕9号）。",
            "根据《公园绿地养护标准》（沪府办〔2019〕9号）。",
        ),
    ),
    ErrorClass(
        "table_row_sum",
        _BUDGETS,
        table_cell("支出(?:预算|决算)总表$", r"^\d{3}\|\d\d\|\d\d", 3, fixed_times),
    ),
    ErrorClass(
        "table_level_sum",
        _BUDGETS,
        table_cells("支出(?:预算|决算)总表$", r"^\d{3}\|\d\d\|01\|行政运行", (3, 2), fixed_times),
    ),
    ErrorClass(
        "table_total",
        _BUDGETS,
        table_cells("支出(?:预算|决算)总表$", "^合计", (3, 2), fixed_times),
    ),
    ErrorClass(
        "table_balance", _BUDGETS, table_cell("财务收支", "^收入总计", 1, fixed_times)
    ),
    ErrorClass(
        "table_against_table",
        _BUDGETS,
        table_cell("财务收支", "一、", 1, fixed_times),
    ),
    ErrorClass("empty_table", _BUDGETS, drop_note),
    ErrorClass("note_says_empty", _BUDGETS, fill_empty),
    ErrorClass(
        "note_of_other_table",
        _BUDGETS,
        change_text("^注：.*(?P<x>政府性基金)", always("国有资本经营")),
    ),
    ErrorClass(
        "code_names",
        _BUDGETS,
        rename_line("支出(?:预算|决算)总表$", r"^\d{3}\|\d\d\|"),
    ),
    ErrorClass("missing_tables", _BUDGETS, drop_table),
    ErrorClass("table_without_unit", _BUDGETS, drop_unit),
    ErrorClass(
        "text_against_table",
        ("department_budget",),
        change_text(rf"（项）”(?P<x>{_MONEY}万元)", number_times),
    ),
    ErrorClass(
        "contradicting_change",
        _DEPARTMENTS,
        change_text(r"出国（境）费0万元，(?P<x>与\d+年预算持平)", always("比上年预算增加0.20万元")),
    ),
    ErrorClass("rate_of_change", _DEPARTMENTS, change_text(r"增长(?P<x>[\d.]+%)", times("1.5"))),
    ErrorClass("share_of_whole", _DEPARTMENTS, change_text(r"，占(?P<x>[\d.]+%)", times("0.8"))),
    ErrorClass(
        "spent_against_plan",
        ("no_projects",),
        change_text(r"(?P<x>决算数小于预算数)", always("决算数大于预算数")),
    ),
    ErrorClass(
        "purchase_sum", _DEPARTMENTS, change_text(r"包括货物(?P<x>[\d.]+万元)", times("2.1"))
    ),
    ErrorClass(
        "official_sum", _DEPARTMENTS, change_text(r"^（三）公务接待费(?P<x>[\d.]+万元)", times("4"))
    ),
    ErrorClass(
        "change_without_reason",
        _DEPARTMENTS,
        lambda blocks, chance: change_text(
            *chance.choice(
                (
                    (r"减少0\.20万元(?P<x>，主要原因是[^。]+)", always("")),
                    (r"减少0\.20万元，主要原因是(?P<x>[^。]+)", always("")),
                )
            )
        )(blocks, chance),
    ),
    ErrorClass("missing_explanations", _DEPARTMENTS, drop_explanation),
    ErrorClass("share_without_percent", _DEPARTMENTS, change_text(r"，占(?P<x>[\d.]+%)", bare)),
    ErrorClass("rate_from_zero", _DEPARTMENTS, from_nothing),
    ErrorClass(
        "completion_rate",
        ("no_projects",),
        change_text(r"完成年初预算的(?P<x>[\d.]+%)", times("0.8")),
    ),
    ErrorClass("official_items", _DEPARTMENTS, drop_official_item),
    ErrorClass(
        "basic_sum", _DEPARTMENTS, change_text(rf"公用经费(?P<x>{_MONEY}万元)", times("1.6"))
    ),
    ErrorClass(
        "official_below_basic",
        _DEPARTMENTS,
        table_cells("基本支出", "公务接待费", (3, 1), times("3")),
    ),
)  # fmt: skip
