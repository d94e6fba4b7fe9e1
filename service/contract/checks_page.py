"""docs/checks.md: every reconciliation rule, from the table of rules and what was measured."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from extraction.checks import CheckRule, check_rules
from service.contract.meanings import load_meanings

_GROUPS = {
    "declared": "What is declared (绩效目标编报) against what is shown",
    "project": "A project: narrative, form, money, dates",
    "indicator": "Indicators",
    "structure": "How the document is put together",
    "basis": "Legal basis (立项依据)",
    "table": "Budget tables",
    "text": "Explanations",
    "across": "Across documents, years and units",
}
_HEAD = """\
# Checks

What the reconciliation rules (勾稽) look for in a finished Disclosure. Each finding in `checks`
names its rule, how much it matters, the project, a sentence, and every number that it rests on with
page, box and offsets. `yiju check` prints them.

**Rounding.** A printed amount stands for an interval: 3291.28万元 is 32,912,800 yuan, give or
take 50. Two prints of one amount that are equally exact must be equal; else the finer one must lie
in the interval of the coarser one, rounded or cut off. A sum may be off by what its parts and its
total leave open together. 约 forgives a twentieth.

**What is not looked at.** Where a number could not be read, or a heading of a table is not
understood, there is no finding; in plain text, where merged cells have no width, that is a heading
that can be read in two ways. A document that shows no project publishes its projects elsewhere.

**Measured.** Each class of errors is put into sound synthesised documents, one error a document
(`training_data/synthesis/errors/`, `python -m benchmarks checks`). Recall is the share of errors
that the rule finds in their place; precision the share of the rule's findings, over all those
documents, that are about the error or follow from it. `basis_conflict` and `basis_not_in_force` are
measured with the starter registry: titles with the numbers of others, and what it knows to be
repealed or replaced. Rules across documents are measured on pairs made from one document: its next
year, or its department's print of it.
"""
_TAIL = """\
## What `basis_not_in_force` knows

It looks only at citations that are linked ([registry.md](registry.md)), and at what the registry
knows. The severity is `warning` where the citation names a version (by its number or edition) that
a later one had replaced by then, and where the regulation is repealed today and nobody states since
when (已废止，废止日期不详): whether it held on that day is for a person to find out. There is no
finding where

* the day is before the first version that the registry has, and the citation names no version: the
  registry may lack older ones;
* the version was issued in the year before that day and its date of effect is not known;
* dates or status are not known, or a date is known by the year or month in which the day falls.
"""


def checks_page(*, note: str) -> str:
    """Return docs/checks.md; ``note`` is its first line and says how it is made."""
    blocks = [note, _HEAD.rstrip("\n"), "\n".join(_severities())]
    for group, title in _GROUPS.items():
        rules = [rule for rule in check_rules().values() if rule.group == group]
        blocks.append(f"## {title}")
        blocks.extend("\n".join(_rule(rule)) for rule in rules)
    return "\n\n".join((*blocks, _TAIL))


def _severities() -> Iterator[str]:
    yield "| severity | 中文 | meaning |"
    yield "|---|---|---|"
    for word, meaning in load_meanings()["choice", "Severity"].items():
        yield f"| `{word}` | {meaning.zh} | {meaning.meaning} |"


def _rule(rule: CheckRule) -> Iterator[str]:
    yield f"### `{rule.id}`"
    yield ""
    yield f"{rule.zh}。{rule.en}"
    yield ""
    yield f"- severity: `{rule.severity}`"
    yield f"- finds: {rule.example}"
    yield f"- lets pass: {rule.counter_example}"
    yield f"- tolerance: {rule.tolerance}"
    yield f"- source: {rule.source}"
    yield f"- measured: {_measured(rule.id)}"


def _measured(rule: str) -> str:
    """Say what `python -m benchmarks checks` found of this rule."""
    figures = _figures().get(rule)
    if not figures or not figures["injected"] or not figures["findings"]:
        return "unmeasured"
    recall = figures["found"] / figures["injected"]
    precision = figures["right"] / figures["findings"]
    return (
        f"recall {recall:.3f} ({figures['found']} of {figures['injected']} errors put in), "
        f"precision {precision:.3f} ({figures['right']} of {figures['findings']} findings)"
    )


@cache
def _figures() -> Mapping[str, Mapping[str, int]]:
    figures: Mapping[str, Mapping[str, int]] = tomllib.loads(
        files(__package__).joinpath("measured.toml").read_text("utf-8")
    )
    return figures
