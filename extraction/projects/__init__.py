"""Lines and tables → projects; a narrative paired with its form."""

from extraction.projects.pairing import Unit, pair_units
from extraction.projects.segments import (
    FormSegment,
    NarrativeSegment,
    Segment,
    find_segments,
)

__all__ = [
    "FormSegment",
    "NarrativeSegment",
    "Segment",
    "Unit",
    "find_segments",
    "pair_units",
]
