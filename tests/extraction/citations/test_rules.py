"""The rule data: every entry's own examples, and that nothing in it is dead."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

import extraction.citations as package
from extraction.citations import find_instruments
from extraction.citations.rules import Entry, pattern, rules
from extraction.registry.short_names import short_name_uses, short_names

_ENTRIES = [pytest.param(entry, id=f"{entry.kind}-{entry.name}") for entry in rules().entries]


def _holds(entry: Entry, text: str) -> bool:
    if entry.use == "find":
        if entry.name == "short_name":
            # what running text leaves out, `yiju cite` adds
            found = find_instruments(text, start=0, end=len(text), section=None)
            return short_name_uses(text, short_names(text, found)) != ()
        found = find_instruments(text, start=0, end=len(text), section="basis")
        return entry.name in {citation.by for citation in found}
    expression = pattern(entry.name)
    if entry.use == "ends":
        at_end = re.search(f"(?:{expression.pattern})$", text)
        return expression.match(text) is not None or at_end is not None
    return getattr(expression, entry.use)(text) is not None


@pytest.mark.parametrize("entry", _ENTRIES)
def test_entry_holds_its_example_and_not_its_counter_example(entry: Entry) -> None:
    assert _holds(entry, entry.example)
    assert not _holds(entry, entry.counter_example)


def test_every_lexicon_and_pattern_is_used() -> None:
    folder = files(package)
    source = "".join(
        path.read_text("utf-8") for path in folder.iterdir() if path.name.endswith((".py", ".toml"))
    )
    unused = [
        entry.name
        for entry in rules().entries
        if entry.kind != "rule"
        and f'pattern("{entry.name}")' not in source
        and f'words["{entry.name}"]' not in source
        and f'"{entry.name}",\n' not in source
        and f'pattern("{entry.name}" if' not in source
        and f'else "{entry.name}"' not in source
        and f"{{{entry.name}}}" not in source
    ]
    assert unused == []


def test_every_confidence_is_a_share_that_more_cases_could_change() -> None:
    assert all(0 < confidence < 1 for confidence in rules().confidence.values())


def test_names_are_unique() -> None:
    names = [(entry.kind, entry.name) for entry in rules().entries]
    assert len(names) == len(set(names))
    assert not {n for kind, n in names if kind == "lexicon"} & {
        n for kind, n in names if kind == "pattern"
    }


def test_no_lexicon_repeats_a_word() -> None:
    import tomllib

    data = tomllib.loads(files(package).joinpath("rules.toml").read_text("utf-8"))
    twice = {
        row["name"]: sorted({word for word in row["words"] if row["words"].count(word) > 1})
        for row in data["lexicon"]
    }
    assert {name: words for name, words in twice.items() if words} == {}
