"""Every name of the contract is described, and nothing else is."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.schema import Candidate, Problem
from service.contract.meanings import Meaning, load_meanings, records, undescribed, unknown


@dataclass(frozen=True, slots=True)
class Widened:
    """A record with a field that nobody described, and one of another record."""

    code: str
    colour: str
    inner: tuple[Candidate, ...] | None


def test_every_name_of_the_schema_is_described() -> None:
    assert undescribed(load_meanings()) == ()


def test_every_described_name_is_in_the_schema() -> None:
    assert unknown(load_meanings()) == ()


def test_a_field_without_a_description_is_named() -> None:
    meanings = {
        **load_meanings(),
        ("record", "Widened"): {"code": Meaning("", ""), "inner": Meaning("", "")},
    }
    assert undescribed(meanings, root=Widened) == ("record Widened: colour",)


def test_a_description_of_nothing_is_named() -> None:
    row = Meaning("颜色", "The colour.")
    problem = {**load_meanings()["record", "Problem"], "colour": row}
    meanings = {**load_meanings(), ("record", "Problem"): problem}
    assert unknown(meanings) == ("record Problem: colour",)


def test_records_are_found_inside_sequences_and_options() -> None:
    assert records(Widened) == (Widened, Candidate)
    assert Problem in records()


def test_no_description_is_empty_or_breaks_a_table_row() -> None:
    bad = [
        name
        for rows in load_meanings().values()
        for name, row in rows.items()
        if not row.zh or not row.meaning.endswith((".", "。")) or "|" in row.meaning + row.zh
    ]
    assert bad == []
