"""The labels of the forms, compiled from one data file for each layout family."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

Side = Literal["total", "annual"]
IndicatorColumn = Literal["level1", "level2", "level3", "value"]
BesideColumn = Literal["operator", "unit", "term", "aside"]

_KEPT_KEYS = 4096  # labels are the same in every form, and asked for by every step
_LONGEST_TITLE = 400  # characters of a form's title, with HTML leftovers and blanks
_WIDTHS = str.maketrans("（）：／［］【】＜＞", "():/[][]<>")
_UNIT = re.compile(r"\((?:单位:)?(?:人民币)?(亿元|万元|千元|百元|元)\)")
_UNIT_LINE = re.compile(r"单位:(?:人民币)?:?(亿元|万元|千元|百元|元)(?:\)|$|[,，;])")
_LONGEST_UNIT_LINE = 90
_HTML = re.compile(r"<[^<>]{0,200}>|&nbsp;|&#160;")
# "2025年度预算金额", "中期目标(2021年-2023年)": the year beside a label is none of its words.
_YEAR_BEFORE = re.compile(r"20\d{2}(?:年(?!度)|(?=年度))")
_YEAR_BEHIND = re.compile(r"\((?=[^()]{0,12}20\d{2})[^()]{4,24}\)$")
_LONGEST_DATED = 40
_YEAR_NOTE = re.compile(r"\(?20\d{2}年?度?\)?")


@dataclass(frozen=True, slots=True)
class FieldLabel:
    """A label's field; ``side`` is the money column it stands in where two share its words.

    ``anchor`` marks the label that heads a money column; ``below`` the labels whose value
    may stand in the row below.
    """

    name: str
    side: Side | None
    anchor: Side | None
    below: bool


@dataclass(frozen=True, slots=True)
class Family:
    """The vocabulary of all layout families together.

    ``level1_of`` gives a level-2 name's level 1, "" where it may stand under several.
    ``periods`` are the labels of a cell with both dates. ``beside`` are columns of an indicator
    that none of its own four are; ``listed`` the labels that name a field where the heads of
    indicators stand in the same row.
    """

    titles: frozenset[str]
    fields: Mapping[str, tuple[FieldLabel, ...]]
    headers: frozenset[str]
    columns: Mapping[str, IndicatorColumn]
    level1_of: Mapping[str, str]
    level1: frozenset[str]
    beside: Mapping[str, BesideColumn]
    listed: Mapping[str, str]
    periods: frozenset[str]


@lru_cache(_KEPT_KEYS)
def label_key(printed: str) -> str:
    """Return ``printed`` in the form in which labels are compared.

    >>> label_key("项目资金 （元）：")
    '项目资金'
    >>> label_key("2025年度目标（2025年）")
    '年度目标'
    """
    key = _HTML.sub("", "".join(printed.split())).translate(_WIDTHS)
    key = _UNIT.sub("", key).rstrip(":")
    if "20" in key and len(key) <= _LONGEST_DATED:
        key = _YEAR_BEHIND.sub("", key)
        found = _YEAR_BEFORE.match(key)
        if found:
            key = key[found.end() :]
    return key.replace("其中：", "其中:")


def label_unit(printed: str) -> str | None:
    """Return the money unit that a label carries in brackets.

    >>> label_unit("项目资金(万元)")
    '万元'
    """
    found = _UNIT.search("".join(printed.split()).translate(_WIDTHS))
    return found[1] if found else None


def line_unit(printed: str) -> str | None:
    """Return the money unit that a line over a table prints.

    >>> line_unit("填报单位：某局          金额单位：万元")
    '万元'
    """
    if len(printed) > _LONGEST_UNIT_LINE or "单位" not in printed:
        return None
    found = _UNIT_LINE.search("".join(printed.split()).translate(_WIDTHS))
    return found[1] if found else None


@cache
def family() -> Family:
    """Return the vocabulary; read once, on first use."""
    titles: set[str] = set()
    fields: dict[str, tuple[FieldLabel, ...]] = {}
    headers: set[str] = set()
    columns: dict[str, IndicatorColumn] = {}
    level1_of: dict[str, str] = {}
    level1: set[str] = set()
    beside: dict[str, BesideColumn] = {}
    listed: dict[str, str] = {}
    periods: set[str] = set()
    folder = files(__package__).joinpath("layouts")
    for source in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not source.name.endswith(".toml"):
            continue
        data = tomllib.loads(source.read_text("utf-8"))
        titles.update(data["titles"])
        headers.update(data["headers"])
        for entry in data["field"]:
            label = FieldLabel(
                entry["name"], entry.get("side"), entry.get("anchor"), entry.get("below", False)
            )
            for printed in entry["labels"]:
                known = fields.get(printed, ())
                if label not in known:  # two families may print the same label
                    fields[printed] = (*known, label)
        for column, names in data["indicators"].items():
            columns.update(dict.fromkeys(names, column))
        for column, names in data.get("beside", {}).items():
            beside.update(dict.fromkeys(names, column))
        for field, names in data.get("listed", {}).items():
            listed.update(dict.fromkeys(names, field))
        periods.update(data.get("period", {"labels": ()})["labels"])
        bare = data.get("bare_levels", {"level1": [], "level2": []})
        level1.update(bare["level1"])
        for name in bare["level2"]:
            level1_of.setdefault(name, "")
        for upper, lowers in data["levels"].items():
            level1.add(upper)
            level1_of.update(dict.fromkeys(lowers, upper))
    return Family(
        frozenset(titles),
        fields,
        frozenset(headers),
        columns,
        level1_of,
        frozenset(level1),
        beside,
        listed,
        frozenset(periods),
    )


@cache
def _titles() -> tuple[str, ...]:
    return tuple(family().titles)


def is_form_title(printed: str) -> bool:
    """Tell whether ``printed`` is the title of a form, a year or place beside it allowed.

    >>> is_form_title("财政项目支出绩效目标申报表（2025年度）")
    True
    """
    if len(printed) > _LONGEST_TITLE:
        return False
    key = _YEAR_NOTE.sub("", label_key(printed)).strip("-—_ ")
    if key in family().titles:
        return True
    return len(key) <= 40 and key.endswith(_titles()) and not (set(key) & set("，。；,;《》(见"))


def is_form_label(printed: str) -> bool:
    """Tell whether ``printed`` is a whole label, heading or level name of a form."""
    key = label_key(printed)
    known = family()
    return (
        key in known.fields
        or key in known.headers
        or key in known.columns
        or key in known.periods
        or key in known.level1
        or key in known.level1_of
        or is_form_title(key)
    )
