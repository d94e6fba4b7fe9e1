"""The labels of the forms, compiled from one data file for each layout family."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Side = Literal["total", "annual"]
IndicatorColumn = Literal["level1", "level2", "level3", "value"]

_WIDTHS = str.maketrans("（）：／［］【】＜＞", "():/[][]<>")
_UNIT = re.compile(r"\((?:单位:)?(?:人民币)?(亿元|万元|千元|百元|元)\)")
_HTML = re.compile(r"<[^<>]{0,200}>|&nbsp;|&#160;")
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
    """The vocabulary of all layout families together."""

    titles: frozenset[str]
    fields: Mapping[str, tuple[FieldLabel, ...]]
    headers: frozenset[str]
    columns: Mapping[str, IndicatorColumn]
    level1_of: Mapping[str, str]
    level1: frozenset[str]


def label_key(printed: str) -> str:
    """Return ``printed`` in the form in which labels are compared.

    >>> label_key("项目资金 （元）：")
    '项目资金'
    """
    key = _HTML.sub("", "".join(printed.split())).translate(_WIDTHS)
    key = _UNIT.sub("", key).rstrip(":")
    return key.replace("其中：", "其中:")


def label_unit(printed: str) -> str | None:
    """Return the money unit that a label carries in brackets.

    >>> label_unit("项目资金(万元)")
    '万元'
    """
    found = _UNIT.search("".join(printed.split()).translate(_WIDTHS))
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
        for upper, lowers in data["levels"].items():
            level1.add(upper)
            level1_of.update(dict.fromkeys(lowers, upper))
    return Family(
        frozenset(titles), fields, frozenset(headers), columns, level1_of, frozenset(level1)
    )


@cache
def _titles() -> tuple[str, ...]:
    return tuple(family().titles)


def is_form_title(printed: str) -> bool:
    """Tell whether ``printed`` is the title of a form, a year or place beside it allowed.

    >>> is_form_title("财政项目支出绩效目标申报表（2025年度）")
    True
    """
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
        or key in known.level1
        or key in known.level1_of
        or is_form_title(key)
    )
