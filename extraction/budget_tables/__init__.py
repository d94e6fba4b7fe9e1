"""Budget tables (部门预算表) → typed tables: headings as a tree, rows with codes, yuan."""

from extraction.budget_tables.read_tables import read_budget_tables
from extraction.budget_tables.rules import is_table_title

__all__ = ["is_table_title", "read_budget_tables"]
