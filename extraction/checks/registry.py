"""The table of rules (``rules.toml``): severity, sentences, tolerance and source of each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

from extraction.checks.facts import Finding
from extraction.schema import Check, Severity

Group = Literal["declared", "project", "indicator", "structure", "basis", "table", "text", "across"]


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One row of ``rules.toml``. ``message`` has a slot for each number or name it prints."""

    id: str
    group: Group
    severity: Severity
    zh: str
    en: str
    message: str
    tolerance: str
    source: str
    example: str
    counter_example: str


@cache
def check_rules() -> Mapping[str, CheckRule]:
    """Load ``rules.toml`` once; the rules by their id, in the order of the file."""
    data = tomllib.loads(files(__package__).joinpath("rules.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            row["id"]: CheckRule(
                **{
                    **row,
                    "group": cast(Group, row["group"]),
                    "severity": cast(Severity, row["severity"]),
                }
            )
            for row in data["rule"]
        }
    )


def check_of(finding: Finding) -> Check:
    """Return a finding as the contract's record, its message in Chinese."""
    rule = check_rules()[finding.rule]
    return Check(
        rule.id,
        rule.severity,
        finding.project,
        rule.message.format(**finding.slots),
        finding.evidence,
    )
