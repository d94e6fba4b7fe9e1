"""Do the reconciliation rules find what is wrong, and nothing else?"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path

from benchmarks.answers import Answer, Benchmark, table, verdict
from extraction import extract
from extraction.checks import run_across
from extraction.registry import Catalogue, Linker, shipped_codes, shipped_works
from extraction.schema import Check
from models.links import released_ranker
from training_data.synthesis import synthesise
from training_data.synthesis.blocks import Block
from training_data.synthesis.errors import (
    ERRORS,
    PAIRED_ERRORS,
    ErrorClass,
    Spoiled,
    SpoiledPair,
    move_years,
    spoil,
)
from training_data.synthesis.layouts import LAYOUTS

DOCUMENTS = 500
EACH = 12  # documents with one error for each rule
MEASURED = Path(__file__).parents[1] / "service" / "contract" / "measured.toml"
_TARGET = 0.98
_PROCESSES = 4
_FIRST_SEED = 20_000  # far from the seeds that the tests and the rules were made with


@dataclass(frozen=True, slots=True)
class Measured:
    """One rule: errors put in and found; its findings over all documents, and the right ones."""

    rule: str
    injected: int
    found: int
    findings: int
    right: int

    @property
    def recall(self) -> float:
        return self.found / self.injected if self.injected else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.findings if self.findings else 0.0


def clean_findings(count: int, *, first_seed: int = _FIRST_SEED) -> list[tuple[str, Check]]:
    """Return the findings on so many sound documents, each with the document's name."""
    with ProcessPoolExecutor(_PROCESSES) as pool:
        found = pool.map(_clean, range(first_seed, first_seed + count), chunksize=8)
        return [one for of_document in found for one in of_document]


@cache
def _linker() -> Linker:
    """Return the linker over the starter registry, one a process."""
    return Linker(Catalogue(shipped_works(), shipped_codes()), ranker=released_ranker())


def _clean(seed: int) -> list[tuple[str, Check]]:
    layouts = tuple(LAYOUTS)
    document = synthesise(seed, layout=layouts[seed % len(layouts)], sound=True)
    checks = extract(document.pdf, open_linker=_linker).checks
    return [(document.name, check) for check in checks]


def measure_errors(each: int, *, first_seed: int = _FIRST_SEED) -> list[Measured]:
    """Put each class of errors into so many documents, one a document, and read them.

    A finding is right where a piece of its evidence is what was printed wrong (what follows
    from an error counts: a changed item changes its sums), or, for what is missing, where it
    is of the error's rule.
    """
    injected: Counter[str] = Counter()
    found: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    right: Counter[str] = Counter()
    with ProcessPoolExecutor(_PROCESSES) as pool:
        read = list(
            pool.map(_spoiled_documents, range(len(ERRORS)), repeat(each), repeat(first_seed))
        )
    for error, documents in zip(ERRORS, read, strict=True):
        for checks, spoiled in documents:
            injected[error.rule] += 1
            about = [check for check in checks if _is_about(check, spoiled, error)]
            found[error.rule] += any(check.rule == error.rule for check in about)
            findings.update(check.rule for check in checks)
            right.update(check.rule for check in about)
    return [
        Measured(
            error.rule,
            injected[error.rule],
            found[error.rule],
            findings[error.rule],
            right[error.rule],
        )
        for error in ERRORS
    ]


