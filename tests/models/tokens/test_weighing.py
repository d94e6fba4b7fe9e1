"""How rules and classifier are weighed: from events to figures, and the files that ship."""

from __future__ import annotations

import tomllib

import pytest

from extraction.combining import policy
from extraction.learned import TokenLabelName
from extraction.narrative.field_rules import field_rules
from models.tokens.weighing import Event, RulePrecision, policy_toml, precision_toml, weigh


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


_AGREED = [_event(rule="r", sure=0.9, same=True, rule_right=True, model_right=True)] * 18


def test_where_both_see_the_same() -> None:
    assert weigh(_AGREED).labels["TITLE"].agreed == pytest.approx(19 / 20)


@pytest.mark.parametrize(
    ("events", "accept", "why"),
    [
        ([_event(sure=0.8, model_right=True)] * 6, 0.55, "right each time: from half way down"),
        (
            [_event(sure=0.9, model_right=True)] * 9 + [_event(sure=0.6)] * 5,
            0.75,
            "right above, wrong below: the middle",
        ),
        ([_event(sure=0.8, model_right=True)] * 2, 1.0, "too little to go by"),
        ([_event(sure=0.8)] * 9, 1.0, "never right"),
        ([_event(sure=0.2, model_right=True)] * 9, 1.0, "below the floor"),
        (
            [_event(sure=0.8, model_right=True)] * 9 + [_event(sure=0.8, clean=True)],
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
            [_event(rule="r", sure=0.8, model_right=True)] * 9,
            0.5,
            0.55,
            "wrong where the classifier sees something else",
        ),
        (
            [_event(rule="r", sure=0.8, model_right=True)] * 9
            + [_event(rule="r", sure=0.8, rule_right=True)] * 6,
            0.5,
            1.0,
            "a known rule is not given up for as little as that",
        ),
        (
            [_event(rule="other", sure=0.8, model_right=True)] * 9,
            0.5,
            0.55,
            "met too seldom itself: as its label's rules",
        ),
    ],
)
def test_a_rule(events: list[Event], silent: float, against: float, why: str) -> None:
    found = weigh([*_AGREED, *events]).rules["r"]
    assert (found.silent, found.against) == pytest.approx((silent, against)), why


@pytest.mark.parametrize(("times", "silent"), [(8, 0.1), (7, 0.5)])
def test_a_fields_rule_that_is_wrong_where_the_classifier_is_silent(
    times: int, silent: float
) -> None:
    events = [_event(rule="r", label="ORG")] * times
    agreed = [_event(rule="r", sure=0.9, same=True, rule_right=True, label="ORG")]
    assert weigh([*agreed, *events]).rules["r"].silent == pytest.approx(silent)


def test_through_the_file() -> None:
    measured = weigh([*_AGREED, *[_event(rule="s", sure=0.8, model_right=True)] * 9])
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
