"""The parts of a whole budget around its projects: cover, contents, functions, explanations."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from training_data.synthesis.blocks import Block, PageBreak, Paragraph, Space
from training_data.synthesis.budget_tables import Account, Official, account_of, nine_tables
from training_data.synthesis.story import Story
from training_data.synthesis.vocabulary import fill

Kind = Literal["department", "unit"]


@cache
def _frame() -> dict[str, dict[str, str | list[str]]]:
    path = files("training_data.synthesis.vocabulary") / "frame.toml"
    return cast(
        "dict[str, dict[str, str | list[str]]]", tomllib.loads(path.read_text(encoding="utf-8"))
    )


def _text(part: str, key: str, slots: dict[str, str]) -> str:
    value = _frame()[part][key]
    assert isinstance(value, str)
    return fill(value, slots)


def _texts(part: str, key: str, slots: dict[str, str]) -> list[str]:
    values = _frame()[part][key]
    assert isinstance(values, list)
    return [fill(value, slots) for value in values]


def slots_of(story: Story, kind: Kind = "department") -> dict[str, str]:
    """Return what the wordings' slots stand for."""
    return {
        "department": story.unit if kind == "unit" else story.department,
        "unit": story.unit,
        "org": story.org,
        "city": story.place.city,
        "district": story.place.name,
        "year": str(story.year),
        "last": str(story.year - 1),
        "kind": "单位" if kind == "unit" else "部门",
        "offices": "、".join(story.domain.offices),
    }


def whole_budget(
    story: Story,
    *,
    kind: Kind,
    declaration: str | None,
    leaders: bool,
    tables: bool,
    projects: tuple[str, ...] | None = (),
    chance: random.Random,
    sound: bool = False,
) -> tuple[Block, ...]:
    """Print everything up to the projects.

    In a ``sound`` budget the explanations and all tables agree.

    ``leaders`` gives the contents dots and page numbers. ``projects`` are the titles that
    the contents list under 项目经费情况说明, ``None`` leaves that part out.
    """
    slots = slots_of(story, kind)
    blocks: list[Block] = [
        Space(6),
        Paragraph(_text("cover", kind, slots), "cover"),
        Space(2),
        Paragraph(_text("cover", f"{kind}_label", slots), "centre"),
        PageBreak(),
        Paragraph("目    录" if chance.random() < 0.5 else "目录", "title"),
    ]
    page = 3
    lines = _texts("contents", "lines", slots)
    for line in lines[:-1] if projects is None else (*lines, *projects):
        page += chance.choice((0, 1, 1, 2))
        blocks.append(Paragraph(f"{line}\t{page}" if leaders else line, "toc"))
    blocks += [PageBreak(), *_functions(story, slots), PageBreak(), *_organisation(slots)]
    blocks += [PageBreak(), Paragraph("名词解释", "title")]
    blocks += [Paragraph(line) for line in _texts("terms", "lines", slots)]
    if sound and declaration is not None and projects is None:
        story = replace(story, projects=())
    account = account_of(story, chance, sound=sound)
    official = _draw_official(chance) if sound else None
    blocks += [PageBreak(), *_explanation(story, slots, account, sound=sound)]
    if tables:
        blocks += nine_tables(
            story, account, label=slots["department"], kind=slots["kind"], official=official
        )
    blocks += [PageBreak(), *_other_matters(slots, declaration, chance, official)]
    return tuple(blocks)


def _functions(story: Story, slots: dict[str, str]) -> list[Block]:
    duties = [*story.domain.duties, *_texts("functions", "closing", slots)]
    return [
        Paragraph(f"{slots['department']}主要职能", "title"),
        Paragraph(_text("functions", "opening", slots)),
        Paragraph(_text("functions", "list", slots)),
        *(Paragraph(f"{number}、{duty}。") for number, duty in enumerate(duties, 1)),
    ]


