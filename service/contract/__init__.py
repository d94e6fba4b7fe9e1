"""The output contract as documents: docs/output.md and docs/disclosure.schema.json."""

from service.contract.json_schema import disclosure_schema, schema_text
from service.contract.meanings import load_meanings, undescribed, unknown
from service.contract.page import output_page

__all__ = [
    "disclosure_schema",
    "load_meanings",
    "output_page",
    "schema_text",
    "undescribed",
    "unknown",
]
