"""The nine budget tables (部门预算表): ruled, with codes and amounts that add up."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from training_data.synthesis.blocks import Block, Cell, PageBreak, Paragraph, Table
from training_data.synthesis.story import Story

_OTHER_LINES = (
    (
        "208",
        "社会保障和就业支出",
        "05",
        "行政事业单位养老支出",
        "05",
        "机关事业单位基本养老保险缴费支出",
    ),
    (
        "208",
        "社会保障和就业支出",
        "05",
        "行政事业单位养老支出",
        "06",
        "机关事业单位职业年金缴费支出",
    ),
    ("210", "卫生健康支出", "11", "行政事业单位医疗", "01", "行政单位医疗"),
    ("221", "住房保障支出", "02", "住房改革支出", "01", "住房公积金"),
    ("221", "住房保障支出", "02", "住房改革支出", "03", "购房补贴"),
)
_ECONOMIC = (
    ("301", "", "工资福利支出"), ("301", "01", "基本工资"), ("301", "02", "津贴补贴"),
    ("301", "03", "奖金"), ("301", "08", "机关事业单位基本养老保险缴费"),
    ("301", "13", "住房公积金"), ("302", "", "商品和服务支出"), ("302", "01", "办公费"),
    ("302", "07", "邮电费"), ("302", "11", "差旅费"), ("302", "13", "维修（护）费"),
    ("302", "16", "培训费"), ("302", "17", "公务接待费"), ("302", "28", "工会经费"),
    ("303", "", "对个人和家庭的补助"), ("303", "02", "退休费"), ("310", "", "资本性支出"),
    ("310", "02", "办公设备购置"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line of the functional classification (类 款 项); the outer levels have no ``item``."""

    group: str
    section: str
    item: str
    name: str
    path: str
    use: str
    basic: Decimal
    project: Decimal

    @property
    def total(self) -> Decimal:
        return self.basic + self.project


@dataclass(frozen=True, slots=True)
class Account:
    """The department's expenditure, outer levels before their items."""

    lines: tuple[AccountLine, ...]

    @property
    def total(self) -> Decimal:
        return sum((line.total for line in self.lines if line.item), Decimal(0))


def account_of(story: Story, chance: random.Random, *, sound: bool = False) -> Account:
    """Draw an account whose project expenditure is at least that of the story's projects.

    In a ``sound`` one it is that of the projects.
    """
    projects = sum((facts.budget for facts in story.projects), Decimal(0))
    group, group_name, section, section_name, item, item_name = story.domain.account
    rows = [
        (
            group,
            group_name,
            section,
            section_name,
            "01",
            "行政运行",
            Decimal(chance.randint(500, 3000) * 10000),
            Decimal(0),
        ),
        (
            group,
            group_name,
            section,
            section_name,
            # 01 is 行政运行 already
            "02" if sound and item == "01" else item,
            item_name,
            Decimal(0),
            projects + (0 if sound else chance.randint(0, 500) * 10000),
        ),
    ]
    rows += [(*line, Decimal(chance.randint(100000, 3000000)), Decimal(0)) for line in _OTHER_LINES]
    lines: list[AccountLine] = []
    for code in dict.fromkeys(row[0] for row in rows):
        of_group = [row for row in rows if row[0] == code]
        lines.append(_summed(of_group, code, "", of_group[0][1]))
        for inner in dict.fromkeys(row[2] for row in of_group):
            of_section = [row for row in of_group if row[2] == inner]
            lines.append(_summed(of_section, code, inner, of_section[0][3]))
            for row in sorted(of_section, key=lambda one: one[4]):
                path = f"{row[1]}（类）{row[3]}（款）{row[5]}（项）"
                lines.append(
                    AccountLine(
                        code, inner, row[4], row[5], path, f"{row[5]}相关支出", row[6], row[7]
                    )
                )
    return Account(tuple(lines))


_Row = tuple[str, str, str, str, str, str, Decimal, Decimal]


def _summed(rows: Sequence[_Row], group: str, section: str, name: str) -> AccountLine:
    basic = sum((row[6] for row in rows), Decimal(0))
    project = sum((row[7] for row in rows), Decimal(0))
    return AccountLine(group, section, "", name, "", "", basic, project)


@dataclass(frozen=True, slots=True)
class Official:
    """The official expenses (三公) and the running of the agency, in 万元 as printed."""

    car: str
    guests: str
    running: str

    @property
    def total(self) -> str:
        return f"{Decimal(self.car) + Decimal(self.guests):.2f}"


