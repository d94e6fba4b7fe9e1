"""The lessons of a whole store, and their file for training."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extraction.errors import YijuError
from service.review.lessons.rows import Lesson, lessons_of
from service.review.sheets import open_sheet
from service.store.corrections import corrected_documents
from service.store.training_rows import TaughtRow
from training_data.formats import doccano

if TYPE_CHECKING:
    from service.review.documents import Reading
    from service.store import Store


@dataclass(frozen=True, slots=True)
class Collected:
    """What the corrected documents teach. ``refused`` are those that may not, with the reason."""

    lessons: tuple[Lesson, ...]
    document_count: int
    refused: tuple[tuple[str, str], ...]
    unplaced_count: int


def collect(store: Store, reading: Reading) -> Collected:
    """Derive the lessons of every document that an analyst has worked on."""
    lessons: list[Lesson] = []
    refused: list[tuple[str, str]] = []
    unplaced = 0
    with store.read() as connection:
        hashes = corrected_documents(connection)
    seen: dict[str, str] = {}
    for sha256 in hashes:
        try:
            sheet = open_sheet(store, reading, sha256)
        except YijuError as error:
            refused.append((sha256, error.found))
            continue
        found = lessons_of(sheet.live, sheet.view)
        if found.refused is not None:
            refused.append((sheet.name, found.refused))
        unplaced += found.unplaced_count
        for lesson in found.lessons:
            # departments copy from one another: such a passage would stand on both sides
            # of a split by department, so only the first one teaches
            department = str(lesson.record.meta["department"])
            if seen.setdefault(lesson.record.text, department) == department:
                lessons.append(lesson)
    return Collected(tuple(lessons), len(hashes), tuple(refused), unplaced)


def write_lessons(lessons: Iterable[Lesson], folder: Path) -> Path:
    """Write the lessons as doccano's JSONL into a folder, for `models.training`."""
    path = folder / "corrections.jsonl"
    doccano.write((lesson.record for lesson in lessons), path)
    return path


def taught_rows(lessons: Iterable[Lesson], *, version: str) -> list[TaughtRow]:
    """Return what a version was taught, for the store."""
    return [
        TaughtRow(
            "tokens",
            version,
            lesson.document_sha256,
            lesson.start,
            lesson.end,
            lesson.record.text,
            tuple((span.start, span.end, span.label) for span in lesson.record.spans),
            lesson.correction_ids,
        )
        for lesson in lessons
    ]
