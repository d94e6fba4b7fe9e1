"""Short titles under which laws are commonly cited (保密法) → names of their works."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from extraction.registry import Alias, Work


def with_short_names(work: Work) -> Work:
    """Return a national work with the short titles that ``short_names.toml`` gives it."""
    if work.place is not None:
        return work
    known = {work.title, *(alias.text for alias in work.aliases)}
    new = tuple(each for each in common_short_names().get(work.title, ()) if each.text not in known)
    return replace(work, aliases=work.aliases + new) if new else work


@cache
def common_short_names() -> Mapping[str, tuple[Alias, ...]]:
    """Load ``short_names.toml``: registered title → its short titles."""
    data = tomllib.loads(files(__package__).joinpath("short_names.toml").read_text("utf-8"))
    names: defaultdict[str, tuple[Alias, ...]] = defaultdict(tuple)
    for row in data["short_name"]:
        names[row["title"]] += (Alias(row["text"], "short_name", data["source"]),)
    return dict(names)
