"""A narrative's fields: what the rules and the classifier make of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.citations import Flat
from extraction.combining.disagreements import Disagreement
from extraction.combining.policy import Policy
from extraction.learned import TokenLabel, TokenLabelName
from extraction.narrative import FoundSection
from extraction.schema import Value
from extraction.values import parse_amount

# The fields that one labelled entity gives, and its label.
FIELD_LABELS: Mapping[str, TokenLabelName] = {
    "narrative_budget": "AMOUNT_YEAR",
    "narrative_total": "AMOUNT_TOTAL",
    "implementer": "ORG",
}
_DEPARTMENT = re.compile(
    r"[^，。；、：:（）()和与及会同]{1,12}(?:科|处|室|部|办|组|队|所|站|中心|大队|支队)"
)
_JOINS = re.compile("[、，,和及与]|以及")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A section with its flat text and what the classifier sees in it."""

    section: FoundSection
    flat: Flat
    labels: tuple[TokenLabel, ...]


def combine_fields(
    text: str,
    ruled: Mapping[str, Value],
    read: Sequence[Labelled],
    *,
    model: str,
    policy: Policy,
) -> tuple[dict[str, Value], tuple[Disagreement, ...]]:
    """Weigh the rules' fields against those that the classifier's labels give.

    ``text`` is the document's, ``model`` the classifier's version.
    """
    found = dict(ruled)
    differ: list[Disagreement] = []
    for field, label in FIELD_LABELS.items():
        rule = ruled.get(field)
        best = max(
            _values(text, field, label, read, model),
            key=lambda value: value.confidence,
            default=None,
        )
        if rule is None and best is None:
            continue
        if rule and best and field == "implementer" and _is_one_of(best, rule):
            # The classifier saw some of the bodies that the rule reads as one list.
            continue
        if (
            rule
            and best
            and (_same(rule, best) or (field == "implementer" and _is_head_of(best, rule)))
        ):
            found[field] = replace(rule, confidence=policy.agreed(label, rule.confidence))
            continue
        sure = best.confidence if best else None
        chosen = policy.decide(label, rule.by if rule else None, sure)
        if chosen == "model" and best:
            found[field] = best
        elif chosen == "neither":
            found.pop(field, None)
        at = rule or best
        if at is not None:
            differ.append(
                Disagreement(
                    label,
                    at.start,
                    at.end,
                    rule.value if rule else None,
                    best.value if best else None,
                    rule.by if rule else None,
                    sure,
                    chosen,
                )
            )
    return found, tuple(differ)


def _same(one: Value, other: Value) -> bool:
    return one.value is not None and _squeezed(one.value) == _squeezed(other.value or "")


def _is_one_of(some: Value, all_of_them: Value) -> bool:
    """Tell whether a value is one or several, not all, of the bodies that another one lists."""
    listed = _bodies(all_of_them)
    return listed > _bodies(some)


def _is_head_of(body: Value, rule: Value) -> bool:
    """Tell whether the rule reads a body's department behind it: 区总工会 in 区总工会权益保障部."""
    whole, head = _squeezed(rule.value or ""), _squeezed(body.value or "")
    return whole.startswith(head) and _DEPARTMENT.fullmatch(whole, len(head)) is not None


def _bodies(value: Value) -> set[str]:
    return set(_JOINS.split(_squeezed(value.value or "")))


def _squeezed(value: str) -> str:
    return "".join(value.split())


def _values(
    text: str, field: str, label: TokenLabelName, read: Iterable[Labelled], model: str
) -> Iterator[Value]:
    """Yield what the labels of one kind say a field is."""
    for one in read:
        labels = [entity for entity in one.labels if entity.label == label]
        for start, end, sure in (
            _joined(one.flat, labels) if field == "implementer" else _ranges(labels)
        ):
            printed = one.flat.text[start:end]
            value = printed if field == "implementer" else parse_amount(printed)
            if value is None:
                continue
            first, last = one.flat.span(start, end)
            yield Value(
                value=value,
                text=text[first:last],
                page=one.section.page_at(first),
                box=None,
                start=first,
                end=last,
                method="model",
                by=model,
                confidence=sure,
            )


def _ranges(labels: Iterable[TokenLabel]) -> Iterator[tuple[int, int, float]]:
    return ((label.start, label.end, label.confidence) for label in labels)


def _joined(flat: Flat, labels: Iterable[TokenLabel]) -> list[tuple[int, int, float]]:
    """Join bodies with nothing but 、 or 和 between them: they carry the project out together."""
    found: list[tuple[int, int, float]] = []
    for start, end, sure in _ranges(labels):
        if found and _JOINS.fullmatch(flat.text, found[-1][1], start):
            first, _, before = found.pop()
            found.append((first, end, min(before, sure)))
        else:
            found.append((start, end, sure))
    return found
