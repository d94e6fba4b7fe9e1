"""What the rules look at: a finished Disclosure and the layout it was read from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extraction.checks.figures import Figure, step_of
from extraction.checks.places import Places
from extraction.checks.told import Told, read_paragraphs
from extraction.layout import Layout
from extraction.schema import Disclosure, Evidence, Project, Value
from extraction.values import to_half_width

_APPROXIMATE = ("约", "近", "左右", "上下")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the words for its message's slots, and the evidence."""

    rule: str
    project: int | None
    slots: Mapping[str, object]
    evidence: tuple[Evidence, ...]


class Facts:
    """One document for the rules; what several of them need is worked out once."""

    def __init__(self, disclosure: Disclosure, layout: Layout) -> None:
        self.disclosure = disclosure
        self.layout = layout
        self.text = layout.text
        self.places = Places(layout)

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """All paragraphs, their words without blanks."""
        return read_paragraphs(self.layout)

    @cached_property
    def sentences(self) -> tuple[Told, ...]:
        """The paragraphs that speak of money or of shares."""
        return tuple(one for one in self.told if "元" in one.words or "占" in one.words)

    @cached_property
    def projects_start(self) -> int:
        """The offset at which the first project begins; the text's end where there is none."""
        starts = [
            place
            for project in self.disclosure.projects
            for place in (
                *(section.start for section in project.sections),
                *(value.start for value in project.fields.values() if value.text),
            )
        ]
        return min(starts, default=len(self.text))

    @cached_property
    def knows_columns(self) -> bool:
        """Whether tables have columns: in plain text merged cells have no width."""
        return self.disclosure.source.media_type != "text/plain"

    @cached_property
    def is_account(self) -> bool:
        """Whether the document is a final account (决算)."""
        head = "".join(self.text[:400].split())
        titles = [table.title or "" for table in self.disclosure.tables]
        if titles:
            return sum("决算" in title for title in titles) * 2 > len(titles)
        return "决算" in head and "部门预算" not in head and "单位预算" not in head

    @cached_property
    def is_of_unit(self) -> bool:
        """Whether the document is a unit's (单位预算), whose department stands above it."""
        return bool(re.search("单位(?:预算|决算)|预算单位[:：]", "".join(self.text[:400].split())))

    def figure(self, project: Project, name: str) -> Figure | None:
        """Return a money field as a figure; ``None`` where it has no value."""
        value = project.fields.get(name)
        return None if value is None else self.figure_of(value)

    def figure_of(self, value: Value) -> Figure | None:
        """Return a value of money as a figure, a sum of printed items as exact as its items."""
        if value.value is None or self._is_cut(value):
            return None
        unit = self._form_unit(value)
        around = to_half_width(
            self.text[max(0, value.start - 4) : value.start] + self.text[value.end : value.end + 3]
        )
        is_sum = value.by == "sum_of_items"
        step = Decimal(100) if is_sum else step_of(value.text, unit=unit)
        return Figure(
            Decimal(value.value),
            step,
            self.places.of_value(value),
            any(word in around for word in _APPROXIMATE),
        )

    def _is_cut(self, value: Value) -> bool:
        """Tell whether digits stand before a value of running text: its print is set apart."""
        if value.method == "form":
            return False
        before = self.text[max(0, value.start - 4) : value.start].rstrip()
        return before[-1:].isdigit() or (before[-1:] in (".", ",") and before[-2:-1].isdigit())

    @staticmethod
    def _form_unit(value: Value) -> str | None:
        """Return the unit of a form's cell, told from how its print became yuan."""
        if value.method != "form" or value.value is None:
            return None
        digits = "".join(c for c in to_half_width(value.text) if c.isdigit() or c == ".")
        if not digits or digits.count(".") > 1:
            return None
        printed, yuan = Decimal(digits.strip(".") or "0"), Decimal(value.value)
        if printed and yuan == printed * 10000:
            return "万元"
        return "元"

    def year_amount(self, project: Project) -> Figure | None:
        """Return what the project costs this year: by its form, else by its narrative."""
        return self.figure(project, "annual_request") or self.figure(project, "narrative_budget")


Rule = Callable[[Facts], Iterator[Finding]]
