"""A project's form (财政项目支出绩效目标申报表 / 填报表): a ruled table and what it says."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from training_data.synthesis.amounts import canonical, split
from training_data.synthesis.blocks import Carry, Cell, Table
from training_data.synthesis.gold import GoldIndicator
from training_data.synthesis.indicators import (
    IndicatorHabits,
    draw_indicator_habits,
    draw_indicators,
)
from training_data.synthesis.story import ProjectFacts, Story

Arrangement = Literal["paired", "stacked", "colons"]
# Shares of the eight grid columns. A narrow first column sets its labels one or two
# characters a line.
_USUAL = (0.12, 0.13, 0.14, 0.16, 0.15, 0.10, 0.08, 0.12)
_WIDTHS: Mapping[Arrangement, tuple[tuple[float, ...], ...]] = {
    "paired": (_USUAL, (0.08, 0.14, 0.15, 0.16, 0.16, 0.10, 0.08, 0.13)),
    "stacked": (_USUAL, (0.05, 0.15, 0.16, 0.17, 0.16, 0.10, 0.08, 0.13)),
    "colons": (_USUAL,),
}
_NATURES = ("其他经常性项目", "经常性专项业务费", "其他一次性项目", "政策补贴", "购置类")
_CATEGORIES = ("其他运转类", "特定目标类", "专项业务类")


@dataclass(frozen=True, slots=True)
class Form:
    """The table, the values of its fields and its indicators."""

    table: Table
    fields: Mapping[str, str | None]
    indicators: tuple[GoldIndicator, ...]


@dataclass(frozen=True, slots=True)
class FormHabits:
    """What one document does in all its forms.

    ``arrangement``: ``paired`` labels and values in four or six columns with two money
    columns; ``stacked`` one money column; ``colons`` labels in another order, with colons.
    """

    arrangement: Arrangement
    title: str
    year: str
    date: str
    ten_thousands: bool
    commas: bool
    zero: str
    unit_name: str
    own_unit: bool
    carry: Carry
    split_rows: bool
    value_heading: str
    label_column: bool
    bold_labels: bool
    indicators: IndicatorHabits
    sound: bool = False


def draw_form_habits(
    story: Story,
    chance: random.Random,
    *,
    arrangements: tuple[Arrangement, ...],
    sound: bool = False,
) -> FormHabits:
    """Draw the arrangement and the printing habits for one document."""
    arrangement = chance.choice(arrangements)
    kind = chance.choice(
        ("申报表", "申报表", "填报表", "填报表" if arrangement != "paired" else "申报表")
    )
    return FormHabits(
        arrangement=arrangement,
        title=f"财政项目支出绩效目标{kind}",
        year=chance.choice(("({year}年度)", "（{year}年度）", "({year} 年度)", "（{year}年）")),
        date=chance.choice(
            (
                "{y}-{m:02}-{d:02}",
                "{y}/{m}/{d}",
                "{y}年{m}月{d}日",
                "{y}.{m}.{d}",
                "{y}-{m:02}-{d:02}",
            )
        ),
        ten_thousands=arrangement != "paired" and chance.random() < 0.4,
        commas=chance.random() < 0.7,
        zero=chance.choice(("0.00", "0.00", "0", "")),
        unit_name=story.department + chance.choice(("(本级)", "（本级）", "", "本级")),
        own_unit=chance.random() < 0.3,
        carry=chance.choice(("first", "first", "repeat", "cut")),
        split_rows=chance.random() < 0.75,
        value_heading=chance.choice(
            ("年度(/项目)指标值", "年度（/项目）指标值", "指标目标值", "年度指标值", "指标值")
        ),
        label_column=chance.random() < 0.75,
        bold_labels=chance.random() < 0.4,
        indicators=draw_indicator_habits(chance, sound=sound),
        sound=sound,
    )


def fill_in(
    facts: ProjectFacts,
    story: Story,
    *,
    project: int,
    habits: FormHabits,
    chance: random.Random,
) -> Form:
    """Fill in one project's form."""
    filler = _Filler(facts, story, habits, chance)
    head = {"paired": filler.paired, "stacked": filler.stacked, "colons": filler.colons}
    rows = head[habits.arrangement]()
    indicators = draw_indicators(facts, habits.indicators, chance)
    rows += filler.indicator_rows(indicators)
    table = Table(
        widths=filler.widths,
        rows=tuple(tuple(row) for row in rows),
        project=project,
        carry=habits.carry,
        split_rows=habits.split_rows,
        row_height=chance.choice((1.0, 1.2, 1.6)),
    )
    if habits.bold_labels:
        table = replace(
            table, rows=tuple(tuple(filler.embolden(c) for c in row) for row in table.rows)
        )
    return Form(table, filler.fields, indicators)


