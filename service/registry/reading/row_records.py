"""What a row of a registry file is: good, bad, or said before."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.registry import Work


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """A good row. ``given_id`` is the id in the file, ``None`` where the work's id was made up.

    ``merged_ids`` are ids of works that a person has merged into this one.
    """

    number: int
    work: Work
    given_id: str | None
    merged_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is not taken, with what an analyst needs to put it right."""

    number: int
    code: str
    found: str
    expected: str
    hint: str


@dataclass(frozen=True, slots=True)
class RepeatedRow:
    """A row that says what another row of the file with its id has said; it is skipped."""

    number: int
    given_id: str


class RowError(Exception):
    """What is wrong with a row; `BadRow` without its number."""

    def __init__(self, code: str, *, found: str, expected: str, hint: str) -> None:
        super().__init__(found)
        self.code = code
        self.found = found
        self.expected = expected
        self.hint = hint

    def at(self, number: int) -> BadRow:
        """Return the bad row at a place in the file."""
        return BadRow(number, self.code, self.found, self.expected, self.hint)
