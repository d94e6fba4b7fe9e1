"""Reconciliation rules (勾稽) over what was read: each a small pure function."""

from __future__ import annotations

from extraction.checks.across import AcrossCheck, run_across
from extraction.checks.basis_not_in_force import basis_not_in_force
from extraction.checks.registry import CheckRule, check_rules
from extraction.checks.run import run_checks

__all__ = [
    "AcrossCheck",
    "CheckRule",
    "basis_not_in_force",
    "check_rules",
    "run_across",
    "run_checks",
]
