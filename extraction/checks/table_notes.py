"""Which budget tables are there, what is printed empty, in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.checks.facts import Facts, Finding
from extraction.checks.figures import Figure, yuan_words
from extraction.checks.table_figures import FiguredTable
from extraction.checks.told import quote
from extraction.schema import Evidence, TableKind

_NINE: dict[TableKind, str] = {
    "balance": "收支总表",
    "income": "收入总表",
    "expenditure": "支出总表",
    "appropriation_balance": "财政拨款收支总表",
    "general_expenditure": "一般公共预算支出表",
    "fund_expenditure": "政府性基金预算支出表",
    "capital_expenditure": "国有资本经营预算支出表",
    "basic_expenditure": "一般公共预算基本支出表",
    "official_expenses": "“三公”经费表",
}
_SAYS_EMPTY = re.compile("空表|无数据|无.{0,40}(?:收入|支出|预算|拨款|经费|收支)|未安排|没有")
ENOUGH_TABLES = 4  # a document with fewer shows a part of its tables only
# What a note on an empty table says is lacking; each of the others has its own word.
_LACKING: dict[TableKind, str] = {
    "fund_expenditure": "政府性基金",
    "capital_expenditure": "国有资本经营",
    "official_expenses": "三公",
}
_OWN_UNIT = re.compile(r"[0-9]((?:百万|[千万亿])?[元圆])$")


def empty_tables(facts: Facts, tables: Sequence[FiguredTable]) -> Iterator[Finding]:
    """A table is printed empty without a note, or filled with a note that it is empty."""
    for table in tables:
        # What cannot be read is not empty.
        if any(amount.value is None for row in table.table.rows for amount in row.amounts):
            continue
        note = table.table.note
        if table.is_empty and (note is None or not _SAYS_EMPTY.search(note)):
            if table.kind == "official_expenses":
                continue
            if _explained(facts, table):
                continue
            yield Finding("empty_table", None, {"title": table.title}, (table.whole(),))
        elif not table.is_empty and note is not None and re.search("空表|无数据", note):
            yield Finding(
                "note_says_empty", None, {"title": table.title, "note": note}, (table.whole(),)
            )


def _explained(facts: Facts, table: FiguredTable) -> bool:
    """Tell whether a line within the table's page says that there is nothing to show."""
    after = "".join(facts.text[table.table.end : table.table.end + 120].split())
    return bool(re.match(r"[（(]?(?:注|备注|说明)", after) and _SAYS_EMPTY.search(after))


def notes_of_other_tables(facts: Facts, tables: Sequence[FiguredTable]) -> Iterator[Finding]:
    """The note below a table says that there is none of what another table shows."""
    for table in tables:
        own, note = _LACKING.get(table.kind), table.table.note
        if own is None or note is None or not _SAYS_EMPTY.search(note) or own in note:
            continue
        if any(words in note for words in _LACKING.values()):
            yield Finding(
                "note_of_other_table",
                None,
                {"title": table.title, "note": note},
                (_note_place(facts, table, note),),
            )


def _note_place(facts: Facts, table: FiguredTable, note: str) -> Evidence:
    """Return where a table's note is printed; it stands behind the table, or in its last row."""
    for told in facts.told:
        if told.start >= table.table.end and told.flat.words == note:
            return quote(facts.places, told, (0, len(note)))
    return table.whole()


def main_kinds(tables: Sequence[FiguredTable]) -> frozenset[TableKind]:
    """Return which of the nine tables are there."""
    return frozenset(table.kind for table in tables if table.kind in _NINE)


def missing_tables(tables: Sequence[FiguredTable]) -> Iterator[Finding]:
    """Some of the nine tables are there, others are not."""
    kinds = {table.kind for table in tables}
    there = [kind for kind in _NINE if kind in kinds]
    missing = [name for kind, name in _NINE.items() if kind not in kinds]
    if len(there) >= ENOUGH_TABLES and missing:
        yield Finding("missing_tables", None, {"missing": "、".join(missing)}, (tables[0].whole(),))


def table_units(facts: Facts, tables: Sequence[FiguredTable]) -> Iterator[Finding]:
    """A table prints no unit, or a cell prints another unit than the table."""
    for table in tables:
        amounts = [amount for row in table.table.rows for amount in row.amounts]
        if table.table.unit is None:
            # a table of shares or counts has no unit to print
            if amounts and table.kind != "other":
                yield Finding("table_without_unit", None, {"title": table.title}, (table.whole(),))
            continue
        for amount in amounts:
            printed = "".join(amount.text.split())
            own = _OWN_UNIT.search(printed)
            if own is not None and own[1] != table.table.unit:
                yield _mixed(table, printed, facts.places.of_amount(amount))
        yield from _slips(table)


def _mixed(table: FiguredTable, printed: str, place: Evidence) -> Finding:
    return Finding(
        "unit_mixed",
        None,
        {"one": f"《{table.title}》单位{table.table.unit}", "other": printed},
        (place,),
    )


def _slips(table: FiguredTable) -> Iterator[Finding]:
    """Find a line in which one number stands in 元 and in 万元 at once."""
    for line in table.lines:
        figures = sorted(line.figures.items())
        for at, (column, one) in enumerate(figures):
            for other_column, other in figures[at + 1 :]:
                if _is_slip(one, other) and column != other_column:
                    yield Finding(
                        "unit_mixed",
                        None,
                        {"one": yuan_words(one.yuan), "other": yuan_words(other.yuan)},
                        (one.evidence, other.evidence),
                    )


def _is_slip(one: Figure, other: Figure) -> bool:
    small, large = sorted((one.yuan, other.yuan))
    digits = f"{small:f}".replace(".", "").strip("0")
    return len(digits) >= 3 and small > 0 and small * 10000 == large
