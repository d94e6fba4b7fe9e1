"""Findings as a SARIF 2.1.0 log, which editors and code hosts show.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extraction.checks import check_rules
from extraction.schema import Check, Evidence, Severity
from service.findings.report import Report

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def sarif_log(report: Report, *, version: str) -> object:
    """Return the log as plain JSON values. Regions are character offsets into the one text."""
    names = [one.name for one in report.documents]
    results = [
        _result(check, [name] * len(check.evidence))
        for name, one in zip(names, report.documents, strict=True)
        for check in one.checks
    ]
    results += [
        _result(one.check, [names[place] for place in one.documents]) for one in report.across
    ]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "yiju", "version": version, "rules": _rules()}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _rules() -> list[object]:
    return [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.zh},
            "fullDescription": {"text": rule.en},
            "help": {"text": f"{rule.tolerance} · {rule.source}"},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for rule in check_rules().values()
    ]


def _result(check: Check, documents: Sequence[str]) -> dict[str, object]:
    return {
        "ruleId": check.rule,
        "level": _LEVELS[check.severity],
        "message": {"text": check.message},
        "locations": [
            _location(evidence, document)
            for evidence, document in zip(check.evidence, documents, strict=False)
        ],
        "properties": {"project": check.project},
    }


def _location(evidence: Evidence, document: str) -> dict[str, object]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": document},
            "region": {
                "charOffset": evidence.start,
                "charLength": evidence.end - evidence.start,
                "snippet": {"text": evidence.text},
            },
        },
        "properties": {"page": evidence.page, "box": evidence.box and list(evidence.box)},
    }
