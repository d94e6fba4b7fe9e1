"""The contract as documents: docs/output.md, docs/checks.md, docs/disclosure.schema.json."""

from service.contract.checks_page import checks_page
from service.contract.json_schema import disclosure_schema, schema_text
from service.contract.meanings import load_meanings, undescribed, unknown
from service.contract.page import output_page

__all__ = [
    "checks_page",
    "disclosure_schema",
    "load_meanings",
    "output_page",
    "schema_text",
    "undescribed",
    "unknown",
]