#: What documents print whose text and table know nothing of each other.
_ANY_OFFICIAL = Official("2.00", "1.00", "126.40")


def nine_tables(
    story: Story,
    account: Account,
    *,
    label: str,
    kind: str,
    word: str = "预算",
    official: Official | None = None,
) -> list[Block]:
    """Print the tables, each on a page of its own.

    With ``official`` all of them agree with each other and with the text, and empty ones say
    so in a note.
    """
    year = story.year
    titles = (
        f"{year}年{kind}财务收支{word}总表",
        f"{year}年{kind}收入{word}总表",
        f"{year}年{kind}支出{word}总表",
        f"{year}年{kind}财政拨款收支{word}总表",
        f"{year}年{kind}一般公共预算支出功能分类{word}表",
        f"{year}年{kind}政府性基金预算支出功能分类{word}表",
        f"{year}年{kind}国有资本经营预算支出功能分类{word}表",
        f"{year}年{kind}一般公共预算基本支出部门预算经济分类{word}表",
        f"{year}年{kind}“三公”经费和机关运行经费{word}表",
    )
    tables = (
        _balance(account, word),
        _functional(
            account, ("合计", "财政拨款收入", "事业收入", "其他收入"), f"收入{word}", _income
        ),
        _functional(account, ("合计", "基本支出", "项目支出"), f"支出{word}", _spending),
        _balance(account, word),
        _functional(
            account, ("合计", "基本支出", "项目支出"), f"一般公共预算支出{word}", _spending
        ),
        _empty(word),
        _empty(word),
        _economic(account, official),
        _official(word, official or _ANY_OFFICIAL),
    )
    blocks: list[Block] = []
    for title, table in zip(titles, tables, strict=True):
        unit = "万元" if "三公" in title else "元"
        blocks += [
            PageBreak(),
            Paragraph(title, "title"),
            Paragraph(f"编制{kind}：{label}\t单位：{unit}", "note"),
            table,
        ]
        if official is not None and "合计" in table.rows[-1][0].text and len(table.widths) == 5:
            fund = "政府性基金" if "政府性基金" in title else "国有资本经营"
            blocks.append(
                Paragraph(f"注：本{kind}{year}年无{fund}{word}安排的支出，故本表为空表。", "plain")
            )
    return blocks


def _yuan(amount: Decimal) -> Cell:
    return Cell(f"{amount:,.2f}" if amount else "", align="right")


def _balance(account: Account, word: str) -> Table:
    groups = [line for line in account.lines if not line.section]
    income = ["一、财政拨款收入", "1. 一般公共预算资金", "2. 政府性基金", "3. 国有资本经营预算",
              "二、事业收入", "三、事业单位经营收入", "四、其他收入"]  # fmt: skip
    rows = [
        (Cell("本年收入", 2), Cell("本年支出", 2)),
        (Cell("项目"), Cell(f"{word}数"), Cell("项目"), Cell(f"{word}数")),
    ]
    for number in range(max(len(income), len(groups))):
        source = income[number] if number < len(income) else ""
        spent = groups[number] if number < len(groups) else None
        rows.append(
            (
                Cell(source, align="left"),
                _yuan(account.total if number < 2 else Decimal(0)),
                Cell(f"{'一二三四五六'[number]}、{spent.name}" if spent else "", align="left"),
                _yuan(spent.total if spent else Decimal(0)),
            )
        )
    rows.append((Cell("收入总计"), _yuan(account.total), Cell("支出总计"), _yuan(account.total)))
    return Table((0.28, 0.22, 0.28, 0.22), tuple(rows), split_rows=False)


def _income(line: AccountLine) -> tuple[Decimal, ...]:
    return line.total, line.total, Decimal(0), Decimal(0)


def _spending(line: AccountLine) -> tuple[Decimal, ...]:
    return line.total, line.basic, line.project


