"""Who decides what, row by row."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from extraction.combining.policy import LabelPolicy, Policy, RulePolicy, Side, policy
from extraction.learned import TOKEN_LABELS

POLICY = Policy(
    MappingProxyType({"TITLE": LabelPolicy("TITLE", accept=0.6, agreed=0.98)}),
    MappingProxyType(
        {
            "sound": RulePolicy("sound", silent=0.9, against=0.8),
            "weak": RulePolicy("weak", silent=0.4, against=0.3),
        }
    ),
)


@pytest.mark.parametrize(
    ("rule", "confidence", "side", "why"),
    [
        (None, 0.6, "model", "only the classifier, sure enough"),
        (None, 0.59, "neither", "only the classifier, not sure enough"),
        ("sound", None, "rule", "only a rule that is mostly right"),
        ("weak", None, "neither", "only a rule that is mostly wrong"),
        ("new", None, "rule", "only a rule that was never measured"),
        ("sound", 0.81, "model", "they differ, the classifier is surer"),
        ("sound", 0.8, "rule", "they differ, no better than the rule"),
        ("weak", 0.5, "model", "they differ: what is least for it alone does not count"),
        ("weak", 0.3, "rule", "they differ, no surer than the weak rule asks"),
        ("new", 0.99, "rule", "they differ, the rule was never measured"),
    ],
)
def test_who_decides(rule: str | None, confidence: float | None, side: Side, why: str) -> None:
    assert POLICY.decide("TITLE", rule, confidence) == side, why


def test_a_label_without_figures_is_never_taken() -> None:
    assert POLICY.decide("ORG", None, 1.0) == "neither"
    assert POLICY.agreed("ORG", 0.7) == 0.7


def test_agreement_raises_confidence_and_never_lowers_it() -> None:
    assert POLICY.agreed("TITLE", 0.9) == 0.98
    assert POLICY.agreed("TITLE", 0.995) == 0.995


def test_the_table_that_ships() -> None:
    table = policy()
    assert set(table.labels) <= set(TOKEN_LABELS)
    for label in table.labels.values():
        assert 0.3 <= label.accept <= 1.0
        assert 0.5 <= label.agreed <= 1.0
    for rule in table.rules.values():
        assert 0.0 <= rule.silent <= 1.0
        assert 0.0 <= rule.against <= 1.0
