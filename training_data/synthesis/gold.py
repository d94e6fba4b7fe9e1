"""The answer that belongs to a synthetic document: a subset of the output contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extraction.schema import (
    FORM_FIELDS,
    NARRATIVE_FIELDS,
    Declared,
    Operator,
    SectionKind,
    to_json,
)


@dataclass(frozen=True, slots=True)
class GoldSection:
    kind: SectionKind
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class GoldIndicator:
    level1: str | None
    level2: str | None
    level3: str | None
    operator: Operator | None
    value: str | None
    unit: str | None
    text: str


@dataclass(frozen=True, slots=True)
class GoldCitation:
    title: str | None
    doc_number: str | None
    issuer: str | None
    article: str | None
    version: str | None
    section: SectionKind


@dataclass(frozen=True, slots=True)
class GoldProject:
    """``fields`` holds plain values; a field whose label is not printed is absent, one
    whose cell is printed empty is ``None``."""

    name: str | None
    pages: tuple[int, int] | None
    sections: tuple[GoldSection, ...] = ()
    fields: Mapping[str, str | None] = field(default_factory=dict)
    indicators: tuple[GoldIndicator, ...] = ()
    citations: tuple[GoldCitation, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldDisclosure:
    department: str | None
    fiscal_year: int | None
    declared: Declared
    projects: tuple[GoldProject, ...]


def gold_json(gold: GoldDisclosure) -> object:
    """Return plain JSON values with keys in the contract's order."""
    return to_json(gold)


def in_contract_order(fields: Mapping[str, str | None]) -> dict[str, str | None]:
    """Sort fields as the contract lists them.

    Raises:
        ValueError: a name is none of the contract's.
    """
    names = (*FORM_FIELDS, *NARRATIVE_FIELDS)
    unknown = sorted(set(fields) - set(names))
    if unknown:
        raise ValueError(f"no field of the contract: {', '.join(unknown)}")
    return {name: fields[name] for name in names if name in fields}