def _spoiled_documents(
    place: int, count: int, first_seed: int
) -> list[tuple[Sequence[Check], Spoiled]]:
    error = ERRORS[place]
    chance = random.Random(error.rule)
    made: list[tuple[Sequence[Check], Spoiled]] = []
    for _ in range(count * 8):
        if len(made) == count:
            break
        seed = first_seed + chance.randrange(100_000)
        held: list[Spoiled] = []

        def change(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
            spoiled = spoil(blocks, error, seed=seed)  # noqa: B023
            if spoiled is None:
                raise _NoPlaceError
            held.append(spoiled)  # noqa: B023
            return spoiled.blocks

        layout = chance.choice(error.layouts)
        try:
            document = synthesise(seed, layout=layout, sound=True, spoil=change)
        except _NoPlaceError:
            continue
        linker = _linker if error.by_registry else None
        made.append((extract(document.pdf, open_linker=linker).checks, held[0]))
    return made


class _NoPlaceError(Exception):
    """A document has no place for an error: it need not be set on pages."""


@dataclass(frozen=True, slots=True)
class Across:
    """The rules over several documents, and what they found on so many sound pairs."""

    rules: tuple[Measured, ...]
    sound_pairs: int
    alarms: int


def measure_pairs(each: int, *, first_seed: int = _FIRST_SEED) -> Across:
    """Make so many pairs that disagree in each way, and as many that do not."""
    with ProcessPoolExecutor(_PROCESSES) as pool:
        read = list(
            pool.map(_pairs, range(len(PAIRED_ERRORS)), repeat(each), repeat(first_seed))
        )  # fmt: skip
    rows = []
    for error, (spoiled, _) in zip(PAIRED_ERRORS, read, strict=True):
        about = [
            [check for check in checks if _shares_words(check, pair.marks)]
            for checks, pair in spoiled
        ]
        rows.append((error.rule, spoiled, about))
    findings = Counter(check.rule for _, made, _ in rows for checks, _ in made for check in checks)
    right = Counter(check.rule for _, _, about in rows for found in about for check in found)
    sound = [checks for _, clean in read for checks in clean]
    findings.update(check.rule for checks in sound for check in checks)
    return Across(
        tuple(
            Measured(
                rule,
                len(made),
                sum(any(check.rule == rule for check in found) for found in about),
                findings[rule],
                right[rule],
            )
            for rule, made, about in rows
        ),
        len(sound),
        sum(len(checks) for checks in sound),
    )


def _pairs(
    place: int, count: int, first_seed: int
) -> tuple[list[tuple[tuple[Check, ...], SpoiledPair]], list[tuple[Check, ...]]]:
    """Return the findings on pairs with an error, and on the same pairs without one."""
    error = PAIRED_ERRORS[place]
    chance = random.Random(error.rule)
    made: list[tuple[tuple[Check, ...], SpoiledPair]] = []
    sound: list[tuple[Check, ...]] = []
    for _ in range(count * 8):
        if len(made) == count:
            break
        seed, layout = first_seed + chance.randrange(100_000), chance.choice(error.layouts)
        blocks = synthesise(seed, layout=layout, sound=True, painted=False).blocks
        wrong = error.inject(blocks, random.Random(seed))
        right = error.sound(blocks, random.Random(seed))
        if wrong is not None and right is not None:
            made.append((_across(seed, layout, wrong), wrong))
            sound.append(_across(seed, layout, right))
    return made, sound


def _across(seed: int, layout: str, pair: SpoiledPair) -> tuple[Check, ...]:
    documents = [
        synthesise(
            seed,
            layout=layout,
            sound=True,
            spoil=_replaced_by(blocks),
            reprint_head=move_years if pair.later and blocks is pair.second else None,
        )
        for blocks in (pair.first, pair.second)
    ]
    found = run_across([extract(document.pdf) for document in documents])
    return tuple(one.check for one in found)


def _replaced_by(blocks: tuple[Block, ...]) -> Callable[[tuple[Block, ...]], tuple[Block, ...]]:
    return lambda _blocks: blocks


def _is_about(check: Check, spoiled: Spoiled, error: ErrorClass) -> bool:
    if not spoiled.marks:
        return check.rule == error.rule
    return _shares_words(check, spoiled.marks)


def _shares_words(check: Check, words: Sequence[str]) -> bool:
    """Tell whether a piece of a finding's evidence is what was printed wrong."""
    marks = ["".join(mark.split()) for mark in words]
    texts = ["".join(evidence.text.split()) for evidence in check.evidence]
    return any(text and (mark in text or text in mark) for mark in marks for text in texts)


def report(
    records: Sequence[Measured],
    alarms: Sequence[tuple[str, Check]],
    count: int,
    across: Across,
) -> Answer:
    """Return the table, and the verdicts on all rules."""
    head = ("rule", "errors put in", "found", "recall", "findings", "right", "precision")
    rows = [
        (
            one.rule,
            str(one.injected),
            str(one.found),
            f"{one.recall:.3f}",
            str(one.findings),
            str(one.right),
            f"{one.precision:.3f}",
        )
        for one in records
    ]
    low = [one.rule for one in records if one.recall < _TARGET or one.precision < _TARGET]
    pairs = across.sound_pairs
    lines = (
        *table(head, rows),
        "",
        f"False alarms on {count} sound documents, read with the starter registry: {len(alarms)}; "
        f"on {pairs} sound pairs of documents: {across.alarms}.",
        "",
        verdict(f"no finding on {count} sound documents", met=not alarms),
        verdict(f"no finding on {pairs} sound pairs", met=not across.alarms),
        verdict(
            f"recall and precision of every rule at least {_TARGET}"
            + (f" (below: {', '.join(low)})" if low else ""),
            met=not low,
        ),
    )
    spoiled = sum(one.injected for one in records)
    documents = f"{count} sound ones, and {spoiled} errors, each in a document or pair of its own"
    return Answer(documents, lines)


def write_measured(records: Sequence[Measured], place: Path = MEASURED) -> None:
    """Write the figures that docs/checks.md shows."""
    lines = [
        "# Written by `python -m benchmarks checks`: errors put into documents, and findings.",
        "",
    ]
    for one in records:
        lines += [
            f"[{one.rule}]",
            f"injected = {one.injected}",
            f"found = {one.found}",
            f"findings = {one.findings}",
            f"right = {one.right}",
            "",
        ]
    place.write_text("\n".join(lines), "utf-8")


def run() -> Answer:
    """Measure all rules and renew the figures of docs/checks.md."""
    across = measure_pairs(EACH)
    records = [*measure_errors(EACH), *across.rules]
    write_measured(records)
    return report(records, clean_findings(DOCUMENTS), DOCUMENTS, across)


CHECKS = Benchmark("checks", "What do the reconciliation rules find, and what do they invent?", run)
