"""How fast are citations found and resolved, beside eyecite, which does so for American cases?"""

from __future__ import annotations

import contextlib
import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.answers import Answer, Benchmark, table, verdict
from extraction.citations import find_citations
from extraction.registry import Catalogue, Context, Linker, link_citations
from models.links import released_ranker
from training_data.citations import LinkCase, cited, make_cases, split_works, synthesise_works

WORKS = 10_000
ROUNDS = 5
TARGET = 5000.0
_SEED = 31
_SHARE = 0.1
_DOCUMENTS = 20
_CITATIONS = 50  # of a document
# Names are made of two parts, so that no two parties of a document share one.
_FIRST = ("Har", "Pen", "Ostr", "Whit", "Lar", "Thist", "March", "Quill", "Dun", "Ash", "Bell")
_SECOND = ("low", "field", "ander", "comb", "rabee", "lewood", "banks", "feather", "more", "grove")
_ENDS = ("Mills", "Bros. Co.", "Transit Co.", "Ins. Co.", "Bd. of Educ.", "Water Dist.", "")
_REPORTERS = (
    ("U.S.", "", 400, 550),
    ("F.3d", "9th Cir. ", 100, 900),
    ("F.2d", "2d Cir. ", 300, 990),
    ("F. Supp. 2d", "S.D.N.Y. ", 50, 900),
    ("Cal. App. 4th", "", 10, 200),
)
_SHORTS = (
    "Id. at {at}.",
    "The court in {plaintiff}, {volume} {reporter} at {at}, went further.",
    "{plaintiff}, supra, at {at}, leaves no doubt.",
)
_DAY = "2025-01-01"


@dataclass(frozen=True, slots=True)
class CitationSpeed:
    """Citations found, and citations a second: medians over the rounds."""

    way: str
    citations: int
    per_second: float


def american_documents(*, seed: int) -> tuple[str, ...]:
    """Write documents that cite invented American cases, half in full and half in short forms."""
    chance = random.Random(seed)
    return tuple(_american(chance) for _ in range(_DOCUMENTS))


def chinese_documents(cases: Sequence[LinkCase]) -> tuple[tuple[str, str], ...]:
    """Write documents of the cases' citations; beside each the place of the body that cites."""
    found = []
    for at in range(0, len(cases) - _CITATIONS + 1, _CITATIONS):
        part = cases[at : at + _CITATIONS]
        text = "\n".join(f"根据{case.citation.text}的要求，安排项目经费。" for case in part)
        found.append((text, part[0].place or ""))
    return tuple(found)


def measure(*, rounds: int = ROUNDS) -> tuple[CitationSpeed, ...]:
    """Time finding and resolving on both sides, in turns, and linking alone.

    Raises:
        ModuleNotFoundError: eyecite, of the extra "bench", is not installed.
    """
    from eyecite import get_citations, resolve_citations

    works = tuple(synthesise_works(WORKS + WORKS // 9, seed=_SEED))
    registered, _ = split_works(works, seed=_SEED, held_out_share=_SHARE)
    linker = Linker(Catalogue(registered[:WORKS]), ranker=released_ranker())
    cases = list(make_cases(works, seed=_SEED, held_out_share=_SHARE))
    random.Random(_SEED).shuffle(cases)
    citations = [(cited(case), Context(case.place or "", _DAY)) for case in cases]
    american = american_documents(seed=_SEED)
    chinese = chinese_documents(cases[: _DOCUMENTS * _CITATIONS])

    def eyecite() -> int:
        count = 0
        for text in american:
            found = get_citations(text)
            resolve_citations(found)
            count += len(found)
        return count

    def found_and_linked() -> int:
        count = 0
        for text, place in chinese:
            found = find_citations(text, start=0, end=len(text), section="basis")
            link_citations(text, found, linker, context=Context(place, _DAY))
            count += len(found)
        return count

    def linked() -> int:
        for citation, context in citations:
            linker.link(
                title=citation.title,
                doc_number=citation.doc_number,
                issuer=citation.issuer,
                version=citation.version,
                context=context,
            )
        return len(citations)

    ways: tuple[tuple[str, Callable[[], int]], ...] = (
        ("eyecite: get_citations and resolve_citations", eyecite),
        ("Yiju: find_citations and link_citations", found_and_linked),
        ("Yiju: linking alone", linked),
    )
    seconds: list[list[float]] = [[] for _ in ways]
    with _quiet():
        counts = [take() for _, take in ways]
        for _ in range(rounds):
            for taken, (_, take) in zip(seconds, ways, strict=True):
                start = time.perf_counter()
                take()
                taken.append(time.perf_counter() - start)
    return tuple(
        CitationSpeed(way, count, count / median(taken))
        for (way, _), count, taken in zip(ways, counts, seconds, strict=True)
    )


def report(records: Sequence[CitationSpeed]) -> tuple[str, ...]:
    """Return the table and the verdict."""
    rows = [
        (record.way, f"{record.citations:,}", f"{record.per_second:,.0f}") for record in records
    ]
    alone = records[-1].per_second
    return (
        *table(("", "citations", "citations a second"), rows),
        "",
        f"One core, warm, median of {ROUNDS} rounds in turns. eyecite reads invented American "
        "cases, half of them in short forms, and resolves them among themselves; Yiju reads "
        f"Chinese citations, half of them harmed, and looks them up in {WORKS:,} works.",
        "",
        verdict(
            f"at least {TARGET:,.0f} citations a second linked against {WORKS:,} works "
            f"({alone:,.0f})",
            met=alone >= TARGET,
        ),
    )


def run() -> Answer:
    """Measure documents made for the occasion."""
    words = f"synthetic documents (seed {_SEED}), {_DOCUMENTS} with {_CITATIONS} citations each"
    return Answer(words, report(measure()))


CITATION_SPEED = Benchmark(
    "citation_speed", "How fast are citations found and linked, beside eyecite?", run
)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep eyecite's warnings out of its time."""
    logger = logging.getLogger("eyecite")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _american(chance: random.Random) -> str:
    sentences = []
    parties = iter(chance.sample([one + two for one in _FIRST for two in _SECOND], _CITATIONS))
    for plaintiff, other in zip(parties, parties, strict=True):
        reporter, court, low, high = chance.choice(_REPORTERS)
        volume, page = chance.randint(low, high), chance.randint(1, 1200)
        year = chance.randint(1975, 2020)
        defendant = f"{other} {chance.choice(_ENDS)}".strip()
        sentences.append(
            f"The rule is settled. {plaintiff} v. {defendant}, {volume} {reporter} {page}, "
            f"{page + 3} ({court}{year})."
        )
        short = chance.choice(_SHORTS)
        sentences.append(
            short.format(
                at=page + chance.randint(1, 9),
                plaintiff=plaintiff,
                volume=volume,
                reporter=reporter,
            )
        )
    return " ".join(sentences)
