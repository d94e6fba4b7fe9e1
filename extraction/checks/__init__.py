"""Reconciliation rules (勾稽) over what was read: each a small pure function."""

from __future__ import annotations

from extraction.checks.basis_not_in_force import basis_not_in_force

__all__ = ["basis_not_in_force"]
