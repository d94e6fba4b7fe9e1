"""How rules and classifier are weighed: from events to figures, and the files that ship."""

from __future__ import annotations

import tomllib

import pytest

from extraction.combining import policy
from extraction.learned import TokenLabelName
from extraction.narrative.field_rules import field_rules
from models.tokens.weighing import (
    ROUGH_SEEDS,
    Event,
    RulePrecision,
    policy_toml,
    precision_toml,
    weigh,
)


def _event(
    *,
    rule: str | None = None,
    sure: float | None = None,
    same: bool = False,
    rule_right: bool = False,
    model_right: bool = False,
    clean: bool = False,
    label: TokenLabelName = "TITLE",
) -> Event:
    return Event(label, 0, clean, rule, sure, same, rule_right, model_right)


_AGREED = [
    _event(rule="r", sure=0.9, same=True, rule_right=True, model_right=True, clean=True)
] * 38
# Read in every disorder: as much evidence as one clean text.
_ONCE = len(ROUGH_SEEDS)


def test_where_both_see_the_same() -> None:
    assert weigh(_AGREED).labels["TITLE"].agreed == pytest.approx(39 / 40)


@pytest.mark.parametrize(
    ("events", "accept", "why"),
    [
        (
            [_event(sure=0.8, model_right=True)] * 2 * _ONCE,
            0.55,
            "right each time: from half way down",
        ),
        (
            [_event(sure=0.9, model_right=True)] * 3 * _ONCE + [_event(sure=0.6)] * 2 * _ONCE,
            0.75,
            "right above, wrong below: the middle",
        ),
        ([_event(sure=0.8, model_right=True)] * _ONCE, 1.0, "too little to go by"),
        ([_event(sure=0.8)] * 9, 1.0, "never right"),
        ([_event(sure=0.2, model_right=True)] * 9, 1.0, "below the floor"),
        (
            [_event(sure=0.8, model_right=True)] * 4 * _ONCE + [_event(sure=0.8, clean=True)],
            1.0,
            "helps in disorder, harms where all is in order",
        ),
    ],
)
def test_what_only_the_classifier_sees(events: list[Event], accept: float, why: str) -> None:
    assert weigh([*_AGREED, *events]).labels["TITLE"].accept == pytest.approx(accept), why


@pytest.mark.parametrize(
    ("events", "silent", "against", "why"),
    [
        ([], 0.5, 1.0, "never met: the rule counts"),
        ([_event(rule="r")] * 8, 0.5, 1.0, "a title counts where the classifier is silent"),
        (
            [_event(rule="r", sure=0.8, model_right=True)] * 3 * _ONCE,
            0.5,
            0.55,
            "wrong where the classifier sees something else",
        ),
        (
            [_event(rule="r", sure=0.8, model_right=True)] * 3 * _ONCE
            + [_event(rule="r", sure=0.8, rule_right=True)] * 2 * _ONCE,
            0.5,
            1.0,
            "a known rule is not given up for as little as that",
        ),
        (
            [_event(rule="other", sure=0.8, model_right=True)] * 3 * _ONCE,
            0.5,
            1.0,
            "what another finder of titles gets wrong says nothing of this one",
        ),
    ],
)
def test_a_rule(events: list[Event], silent: float, against: float, why: str) -> None:
    found = weigh([*_AGREED, *events]).rules["r"]
    assert (found.silent, found.against) == pytest.approx((silent, against)), why


def test_a_fields_rule_met_too_seldom_goes_by_its_labels_rules() -> None:
    agreed = [_event(rule="r", sure=0.9, same=True, rule_right=True, label="ORG")]
    other = [_event(rule="other", sure=0.8, model_right=True, label="ORG")] * 3 * _ONCE
    assert weigh([*agreed, *other]).rules["r"].against == pytest.approx(0.55)


def test_a_label_met_too_seldom_is_left_to_the_rules() -> None:
    alone = [_event(sure=0.8, model_right=True, clean=True)] * 9
    assert weigh([*_AGREED[:20], *alone]).labels["TITLE"].accept == 1.0
    assert weigh([*_AGREED[:21], *alone]).labels["TITLE"].accept < 1.0


def test_a_field_that_no_rule_sees_may_be_absent() -> None:
    """Wrong twice in five is too often for a field, not for a citation."""
    wanted: dict[TokenLabelName, float] = {"ORG": 1.0, "TITLE": 0.55}
    for label, accept in wanted.items():
        agreed = [_event(rule="r", sure=0.9, same=True, rule_right=True, clean=True, label=label)]
        alone = [_event(sure=0.8, model_right=right, label=label) for right in (True, False)]
        events = [*agreed * 30, *alone[:1] * 7 * _ONCE, *alone[1:] * 5 * _ONCE]
        assert weigh(events).labels[label].accept == pytest.approx(accept), label


@pytest.mark.parametrize(("times", "silent"), [(8, 0.1), (7, 0.5)])
def test_a_fields_rule_that_is_wrong_where_the_classifier_is_silent(
    times: int, silent: float
) -> None:
    events = [_event(rule="r", label="ORG")] * times
    agreed = [_event(rule="r", sure=0.9, same=True, rule_right=True, label="ORG")]
    assert weigh([*agreed, *events]).rules["r"].silent == pytest.approx(silent)


def test_through_the_file() -> None:
    measured = weigh([*_AGREED, *[_event(rule="s", sure=0.8, model_right=True)] * 3 * _ONCE])
    data = tomllib.loads(policy_toml(measured))
    assert [row["name"] for row in data["label"]] == ["TITLE"]
    assert {row["name"]: row["against"] for row in data["rule"]} == {
        name: one.against for name, one in measured.rules.items()
    }


def test_the_figures_that_ship_are_measured() -> None:
    shipped = policy()
    assert {"TITLE", "DOC_NUMBER", "ORG", "AMOUNT_YEAR"} <= set(shipped.labels)
    assert {"marked_title", "number", "only_amount", "implementer_name"} <= set(shipped.rules)


def test_a_rules_precision_becomes_its_confidence() -> None:
    data = tomllib.loads(precision_toml([RulePrecision("only_amount", 98, 97)]))
    assert data["rule"] == [{"name": "only_amount", "found": 98, "right": 97}]
    for rule in field_rules().values():
        assert 0.0 < rule.confidence < 1.0
