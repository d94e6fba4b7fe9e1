"""Where a text stands in its document, as extensions of its Doc; each may be left out.

doc._.yiju_section   the kind of the section: basis, overview, implementer …
doc._.yiju_heading   the heading as printed
doc._.yiju_year      the budget's year, which tells its amounts from others
"""

from __future__ import annotations

from typing import cast

from spacy.tokens import Doc

from extraction.schema import SectionKind

_DEFAULTS = {"yiju_section": None, "yiju_heading": "", "yiju_year": None}


def register() -> None:
    """Register the extensions; those that are there already are left as they are."""
    for name, default in _DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def section_of(doc: Doc, default: SectionKind | None) -> SectionKind | None:
    """Return the kind of the Doc's section, or ``default`` where the Doc does not say."""
    return cast(SectionKind | None, doc._.yiju_section) or default


def heading_of(doc: Doc) -> str:
    """Return the heading that the Doc stands below, empty where it does not say."""
    return str(doc._.yiju_heading)


def year_of(doc: Doc) -> int | None:
    """Return the budget's year where the Doc says it."""
    return cast(int | None, doc._.yiju_year)
