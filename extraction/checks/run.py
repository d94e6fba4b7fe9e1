"""All rules over one document."""

from __future__ import annotations

from collections.abc import Iterator

from extraction.checks import (
    declared,
    indicators,
    legal_basis,
    money,
    names,
    periods,
    reasons,
    sentences,
    structure,
    table_notes,
    table_sums,
    text_sums,
    wording,
)
from extraction.checks.explanations import missing_explanations
from extraction.checks.facts import Facts, Finding, Rule
from extraction.checks.figures import adds_up, exceeds, yuan_words
from extraction.checks.registry import check_of, check_rules
from extraction.checks.statements import text_against_tables
from extraction.checks.table_figures import FiguredTable
from extraction.checks.table_names import code_names
from extraction.checks.table_pairs import TableSet, official_below_basic, table_pairs
from extraction.layout import Layout
from extraction.schema import Check, Disclosure

_RULES: tuple[Rule, ...] = (
    declared.declared_count,
    declared.declared_amount,
    declared.missing_project,
    declared.declared_large_count,
    money.narrative_against_form,
    money.form_sums,
    money.total_below_year,
    money.items_sum,
    periods.period_against_form,
    periods.period_outside_year,
    periods.dates_reversed,
    periods.budget_of_other_year,
    indicators.cost_amount,
    indicators.cost_direction,
    indicators.cost_unit,
    indicators.output_direction,
    indicators.share_over_hundred,
    indicators.placeholder_value,
    indicators.missing_indicators,
    structure.section_numbers,
    structure.duplicate_projects,
    structure.mixed_years,
    structure.form_years,
    legal_basis.no_basis,
    legal_basis.basis_conflict,
    legal_basis.basis_draft,
    legal_basis.basis_after_budget,
    legal_basis.title_with_numbers,
    legal_basis.number_with_titles,
    sentences.contradicting_changes,
    sentences.shares,
    sentences.spent_against_plan,
    sentences.completion_rates,
    text_sums.purchase_sums,
    text_sums.official_sums,
    text_sums.official_items,
    text_sums.basic_sums,
    reasons.changes_without_reason,
    wording.wordings,
    names.department_names,
)


def run_checks(disclosure: Disclosure, layout: Layout) -> tuple[Check, ...]:
    """Return the findings of all rules over one document, in the order of ``rules.toml``.

    ``layout`` is the one that the disclosure was read from: what the explanations say, and
    where everything stands, is read there.
    """
    facts = Facts(disclosure, layout)
    found = [finding for rule in _RULES for finding in rule(facts)]
    found += _tables(facts)
    order = {name: place for place, name in enumerate(check_rules())}
    unique = {(one.rule, one.project, one.evidence): one for one in found}
    ordered = sorted(unique.values(), key=lambda one: order[one.rule])
    return tuple(check_of(finding) for finding in ordered)


def _tables(facts: Facts) -> Iterator[Finding]:
    tables = [FiguredTable(table, facts.places) for table in facts.disclosure.tables]
    # In plain text a heading without columns was not understood.
    ruled = [one for one in tables if facts.knows_columns or one.table.headers]
    for table in ruled:
        yield from table_sums.row_sums(table)
        yield from table_sums.level_sums(table)
        yield from table_sums.total_sums(table)
        yield from table_sums.balance_sums(table)
    held = TableSet(ruled)
    yield from table_pairs(held)
    yield from official_below_basic(held)
    yield from table_notes.empty_tables(facts, ruled)
    yield from table_notes.notes_of_other_tables(facts, ruled)
    yield from table_notes.missing_tables(tables)
    yield from code_names(ruled)
    yield from missing_explanations(facts, tables)
    yield from table_notes.table_units(facts, ruled)
    yield from text_against_tables(facts, held)
    yield from _goals(facts, held)


def _goals(facts: Facts, tables: TableSet) -> Iterator[Finding]:
    """Compare the declared money with all project expenditure."""
    spent = tables.total("expenditure", "^项目支出$")
    place = declared.find_declaration(facts)
    if spent is None or place is None or place.amount is None:
        return
    amount, (title, _, expenditure) = place.amount, spent
    if not amount.yuan or adds_up(amount, [expenditure]):
        return
    yield Finding(
        "goals_above_expenditure" if exceeds(amount, expenditure) else "goals_below_expenditure",
        None,
        {
            "declared": yuan_words(amount.yuan),
            "title": title,
            "expenditure": yuan_words(expenditure.yuan),
            "apart": yuan_words(abs(amount.yuan - expenditure.yuan)),
        },
        (amount.evidence, expenditure.evidence),
    )
