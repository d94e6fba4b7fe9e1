"""Budget tables (部门预算表) → typed tables: headings as a tree, rows with codes, yuan."""

from extraction.budget_tables.read_tables import read_budget_tables

__all__ = ["read_budget_tables"]
