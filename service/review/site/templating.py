"""The templates' environment: escaping, the words of the pages, and how values are printed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from service.review import words


def environment(folder: Path) -> jinja2.Environment:
    """Return the environment over the templates in ``folder``; a missing name is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        money=money,
        moment=moment,
        percent=percent,
        field_label=lambda name: words.FIELDS.get(str(name), str(name)),
        section_label=lambda kind: words.SECTIONS.get(str(kind), "—"),
        role_label=lambda role: words.ROLES.get(str(role), str(role)),
        kilo=lambda number: f"{number:,}",
        short=lambda text, most=40: _short(str(text), most),
    )
    static = folder.parent / "static"
    made.globals.update(words=vars(words), stamp=lambda name: _stamp(static / name))
    return made


def money(value: object) -> str:
    """Print yuan with thousands groups; fen where an int is given; a dash for nothing."""
    if value is None or value == "":
        return "—"
    if isinstance(value, int):
        whole, part = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{whole:,}.{part:02}"
    try:
        whole_text, _, part_text = str(value).partition(".")
        return f"{int(whole_text):,}.{part_text or '00'}"
    except ValueError:
        return str(value)


def moment(value: str | None) -> Markup:
    """Print a time of the store: the day and minute, in UTC as it is kept."""
    if not value:
        return Markup("—")
    return Markup('<time datetime="{0}">{1} {2}</time>').format(value, value[:10], value[11:16])


def percent(value: float | None) -> str:
    """Print a share as per cent; a dash for none."""
    return "—" if value is None else f"{value * 100:.1f}%"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


@cache
def _stamp(path: Path) -> str:
    """Return what changes with a static file, for its address."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def label_of(target: str, names: Mapping[str, str]) -> str:
    """Return a target in words: 项目2 · 年度资金申请总额."""
    return names.get(target, target)
