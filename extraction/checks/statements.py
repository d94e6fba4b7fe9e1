"""Text against table: the amounts that the explanations state, and the tables' figures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from extraction.checks.facts import Facts, Finding
from extraction.checks.figures import Figure, agree, evidence_of, step_of, yuan_words
from extraction.checks.places import Flat, flatten, paragraphs
from extraction.checks.table_figures import FiguredTable, Line
from extraction.checks.table_pairs import TableSet
from extraction.values import find_amounts

_AMOUNT = r"(?P<amount>[0-9０-９][0-9０-９,，.．]*(?:百万|[千万亿])?元)"
_LINKS = re.compile("(?:为|是|共|：|:)+$")
_LINKING = r"(?:为|是|共|共计|总计|合计|：|:|总额|安排)*"
# 一般公共服务支出（类）财政事务（款）行政运行（项）
_PATH = re.compile(
    r"(?P<class>[^“”\"。；，,、：:）)（(\d.．]{2,30})[（(]类[）)](?P<section>[^“”\"。；，,：:（(]{2,40}?(?:[（(][^（()）款]{1,12}[）)])?[^“”\"。；，,：:（(]{0,20})[（(]款[）)]"
    r"(?P<item>[^“”\"。；，,：:]{2,50}?)[（(]项[）)]"
)
_CLASS = re.compile(
    r"(?P<class>[^“”\"。；，,、：:）)（(\d.．]{2,30})[（(]类[）)]" + _LINKING + _AMOUNT
)
_ITEM_AMOUNT = re.compile(r"[”\"]?(?:支出)?(?:预算)?" + _LINKING + _AMOUNT)
_SPENT = re.compile(r"支出决算(?:数)?为?" + _AMOUNT)


@dataclass(frozen=True, slots=True)
class StatementRule:
    """One row of ``statements.toml``."""

    label: re.Pattern[str]
    not_before: re.Pattern[str] | None
    figure: str
    budget: bool | None
    example: str
    counter_example: str


@cache
def statement_rules() -> tuple[StatementRule, ...]:
    """Load ``statements.toml`` once."""
    data = tomllib.loads(files(__package__).joinpath("statements.toml").read_text("utf-8"))
    return tuple(
        StatementRule(
            re.compile(f"(?:{row['label']}){_LINKING}{_AMOUNT}"),
            re.compile(f"(?:{row['not_before']})[^，。；：:]{{0,4}}$")
            if row["not_before"]
            else None,
            row["figure"],
            row.get("budget"),
            row["example"],
            row["counter_example"],
        )
        for row in data["statement"]
    )


def text_against_tables(facts: Facts, tables: TableSet) -> Iterator[Finding]:
    """The explanations state another amount than the table has."""
    if not tables.tables:
        return
    found: set[str] = set()
    figures = {rule.figure: _table_figure(tables, rule.figure) for rule in statement_rules()}
    items, classes = _item_lines(tables), _class_lines(tables)
    for block in paragraphs(facts.layout, before=facts.projects_start):
        if facts.text.find("元", block.start, block.end) < 0:
            continue
        flat = flatten(facts.text, block.start, block.end)
        yield from _labelled(facts, flat, figures, found)
        yield from _by_path(facts, flat, items)
        yield from _by_class(facts, flat, classes)


_Known = tuple[str, Figure]


def _labelled(
    facts: Facts, flat: Flat, figures: dict[str, _Known | None], found: set[str]
) -> Iterator[Finding]:
    """Compare the first statement of each figure; later ones are of parts or of other years."""
    for rule in statement_rules():
        if rule.figure in found or (rule.budget is not None and rule.budget == facts.is_account):
            continue
        known = figures[rule.figure]
        if known is None:
            continue
        for match in rule.label.finditer(flat.words):
            before = flat.words[max(0, match.start() - 14) : match.start()]
            if rule.not_before is not None and rule.not_before.search(before):
                continue
            if _is_other_year(facts, before):
                continue
            found.add(rule.figure)
            told = _figure(facts, flat, match.start("amount"), match.end("amount"))
            if told is not None and not agree(told, known[1]):
                label = flat.words[match.start() : match.start("amount")]
                yield _finding(label, told, known)
            break


def _is_other_year(facts: Facts, before: str) -> bool:
    """Tell whether the words before a label name the year before (2024年预算…)."""
    year = facts.disclosure.fiscal_year
    found = re.findall(r"(20\d\d)年", before)
    return (bool(found) and year is not None and int(found[-1]) != year) or bool(
        re.search("上年|比|较", before[-6:])
    )


def _finding(label: str, told: Figure, known: _Known) -> Finding:
    return Finding(
        "text_against_table",
        None,
        {
            "label": _LINKS.sub("", label).replace("“", "‘").replace("”", "’"),
            "told": yuan_words(told.yuan),
            "table": known[0],
            "amount": yuan_words(known[1].yuan),
        },
        evidence_of((told, known[1])),
    )


def _figure(facts: Facts, flat: Flat, start: int, end: int) -> Figure | None:
    amounts = find_amounts(flat.words, start=start, end=end)
    if len(amounts) != 1:
        return None
    place = facts.places.at(*flat.span(start, end))
    return Figure(Decimal(amounts[0].yuan), step_of(place.text), place)


def _item_lines(tables: TableSet) -> dict[tuple[str, str, str], _Known]:
    """Return the amounts of the items by their names from the class down."""
    table = tables.get("general_expenditure") or tables.get("expenditure")
    found: dict[tuple[str, str, str], _Known] = {}
    if table is None or table.total_column is None:
        return found
    names: dict[tuple[str | None, str | None, str | None], str] = {
        (line.row.class_code, line.row.section_code, line.row.item_code): line.row.name or ""
        for line in table.lines
        if line.level
    }
    for line in table.lines:
        figure = line.figures.get(table.total_column)
        row = line.row
        if line.level != 3 or figure is None:
            continue
        path = (
            _key(names.get((row.class_code, None, None), "")),
            _key(names.get((row.class_code, row.section_code, None), "")),
            _key(row.name or ""),
        )
        if path in found:
            found.pop(path)
            continue
        found[path] = (f"《{table.title}》{row.name}", figure)
    return found


def _class_lines(tables: TableSet) -> dict[str, _Known]:
    table = tables.get("general_expenditure")
    if table is None or table.total_column is None:
        return {}
    return {
        _key(line.row.name or ""): (
            f"《{table.title}》{line.row.name}",
            line.figures[table.total_column],
        )
        for line in table.lines
        if line.level == 1 and table.total_column in line.figures
    }


def _key(name: str) -> str:
    plain = re.sub(r"[\s“”\"]", "", name).replace("(", "（").replace(")", "）")
    return plain.replace("其它", "其他").removesuffix("支出")


def _by_path(
    facts: Facts, flat: Flat, items: dict[tuple[str, str, str], _Known]
) -> Iterator[Finding]:
    """Compare “…（类）…（款）…（项）” with its line."""
    found = list(_PATH.finditer(flat.words))
    for at, match in enumerate(found):
        known = items.get((_key(match["class"]), _key(match["section"]), _key(match["item"])))
        if known is None:
            continue
        stop = found[at + 1].start() if at + 1 < len(found) else len(flat.words)
        if facts.is_account:
            amount = _SPENT.search(flat.words, match.end(), stop)
        else:
            amount = _ITEM_AMOUNT.match(flat.words, match.end(), stop)
        if amount is None:
            continue
        told = _figure(facts, flat, amount.start("amount"), amount.end("amount"))
        if told is not None and not agree(told, known[1]):
            yield _finding(flat.words[match.start() : match.end()], told, known)


def _by_class(facts: Facts, flat: Flat, classes: dict[str, _Known]) -> Iterator[Finding]:
    if "（款" in flat.words:
        return
    for match in _CLASS.finditer(flat.words):
        known = classes.get(_key(match["class"]))
        told = _figure(facts, flat, match.start("amount"), match.end("amount"))
        if known is not None and told is not None and not agree(told, known[1]):
            yield _finding(f"{match['class']}（类）", told, known)


def _table_figure(tables: TableSet, name: str) -> _Known | None:
    """Return the figure that ``statements.toml`` calls ``name``, where the tables have it."""
    kind, part = name.split(".")
    if kind == "official":
        return _official(tables.get("official_expenses"), part)
    if kind == "balance" and part == "appropriation":
        return _appropriation(tables)
    if part in ("income", "expenditure"):
        found = tables.end(kind, part)  # type: ignore[arg-type]
    else:
        column = {"basic": "^基本支出$", "project": "^项目支出$"}.get(part)
        found = tables.total(kind, column)  # type: ignore[arg-type]
    return None if found is None else (f"《{found[0]}》{found[1]}", found[2])


def _appropriation(tables: TableSet) -> _Known | None:
    table = tables.get("balance")
    if table is None:
        return None
    lines = [
        line
        for line in table.side("income")
        if line.is_numbered and line.bare_name == "财政拨款收入" and line.figures
    ]
    return _of_line(table, lines[0]) if len(lines) == 1 else None


def _of_line(table: FiguredTable, line: Line) -> _Known:
    return f"《{table.title}》{line.row.name}", line.figures[min(line.figures)]


_OFFICIAL = {
    "total": (r"^合计$", None),
    "abroad": (r"因公出国", None),
    "reception": (r"公务接待", None),
    "car": (r"^小计$", "公务用?车"),
    "purchase": (r"购置费$", None),
    "running": (r"运行(?:维护)?费$", None),
    "agency": (r"机关运行经费", None),
}


def _official(table: FiguredTable | None, part: str) -> _Known | None:
    """Return a figure of the table of official expenses; what it leaves blank is 0."""
    if table is None or len(table.lines) != 1 or table.table.unit is None:
        return None
    pattern, within = _OFFICIAL[part]
    columns = table.columns(pattern, within=within)
    if part == "running":
        columns = [column for column in columns if "机关" not in table.path(column)[-1]]
        columns = [column for column in columns if "及" not in table.path(column)[-1]]
    if len(columns) != 1:
        return None
    line = table.lines[0]
    figure = line.figures.get(columns[0])
    if figure is None:
        any_figure = next(iter(line.figures.values()), None)
        if any_figure is None:
            return None
        figure = Figure(Decimal(0), any_figure.step, any_figure.evidence)
    return f"《{table.title}》{table.path(columns[0])[-1]}", figure