class _Filler:
    """Prints values and remembers what it printed for which field."""

    # Eight grid columns: section label, two label columns, value columns; see each arrangement.
    widths: tuple[float, ...]

    def __init__(
        self, facts: ProjectFacts, story: Story, habits: FormHabits, chance: random.Random
    ) -> None:
        self.facts, self.story, self.habits, self.chance = facts, story, habits, chance
        self.fields: dict[str, str | None] = {}
        self.labels: set[str] = set()
        self.widths = chance.choice(_WIDTHS[habits.arrangement])

    def embolden(self, cell: Cell) -> Cell:
        return replace(cell, bold=cell.text in self.labels)

    # --- single cells ---

    def label(self, text: str, columns: int = 1, rows: int = 1) -> Cell:
        self.labels.add(text)
        return Cell(text, columns, rows)

    def value(self, name: str, text: str, columns: int = 1, *, left: bool = False) -> Cell:
        self.fields[name] = text or None
        return Cell(text, columns, align="left" if left else "center")

    def money(self, name: str, yuan: Decimal | None, columns: int = 1) -> Cell:
        """Print an amount; ``None`` leaves the cell empty."""
        if yuan is None or (yuan == 0 and not self.habits.zero):
            self.fields[name] = None
            return Cell("", columns, align="right")
        self.fields[name] = canonical(yuan)
        if yuan == 0:
            return Cell(self.habits.zero, columns, align="right")
        amount = yuan / 10000 if self.habits.ten_thousands else yuan
        exact = max(2, -int(amount.normalize().as_tuple().exponent))
        text = f"{amount:,.{exact}f}" if self.habits.commas else f"{amount:.{exact}f}"
        return Cell(text, columns, align="right")

    def date(self, name: str, month: int, day: int, columns: int = 1) -> Cell:
        year = self.story.year
        if self.habits.sound:
            month, day = (1, 1) if name == "start_date" else (12, 31)
        self.fields[name] = f"{year}-{month:02}-{day:02}"
        return Cell(self.habits.date.format(y=year, m=month, d=day), columns)

    # --- values that every arrangement prints ---

    def nature(self, columns: int = 1) -> Cell:
        return self.value("nature", self.chance.choice(_NATURES), columns)

    def category(self, columns: int = 1) -> Cell:
        return self.value("category", self.chance.choice(_CATEGORIES), columns)

    def unit(self, columns: int = 1) -> Cell:
        name = self.story.unit if self.habits.own_unit else self.habits.unit_name
        return self.value("implementing_unit", name, columns)

    def start(self, columns: int = 1) -> Cell:
        return self.date("start_date", self.chance.choice((1, 1, 1, 3, 4)), 1, columns)

    def end(self, columns: int = 1) -> Cell:
        return self.date(
            "end_date", *self.chance.choice(((12, 31), (12, 31), (11, 30), (12, 25))), columns
        )

    def titles(self) -> list[list[Cell]]:
        width = len(self.widths)
        year = self.habits.year.format(year=self.story.year)
        return [[self.label(self.habits.title, width)], [self.label(year, width)]]

    def money_unit(self) -> str:
        return self.chance.choice(("({})", "（{}）")).format(
            "万元" if self.habits.ten_thousands else "元"
        )

    def goal(self) -> str:
        facts = self.facts
        return self.chance.choice(
            (
                f"{facts.doing}，{facts.aim}。",
                f"通过项目实施，{facts.aim}",
                f"1.{facts.doing}；2.{facts.aim}；3.按时完成资金支付，预算执行率达到95%以上。",
                f"{facts.aim}",
            )
        )

    def shares(self, whole: Decimal) -> tuple[Decimal, Decimal, Decimal]:
        """Split an amount into this year's appropriation, carry-over and other funds."""
        if self.chance.random() < 0.75:
            return whole, Decimal(0), Decimal(0)
        first, second, third = split(whole, 3, self.chance)
        return first, second, third

    # --- arrangements ---

    def paired(self) -> list[list[Cell]]:
        """Six columns; the whole project's money left, the year's right."""
        left, right = self.left_money(), self.right_money()
        label = self.label
        colon = self.chance.choice((":", "：", ": "))
        rows = self.titles()
        rows += [
            [label("项目名称"), self.value("name", self.facts.form_name, 2), label("项目性质"),
             self.nature(), label("项目类别"), self.category(2)],
            [label("主管部门"), self.value("supervising_department", self.story.department, 2),
             label("实施单位"), self.unit(4)],
            [label("计划开始日期"), self.start(2), label("计划完成日期"), self.end(4)],
            [label("项目资金" + self.money_unit(), rows=4), label("项目资金总额", 2),
             self.money("total_funding", left[0]), label("年度资金申请总额", 2),
             self.money("annual_request", right[0], 2)],
            [label(f"其中{colon}财政资金", 2), self.money("total_fiscal", left[1]),
             label(f"其中{colon}当年财政拨款", 2), self.money("annual_appropriation", right[1], 2)],
            [Cell("", 2), Cell(self.stray()), label("上年结转资金", 2),
             self.money("annual_carryover", right[2], 2)],
            [label("其他资金", 2), self.money("total_other", left[2]), label("其他资金", 2),
             self.money("annual_other", right[3], 2)],
            *self.goals_side_by_side(),
        ]  # fmt: skip
        return rows

    def left_money(self) -> tuple[Decimal, Decimal, Decimal | None]:
        whole = self.facts.whole if self.chance.random() < 0.3 else self.facts.budget
        if self.habits.sound:
            whole = self.facts.whole
        other = None if self.chance.random() < 0.7 else Decimal(0)
        return whole, whole, other

    def right_money(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        first, second, third = self.shares(self.facts.budget)
        return self.facts.budget, first, second, third

    def stray(self) -> str:
        """Now and then the cell beside 上年结转资金 repeats an amount that belongs to no label."""
        if self.chance.random() < 0.06:
            return f"{self.facts.budget:,.2f}"
        return ""

    def goals_side_by_side(self) -> list[list[Cell]]:
        whole = "" if self.chance.random() < 0.6 else self.goal()
        return [
            [self.label("项目绩效目标", rows=2), self.label("项目总目标", 3),
             self.label("年度总体目标", 4)],
            [self.value("overall_goal", whole, 3, left=True),
             self.value("annual_goal", self.goal(), 4, left=True)],
        ]  # fmt: skip

    def stacked(self) -> list[list[Cell]]:
        """Labels left, one money column, goals one under the other."""
        label = self.label
        rows = self.titles()
        rows += [
            [label("项目名称", 2), self.value("name", self.facts.form_name, 6)],
            [label("主管部门", 2), self.value("supervising_department", self.story.department, 2),
             label("实施单位", 2), self.unit(2)],
            [label("项目类别", 2), self.category(2), label("项目性质", 2), self.nature(2)],
            [label("项目负责人", 2), Cell("顾晓岚", 2), label("联系电话", 2),
             Cell("021-60001234", 2)],
            [label("计划开始日期", 2), self.start(2), label("计划完成日期", 2), self.end(2)],
        ]  # fmt: skip
        budget, appropriation, carried, other = self.right_money()
        rows += [
            [label("项目资金" + self.money_unit(), 2, 4), label("年度资金申请总额", 3),
             self.money("annual_request", budget, 3)],
            [label("其中：当年财政拨款", 3), self.money("annual_appropriation", appropriation, 3)],
            [label("上年结转资金", 3), self.money("annual_carryover", carried, 3)],
            [label("其他资金", 3), self.money("annual_other", other, 3)],
        ]  # fmt: skip
        if self.chance.random() < 0.5:
            rows.append(
                [label("项目总目标", 2), self.value("overall_goal", self.goal(), 6, left=True)]
            )
        rows.append(
            [label("年度总体目标", 2), self.value("annual_goal", self.goal(), 6, left=True)]
        )
        return rows

    def colons(self) -> list[list[Cell]]:
        """Labels with full-width colons, departments first, both money columns."""
        label = self.label
        left, right = self.left_money(), self.right_money()
        rows = self.titles()
        rows += [
            [label("主管部门："), self.value("supervising_department", self.story.department, 3),
             label("实施单位："), self.unit(3)],
            [label("项目名称："), self.value("name", self.facts.form_name, 3),
             label("项目类别："), self.category(3)],
            [label("计划开始日期："), self.start(), label("计划完成日期："), self.end(),
             label("项目性质："), self.nature(3)],
            [label("项目资金" + self.money_unit(), rows=4), label("项目资金总额：", 2),
             self.money("total_funding", left[0]), label("年度资金申请总额：", 2),
             self.money("annual_request", right[0], 2)],
            [label("其中：财政资金", 2, 2), Cell(self.total_fiscal(left[1]), 1, 2, "right"),
             label("其中：当年财政拨款", 2), self.money("annual_appropriation", right[1], 2)],
            [label("上年结转资金", 2), self.money("annual_carryover", right[2], 2)],
            [label("其他资金", 2), self.money("total_other", left[2]), label("其他资金", 2),
             self.money("annual_other", right[3], 2)],
            [label("项目总目标"), self.value("overall_goal", self.goal(), 7, left=True)],
            [label("年度总体目标"), self.value("annual_goal", self.goal(), 7, left=True)],
        ]  # fmt: skip
        return rows

    def total_fiscal(self, yuan: Decimal) -> str:
        return self.money("total_fiscal", yuan).text

    # --- indicators ---

    def indicator_rows(self, indicators: tuple[GoldIndicator, ...]) -> list[list[Cell]]:
        """Print the indicators with level-1 and level-2 cells merged over their rows."""
        extra = 0 if self.habits.label_column else 1
        heads = [
            self.label("一级指标", 1 + extra),
            self.label("二级指标"),
            self.label("三级指标", 3),
            self.label(self.habits.value_heading, 2),
        ]
        rows: list[list[Cell]] = [heads]
        for place, one in enumerate(indicators):
            before = indicators[place - 1] if place else None
            row: list[Cell] = []
            if before is None or before.level1 != one.level1:
                same = [i for i in indicators if i.level1 == one.level1]
                row.append(Cell(one.level1 or "", 1 + extra, len(same)))
            if before is None or (before.level1, before.level2) != (one.level1, one.level2):
                same = [i for i in indicators if (i.level1, i.level2) == (one.level1, one.level2)]
                row.append(Cell(one.level2 or "", 1, len(same)))
            row += [Cell(one.level3 or "", 3), Cell(one.text, 2)]
            rows.append(row)
        if self.habits.label_column:
            if self.chance.random() < 0.5:
                rows[0].insert(0, self.label("绩效指标", rows=len(rows)))
            else:
                rows[0].insert(0, Cell(""))
                rows[1].insert(0, self.label("绩效指标", rows=len(rows) - 1))
        return rows
