"""How well roles are found, and what they add where the heading rules are silent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extraction.layout import Paragraph
from extraction.learned import LINE_ROLES
from extraction.narrative import find_sections
from models.lines.passes import Array
from models.lines.training import Seen, Trained
from models.scores import Counts

SURE = 0.9
_PREFIX = "heading_"


@dataclass(frozen=True, slots=True)
class Use:
    """Section headings found with the right kind: by the rules, by the model, by both.

    ``both`` takes the rules' headings and, of the lines that they leave, those that the model
    holds for headings with at least ``least`` confidence. ``weighed`` also takes the model's word
    against the rules' where it is `SURE`.
    """

    least: float
    rules: Counts
    model: Counts
    both: Counts
    weighed: Counts


def role_scores(trained: Trained) -> dict[str, Counts]:
    """Count each role's lines over the folds that left them out."""
    counts = {role: Counts() for role in LINE_ROLES}
    for one, likely in zip(trained.seen, trained.held_out, strict=True):
        if not len(likely):
            continue
        for found, right in zip(likely.argmax(axis=1).tolist(), one.targets.tolist(), strict=True):
            name, gold = LINE_ROLES[found], LINE_ROLES[right]
            if name == gold:
                counts[name] += Counts(1, 0, 0)
            else:
                counts[name] += Counts(0, 1, 0)
                counts[gold] += Counts(0, 0, 1)
    return {role: one for role, one in counts.items() if one != Counts()}


def measured_use(trained: Trained, *, least: float) -> Use:
    """Hold rules, model and both against the headings of the written documents, as printed."""
    rules = model = both = weighed = Counts()
    for one, likely in zip(trained.seen, trained.held_out, strict=True):
        if not one.labelled.document.written:
            continue
        gold = {
            (at, LINE_ROLES[role].removeprefix(_PREFIX))
            for at, role in enumerate(one.targets.tolist())
            if LINE_ROLES[role].startswith(_PREFIX)
        }
        by_rules = rule_headings(one)
        by_model = model_headings(likely, trained, least=least)
        held = {at for at, _ in by_rules}
        joined = by_rules | {found for found in by_model if found[0] not in held}
        rules += _counts(by_rules, gold)
        model += _counts(by_model, gold)
        both += _counts(joined, gold)
        refused = _refused(likely, trained)
        kept = {found for found in by_rules if refused.get(found[0], found[1]) == found[1]}
        kept |= {found for found in by_model if found[0] not in {at for at, _ in kept}}
        weighed += _counts(kept, gold)
    return Use(least, rules, model, both, weighed)


def _refused(likely: Array, trained: Trained) -> dict[int, str]:
    """Return what the model is sure of for each such line: a kind, or a role of another sort."""
    if not len(likely):
        return {}
    sure = np.interp(likely.max(axis=1), trained.arrays.steps, trained.arrays.levels)
    return {
        at: LINE_ROLES[role].removeprefix(_PREFIX)
        for at, (role, confidence) in enumerate(
            zip(likely.argmax(axis=1).tolist(), sure.tolist(), strict=True)
        )
        if confidence >= SURE
    }


def _counts(found: set[tuple[int, str]], gold: set[tuple[int, str]]) -> Counts:
    return Counts(len(found & gold), len(found - gold), len(gold - found))


def rule_headings(one: Seen) -> set[tuple[int, str]]:
    """Return the lines (their place in reading order) that the rules make headings, with kinds.

    The rules read each project apart, as they do where the projects' own headings are found.
    """
    layout = one.labelled.layout
    lines = {
        line.start: at
        for at, line in enumerate(
            line for block in layout.blocks if isinstance(block, Paragraph) for line in block.lines
        )
    }
    found: set[tuple[int, str]] = set()
    parts: list[list[Paragraph]] = [[]]
    for block in layout.blocks:
        if not isinstance(block, Paragraph):
            continue
        if LINE_ROLES[one.targets[lines[block.start]]] in ("project_heading", "title"):
            parts.append([])
        else:
            parts[-1].append(block)
    for part in parts:
        for section in find_sections(layout.text, part):
            starts = [start for start in lines if start <= section.heading_start]
            found.add((lines[max(starts)], section.kind))
    return found


def model_headings(likely: Array, trained: Trained, *, least: float) -> set[tuple[int, str]]:
    """Return the lines that the model holds for headings with enough confidence, with kinds."""
    if not len(likely):
        return set()
    sure = np.interp(likely.max(axis=1), trained.arrays.steps, trained.arrays.levels)
    return {
        (at, LINE_ROLES[role].removeprefix(_PREFIX))
        for at, (role, confidence) in enumerate(
            zip(likely.argmax(axis=1).tolist(), sure.tolist(), strict=True)
        )
        if confidence >= least and LINE_ROLES[role].startswith(_PREFIX)
    }