def _organisation(slots: dict[str, str]) -> list[Block]:
    return [
        Paragraph(f"{slots['department']}机构设置", "title"),
        Paragraph(_text("organisation", "opening", slots)),
        Paragraph(_text("organisation", "body", slots)),
        *(Paragraph(line) for line in _texts("organisation", "units", slots)),
    ]


def _draw_official(chance: random.Random) -> Official:
    return Official(
        car=f"{chance.randint(1, 9)}.00",
        guests=f"{chance.randint(1, 3)}.00",
        running=f"{chance.randint(80, 200)}.{chance.randint(10, 99)}",
    )


def _explanation(
    story: Story, slots: dict[str, str], account: Account, *, sound: bool
) -> list[Block]:
    total = _ten_thousands(account.total)
    blocks: list[Block] = [
        Paragraph(f"{story.year}年{slots['kind']}预算编制说明", "title"),
        Paragraph(
            f"{story.year}年，{slots['department']}收入预算{total}万元，全部为财政拨款收入，"
            f"比{story.year - 1}年预算执行数增加{_ten_thousands(account.total / 20)}万元。"
        ),
        Paragraph(f"支出预算{total}万元，均由财政拨款安排，按科目说明如下："),
    ]
    if sound:
        blocks[1:] = _sound_totals(story, slots, account)
    for number, line in enumerate((one for one in account.lines if one.item), 1):
        blocks.append(
            Paragraph(
                f"{number}. “{line.path}”{_ten_thousands(line.total)}万元，主要用于{line.use}。"
            )
        )
    return blocks


def _sound_totals(story: Story, slots: dict[str, str], account: Account) -> list[Block]:
    """Say the totals with their change, its rate, and the shares of what they are made of."""
    total, last = _ten_thousands(account.total), story.year - 1
    items = [line for line in account.lines if line.item]
    basic = sum((line.basic for line in items), Decimal(0))
    project = account.total - basic
    change = account.total / 20
    rate = change / (account.total - change) * 100
    shares = [f"{part / account.total * 100:.2f}" for part in (basic, project)]
    staff = (basic * Decimal("0.8")).quantize(Decimal(100))
    return [
        Paragraph(
            f"{story.year}年，{slots['department']}收入预算{total}万元，其中：财政拨款收入{total}万元，"
            f"比{last}年预算执行数增加{_ten_thousands(change)}万元，增长{rate:.2f}%；"
            "事业收入0万元；其他收入0万元。"
        ),
        Paragraph(
            f"支出预算{total}万元，其中：基本支出{_ten_thousands(basic)}万元，占{shares[0]}%；"
            f"项目支出{_ten_thousands(project)}万元，占{shares[1]}%。"
        ),
        Paragraph("收入和支出增加的主要原因是人员经费增加、新增部分项目。"),
        Paragraph(
            f"基本支出{_ten_thousands(basic)}万元，其中：人员经费{_ten_thousands(staff)}万元，"
            f"公用经费{_ten_thousands(basic - staff)}万元。"
        ),
        Paragraph("财政拨款支出主要内容如下："),
    ]


def _other_matters(
    slots: dict[str, str],
    declaration: str | None,
    chance: random.Random,
    official: Official | None = None,
) -> list[Block]:
    car, guests = chance.randint(1, 9), chance.randint(1, 3)
    goods, services = chance.randint(5, 90), chance.randint(50, 900)
    slots = slots | {
        "three": f"{car + guests}.00",
        "car": f"{car}.00",
        "guests": f"{guests}.00",
        "running": f"{chance.randint(80, 400)}.{chance.randint(10, 99)}",
        "purchase": f"{goods + services}.00",
        "goods": f"{goods}.00",
        "services": f"{services}.00",
        "cars": str(chance.randint(0, 4)),
    }
    if official is not None:
        slots |= {
            "three": official.total,
            "car": official.car,
            "guests": official.guests,
            "running": official.running,
        }
    parts: list[tuple[str, list[str]]] = [
        (
            f"{slots['year']}年“三公”经费预算情况说明",
            [_text("other", "official", slots), *_texts("other", "official_items", slots)],
        ),
        ("机关运行经费预算", [_text("other", "running", slots)]),
        ("政府采购预算情况", [_text("other", "purchase", slots)]),
    ]
    if declaration is not None:
        heading = chance.choice(("绩效目标设置情况", "预算绩效情况", "绩效目标编报情况"))
        parts.append((heading, [declaration]))
    parts.append(("国有资产占有使用情况", [_text("other", "assets", slots)]))
    blocks: list[Block] = [Paragraph("其他相关情况说明", "title")]
    for number, (heading, lines) in zip("一二三四五六", parts, strict=False):
        blocks.append(Paragraph(f"{number}、{heading}", "heading"))
        blocks += [Paragraph(line) for line in lines]
    return blocks


