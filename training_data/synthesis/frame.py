"""The parts of a whole budget around its projects: cover, contents, functions, explanations."""

from __future__ import annotations

import random
import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from training_data.synthesis.blocks import Block, PageBreak, Paragraph, Space
from training_data.synthesis.budget_tables import Account, account_of, nine_tables
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
) -> tuple[Block, ...]:
    """Print everything up to the projects.

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
    account = account_of(story, chance)
    blocks += [PageBreak(), *_explanation(story, slots, account)]
    if tables:
        blocks += nine_tables(story, account, label=slots["department"], kind=slots["kind"])
    blocks += [PageBreak(), *_other_matters(slots, declaration, chance)]
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


def _explanation(story: Story, slots: dict[str, str], account: Account) -> list[Block]:
    total = _ten_thousands(account.total)
    blocks: list[Block] = [
        Paragraph(f"{story.year}年{slots['kind']}预算编制说明", "title"),
        Paragraph(
            f"{story.year}年，{slots['department']}收入预算{total}万元，全部为财政拨款收入，"
            f"比{story.year - 1}年预算执行数增加{_ten_thousands(account.total / 20)}万元。"
        ),
        Paragraph(f"支出预算{total}万元，均由财政拨款安排，按科目说明如下："),
    ]
    for number, line in enumerate((one for one in account.lines if one.item), 1):
        blocks.append(
            Paragraph(
                f"{number}. “{line.path}”{_ten_thousands(line.total)}万元，主要用于{line.use}。"
            )
        )
    return blocks


def _other_matters(
    slots: dict[str, str], declaration: str | None, chance: random.Random
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
    story: Story, *, count: int, amount: Decimal, chance: random.Random
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
    parts = _texts("final_account", "parts", slots)
    account = account_of(story, chance)
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
        *nine_tables(story, account, label=story.department, kind="部门", word="决算"),
        PageBreak(),
        Paragraph(parts[2], "title"),
        *(Paragraph(line) for line in _texts("final_account", "lines", slots)),
        Paragraph("十、预算绩效管理情况", "heading"),
        Paragraph(chance.choice(_texts("final_account", "evaluated", slots))),
        PageBreak(),
        Paragraph(parts[3], "title"),
        *(Paragraph(line) for line in _texts("terms", "lines", slots)),
    ]
    return tuple(blocks)


def nothing_declared(story: Story, chance: random.Random) -> str:
    """Return the sentence of a budget that declares no project."""
    return chance.choice(_texts("nothing", "lines", slots_of(story)))


def _ten_thousands(yuan: Decimal) -> str:
    return f"{yuan / 10000:,.2f}"
