"""What the token classifier is shown of a section: its flat text and what the rules see in it."""

from __future__ import annotations

from collections.abc import Iterator

from extraction.citations import Parts
from extraction.learned import Hit, Passage
from extraction.narrative import find_implementer, read_mentions
from extraction.schema import SectionKind


def passage_of(
    parts: Parts, *, section: SectionKind | None, heading: str, fiscal_year: int | None
) -> Passage:
    """Make a passage of a section's flat text, with the rules' titles, numbers, amounts and body.

    ``fiscal_year`` tells the year's amounts from others, as in `read_fields`.
    """
    return Passage(
        parts.flat.text, section, heading, tuple(_hits(parts, section, fiscal_year=fiscal_year))
    )


def _hits(parts: Parts, section: SectionKind | None, *, fiscal_year: int | None) -> Iterator[Hit]:
    text = parts.flat.text
    for title in parts.titles:
        yield Hit(*title.inner, title.rule)
    for number in parts.numbers:
        yield Hit(number.start, number.end, "number" if number.code else "number_without_code")
    if "元" in text or "万" in text:
        for amount in read_mentions(text, fiscal_year=fiscal_year):
            yield Hit(amount.start, amount.end, f"{amount.level}_{amount.effect or 'plain'}")
    named = find_implementer(text) if section != "basis" else None
    if named is not None:
        yield Hit(named.start, named.end, named.by)
