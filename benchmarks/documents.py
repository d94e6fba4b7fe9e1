"""The documents that are measured: the hand-checked samples, else synthetic ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from training_data.synthesis import write_examples

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SAMPLES = SHARED / "samples"
HOSTILE = SHARED / "hostile"
_SEEDS = range(800_000, 800_012)


@dataclass(frozen=True, slots=True)
class Documents:
    """A folder of PDF and text files with gold beside them, and what they are."""

    folder: Path
    words: str

    @property
    def pdfs(self) -> tuple[Path, ...]:
        """The PDF files in order of name."""
        return tuple(sorted(self.folder.glob("*.pdf")))

    @property
    def digital(self) -> tuple[Path, ...]:
        """The PDF files with text of their own: those that nobody needs OCR for."""
        return tuple(path for path in self.pdfs if _has_text(path))


def _has_text(path: Path) -> bool:
    with pypdfium2.PdfDocument(path) as document:
        return any(page.get_textpage().count_chars() for page in document)


@contextmanager
def documents() -> Iterator[Documents]:
    """Yield the samples where they are, else documents made for the occasion."""
    if SAMPLES.is_dir():
        yield Documents(SAMPLES, "the hand-checked samples (`../shared/samples`)")
        return
    with TemporaryDirectory() as name:
        for _ in write_examples(Path(name), seeds=_SEEDS):
            pass
        words = f"{len(_SEEDS)} synthetic documents (seeds {_SEEDS.start} to {_SEEDS.stop - 1})"
        yield Documents(Path(name), words)
