"""Disclosures to grow the registry from: documents that are read now, and what was extracted."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from extraction.errors import UsageError, YijuError
from extraction.schema import Disclosure
from service.documents import Found, Named, find_documents
from service.parsing import Reply, Request, run_all
from service.records import RecordError, disclosure_from_json
from service.settings import Settings

_EXTRACTED = (".json", ".jsonl")
_GOLD_ENDING = ".gold.json"


@dataclass(frozen=True, slots=True)
class Sources:
    """What a run reads: documents, and outputs of `yiju extract`; other files are skipped."""

    documents: tuple[Named, ...]
    extracted: tuple[Path, ...]
    skipped: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.documents) + len(self.extracted)


def find_sources(paths: Sequence[Path]) -> Sources:
    """Find what ``paths`` name: files, and folders with all that is in them.

    A document with its output beside it (A.pdf, A.pdf.json) is read once: as extracted.
    """
    extracted: dict[Path, None] = {}
    others: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.suffix in _EXTRACTED)
            extracted.update(
                (each, None)
                for each in inside
                if each.is_file() and not each.name.endswith(_GOLD_ENDING)
            )
            others.append(path)
        elif path.suffix.lower() in _EXTRACTED:
            extracted[path] = None
        else:
            others.append(path)
    found = find_documents(others) if others else Found((), ())
    known = {each.absolute().with_suffix("") for each in extracted if each.suffix == ".json"}
    return Sources(
        documents=tuple(each for each in found.documents if each.path not in known),
        extracted=tuple(extracted),
        skipped=tuple(name for name in found.skipped if not name.lower().endswith(_EXTRACTED)),
    )


def read_disclosures(
    sources: Sources, settings: Settings
) -> Generator[tuple[str, Disclosure | YijuError]]:
    """Yield each disclosure with its file's name, or why there is none.

    A line of JSON Lines is a disclosure of its own. Closing the iterator ends all processes.
    """
    for path in sources.extracted:
        for name, body in _bodies(path):
            yield name, _disclosure(body, name)
    requests = [Request(path=str(each.path), name=each.name) for each in sources.documents]
    with closing(run_all(requests, settings)) as outcomes:
        for index, outcome in outcomes:
            name = sources.documents[index].name
            yield name, _disclosure(outcome.body, name) if isinstance(outcome, Reply) else outcome


def _bodies(path: Path) -> Iterator[tuple[str, bytes | YijuError]]:
    try:
        if path.suffix.lower() == ".json":
            yield path.name, path.read_bytes()
            return
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{path.name}:{number}", line
    except OSError as error:
        yield (
            path.name,
            UsageError(
                found=f"{path.name}: {error.strerror or type(error).__name__}",
                expected="a file that can be read",
                hint="Check the path and the permissions.",
                code="no_such_file",
            ),
        )


def _disclosure(body: bytes | YijuError, name: str) -> Disclosure | YijuError:
    if isinstance(body, YijuError):
        return body
    try:
        value = json.loads(body)
        if isinstance(value, dict) and "error" in value and "source" not in value:
            return _not_a_disclosure(name, f"the error {str(value['error'])[:120]}")
        return disclosure_from_json(value)
    except (RecordError, ValueError, RecursionError) as error:
        return _not_a_disclosure(name, str(error)[:200])


def _not_a_disclosure(name: str, found: str) -> UsageError:
    return UsageError(
        found=f"{name}: {found}",
        expected="a disclosure as `yiju extract` writes it",
        hint="Extract the document again with this version.",
        code="not_a_disclosure",
    )