def final_account(
    story: Story, *, count: int, amount: Decimal, chance: random.Random, sound: bool = False
) -> tuple[Block, ...]:
    """Print a final account (决算) that declares ``count`` projects and shows none."""
    total, projects = Decimal(chance.randint(2000, 90000)), amount / 10000 + chance.randint(1, 9)
    slots = slots_of(story) | {
        "total": f"{total:,.2f}",
        "rise": f"{total / 30:.2f}",
        "basic": f"{total - projects:.2f}",
        "projects": f"{projects:.2f}",
        "count": str(count),
        "amount": f"{amount / 10000:.2f}",
    }
    account = account_of(story, chance, sound=sound)
    spent = sum((line.project for line in account.lines if line.item), Decimal(0))
    if sound:
        slots |= {
            "total": _ten_thousands(account.total),
            "rise": _ten_thousands(account.total / 30),
            "basic": _ten_thousands(account.total - spent),
            "projects": _ten_thousands(spent),
            "amount": f"{spent / 10000:.2f}",
        }
    parts = _texts("final_account", "parts", slots)
    blocks: list[Block] = [
        Space(6),
        Paragraph(_text("final_account", "cover", slots), "cover"),
        PageBreak(),
        Paragraph("目录", "title"),
        *(Paragraph(f"{part}\t{2 * number}", "toc") for number, part in enumerate(parts, 1)),
        PageBreak(),
        Paragraph(parts[0], "title"),
        *_functions(story, slots),
        PageBreak(),
        Paragraph(parts[1], "title"),
        *nine_tables(
            story,
            account,
            label=story.department,
            kind="部门",
            word="决算",
            official=_draw_official(chance) if sound else None,
        ),
        PageBreak(),
        Paragraph(parts[2], "title"),
        *(Paragraph(line) for line in _texts("final_account", "lines", slots)),
        *(_spent_lines(account) if sound else ()),
        Paragraph("十、预算绩效管理情况", "heading"),
        Paragraph(chance.choice(_texts("final_account", "evaluated", slots))),
        PageBreak(),
        Paragraph(parts[3], "title"),
        *(Paragraph(line) for line in _texts("terms", "lines", slots)),
    ]
    return tuple(blocks)


def _spent_lines(account: Account) -> Iterator[Block]:
    """Say of each item what was planned and what was spent."""
    for number, line in enumerate((one for one in account.lines if one.item), 1):
        more = number % 3
        planned = line.total + (0, 20000, -20000)[more]
        done = f"，完成年初预算的{line.total / planned * 100:.2f}%" if planned else ""
        said = ("决算数与预算数持平", "决算数小于预算数", "决算数大于预算数")[more]
        yield Paragraph(
            f"{number}、{line.path}。年初预算为{_ten_thousands(planned)}万元，"
            f"支出决算为{_ten_thousands(line.total)}万元{done}。{said}，主要原因是据实支出。"
        )


def nothing_declared(story: Story, chance: random.Random) -> str:
    """Return the sentence of a budget that declares no project."""
    return chance.choice(_texts("nothing", "lines", slots_of(story)))


def _ten_thousands(yuan: Decimal) -> str:
    return f"{yuan / 10000:,.2f}"
