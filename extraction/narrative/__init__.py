"""A project's narrative (项目经费情况说明) → its sections and fields; the declared summary."""

from extraction.narrative.declared import find_declared, read_declared
from extraction.narrative.fields import read_fields
from extraction.narrative.implementer import find_implementer
from extraction.narrative.mentions import read_mentions
from extraction.narrative.sections import FoundSection, find_sections

__all__ = [
    "FoundSection",
    "find_declared",
    "find_implementer",
    "find_sections",
    "read_declared",
    "read_fields",
    "read_mentions",
]
