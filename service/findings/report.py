"""The findings of some documents, and of these documents against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from extraction.checks import AcrossCheck, check_rules, run_across
from extraction.errors import YijuError
from extraction.schema import Check, Disclosure, Severity, to_json

SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Reported:
    """One document by its name: what is found in it, or why it could not be read."""

    name: str
    disclosure: Disclosure | None
    checks: tuple[Check, ...]
    error: YijuError | None = None

    def project_name(self, index: int | None) -> str | None:
        """Return the name of a project of this document."""
        if self.disclosure is None or index is None:
            return None
        return next((one.name for one in self.disclosure.projects if one.index == index), None)


@dataclass(frozen=True, slots=True)
class Report:
    """Documents in their order, and findings that rest on several of them."""

    documents: tuple[Reported, ...]
    across: tuple[AcrossCheck, ...]

    def count(self, severity: Severity | None = None) -> int:
        """Return how many findings there are, of one severity or of all."""
        found = [check for one in self.documents for check in one.checks]
        found += [one.check for one in self.across]
        return sum(severity is None or check.severity == severity for check in found)

    def as_json(self) -> object:
        """Return the report as plain JSON values; `docs/cli.md` says what stands where."""
        return {
            "documents": [_document_json(one) for one in self.documents],
            "across": [
                {
                    **_check_json(one.check),
                    "documents": [self.documents[place].name for place in one.documents],
                }
                for one in self.across
            ],
        }


def report_of(
    answers: Sequence[tuple[str, Disclosure | YijuError]], *, least: Severity = "info"
) -> Report:
    """Return the report over these documents; findings below ``least`` are left out."""
    degrees = SEVERITIES[: SEVERITIES.index(least) + 1]
    documents: list[Reported] = []
    read: list[int] = []
    for name, answer in answers:
        if isinstance(answer, YijuError):
            documents.append(Reported(name, None, (), answer))
            continue
        read.append(len(documents))
        checks = tuple(check for check in answer.checks if check.severity in degrees)
        # Budget tables are large, and no rule over several documents looks at them.
        documents.append(Reported(name, replace(answer, tables=()), checks))
    held = [one.disclosure for one in documents if one.disclosure is not None]
    across = tuple(
        AcrossCheck(one.check, tuple(read[place] for place in one.documents))
        for one in run_across(held)
        if one.check.severity in degrees
    )
    return Report(tuple(documents), across)


def _document_json(one: Reported) -> dict[str, object]:
    disclosure = one.disclosure
    head: dict[str, object] = {
        "document": one.name,
        "department": disclosure.department if disclosure else None,
        "fiscal_year": disclosure.fiscal_year if disclosure else None,
    }
    if one.error is not None:
        error = {"code": one.error.code, "message": one.error.message, "hint": one.error.hint}
        return {**head, "error": error, "checks": []}
    return {
        **head,
        "checks": [
            {**_check_json(check), "project_name": one.project_name(check.project)}
            for check in one.checks
        ],
    }


def _check_json(check: Check) -> dict[str, object]:
    plain = to_json(check)
    assert isinstance(plain, dict)
    return {**plain, "sentence": check_rules()[check.rule].en}