def _functional(
    account: Account,
    columns: tuple[str, ...],
    heading: str,
    amounts: Callable[[AccountLine], tuple[Decimal, ...]],
) -> Table:
    share = 0.6 / len(columns)
    rows: list[tuple[Cell, ...]] = [
        (Cell("项目", 4), Cell(heading, len(columns))),
        (
            Cell("功能分类科目编码", 3),
            Cell("功能分类科目名称", rows=2),
            *(Cell(name, rows=2) for name in columns),
        ),
        (Cell("类"), Cell("款"), Cell("项")),
    ]
    rows.extend(
        (
            Cell(line.group),
            Cell(line.section),
            Cell(line.item),
            Cell(line.name, align="left"),
            *(_yuan(amount) for amount in amounts(line)),
        )
        for line in account.lines
    )
    totals = [
        sum((amounts(line)[place] for line in account.lines if line.item), Decimal(0))
        for place in range(len(columns))
    ]
    rows.append((Cell("合计", 4), *(_yuan(amount) for amount in totals)))
    return Table((0.06, 0.06, 0.06, 0.22, *(share,) * len(columns)), tuple(rows), split_rows=False)


def _empty(word: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (Cell("功能分类科目编码", 3), Cell("功能分类科目名称", rows=2), Cell(f"{word}数", rows=2)),
        (Cell("类"), Cell("款"), Cell("项")),
        *((Cell(""), Cell(""), Cell(""), Cell(""), Cell("")) for _ in range(4)),
        (Cell("合计", 4), Cell("0.00", align="right")),
    ]
    return Table((0.08, 0.08, 0.08, 0.46, 0.3), tuple(rows), split_rows=False)


def _economic(account: Account, official: Official | None) -> Table:
    basic = sum((line.basic for line in account.lines if line.item), Decimal(0))
    inner = [row for row in _ECONOMIC if row[1]]
    share = (basic / len(inner)).quantize(Decimal(1))
    rows: list[tuple[Cell, ...]] = [
        (Cell("经济分类科目编码", 2), Cell("经济分类科目名称", rows=2), Cell("合计", rows=2),
         Cell("人员经费", rows=2), Cell("公用经费", rows=2)),
        (Cell("类"), Cell("款")),
    ]  # fmt: skip
    amounts = dict.fromkeys(inner, share)
    if official is not None:
        amounts = _exact(inner, basic, official)
    for group, section, name in _ECONOMIC:
        count = 1 if section else sum(1 for row in inner if row[0] == group)
        amount = share * count
        if official is not None:
            amount = sum(
                (
                    one
                    for row, one in amounts.items()
                    if row[0] == group and section in ("", row[1])
                ),
                Decimal(0),
            )
        people = group in ("301", "303")
        rows.append(
            (
                Cell(group),
                Cell(section),
                Cell(name, align="left"),
                _yuan(amount),
                _yuan(amount if people else Decimal(0)),
                _yuan(Decimal(0) if people else amount),
            )
        )
    if official is not None:
        people_total = sum(
            (one for row, one in amounts.items() if row[0] in ("301", "303")), Decimal(0)
        )
        rows.append(
            (Cell("合计", 3), _yuan(basic), _yuan(people_total), _yuan(basic - people_total))
        )
    return Table((0.08, 0.08, 0.36, 0.16, 0.16, 0.16), tuple(rows), split_rows=False)


def _exact(
    lines: Sequence[tuple[str, str, str]], basic: Decimal, official: Official
) -> dict[tuple[str, str, str], Decimal]:
    """Share the basic expenditure out so that it adds up, receptions as the official ones."""
    guests = Decimal(official.guests) * 10000
    running = Decimal(official.running) * 10000
    public = [row for row in lines if row[0] not in ("301", "303")]
    people = [row for row in lines if row[0] in ("301", "303")]
    shares = {row: (running - guests) // (len(public) - 1) for row in public}
    shares[next(row for row in public if row[2] == "公务接待费")] = guests
    shares[public[0]] += running - sum(shares.values(), Decimal(0))
    shares |= {row: (basic - running) // len(people) for row in people}
    shares[people[0]] += basic - sum(shares.values(), Decimal(0))
    return {row: shares[row] for row in lines}


def _official(word: str, official: Official) -> Table:
    return Table(
        (0.15, 0.17, 0.14, 0.12, 0.12, 0.12, 0.18),
        (
            (Cell(f"“三公”经费{word}数", 6), Cell(f"机关运行经费{word}数", rows=3)),
            (Cell("合计", rows=2), Cell("因公出国(境)费", rows=2), Cell("公务接待费", rows=2),
             Cell("公务用车购置及运行费", 3)),
            (Cell("小计"), Cell("购置费"), Cell("运行费")),
            (Cell(official.total), Cell("0.00"), Cell(official.guests), Cell(official.car),
             Cell("0.00"), Cell(official.car), Cell(official.running)),
        ),
        split_rows=False,
    )  # fmt: skip
