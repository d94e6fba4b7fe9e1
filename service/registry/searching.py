"""Works that a person may mean: by number, title, part of a title, or a whole citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from extraction.citations import find_citations, normalise_title
from extraction.registry import Evidence, Linker, LinkRanker, Work, normal_title, number_key
from extraction.registry.entries import Entry, entry_of
from extraction.registry.evidence import Cited, compare, prepare
from extraction.registry.in_force import Edition
from extraction.registry.reasons import why_linked
from service.store.tables import aliases as alias_table
from service.store.tables import carriers as carrier_table
from service.store.tables import works as work_table
from service.store.work_rows import indexed
from service.store.works import read_work

_NO_EDITION = Edition(None, "unknown")
_LONGEST = 2000  # characters of a question
_MOST_WITH_PART = 50
_LIKE = 0.5  # titles less alike are not worth a look


@dataclass(frozen=True, slots=True)
class Hit:
    """A work that may be meant, how likely it is, 0 to 1, and why in words."""

    work: Work
    score: float
    why: str


def search(
    connection: sa.Connection, linker: Linker, ranker: LinkRanker, text: str, *, limit: int
) -> list[Hit]:
    """Return the works that ``text`` may mean, the likeliest first.

    ``text`` is an id, a number in any brackets, a title or a part of one, or a citation as
    printed: 《…》（…）. Works that merely have it in a title come after those that match.
    """
    text = text.strip()[:_LONGEST]
    if not text:
        return []
    meant = read_work(connection, text)
    if meant is not None:
        return [Hit(meant, 1.0, "登记号一致")]
    found: dict[str, tuple[int, float, str]] = {}
    for cited in _asked(text):
        pairs = linker.candidates(cited)
        pairs += _with_part(connection, cited, text, known={entry.id for entry, _ in pairs})
        scores = ranker.scores([evidence for _, evidence in pairs])
        for (entry, evidence), score in zip(pairs, scores, strict=True):
            has_part = _has_part(cited, entry)
            rank = _rank(evidence, has_part=has_part)
            if rank is None or (rank, -score) >= found.get(entry.id, (rank, 1.0, ""))[:2]:
                continue
            part = rank == 1
            why = (
                _why_part(cited, text) if part else why_linked(cited, entry, evidence, _NO_EDITION)
            )
            found[entry.id] = (rank, -score, why)
    hits: list[Hit] = []
    for work_id in sorted(found, key=lambda each: (*found[each][:2], each)):
        work = read_work(connection, work_id)
        if work is not None:
            hits.append(Hit(work, -found[work_id][1], found[work_id][2]))
        if len(hits) == limit:
            break
    return hits


def _asked(text: str) -> list[Cited]:
    """Return what a person asks for: the citations in the text, else all of it as a name."""
    citations = find_citations(text, start=0, end=len(text), section=None)
    if citations:
        return [
            prepare(
                title=each.title,
                doc_number=each.doc_number,
                issuer=each.issuer,
                edition=each.version,
                place="",
            )
            for each in citations
        ]
    number = text if number_key(text) else None
    title = None if number else normalise_title(text)
    return [prepare(title=title, doc_number=number, issuer=None, edition=None, place="")]


def _with_part(
    connection: sa.Connection, cited: Cited, text: str, *, known: set[str]
) -> list[tuple[Entry, Evidence]]:
    """Return the works of which a name contains the title asked for."""
    part = indexed(cited.title.whole if cited.title else "")
    if not part:
        return []
    named: set[str] = set()
    for column, name, sought in (
        (work_table.c.id, work_table.c.normal_title, part),
        (alias_table.c.work_id, alias_table.c.normal_text, part),
        (carrier_table.c.work_id, carrier_table.c.title, text),
    ):
        # a part of many titles is more of the short ones
        statement = (
            sa.select(column)
            .where(name.contains(sought, autoescape=True))
            .order_by(sa.func.length(name), column)
            .limit(_MOST_WITH_PART)
        )
        named.update(connection.execute(statement).scalars())
    found: list[tuple[Entry, Evidence]] = []
    for work_id in sorted(named - known):
        work = read_work(connection, work_id)
        if work is not None:
            entry = entry_of(work)
            found.append((entry, compare(cited, entry)))
    return found


def _has_part(cited: Cited, entry: Entry) -> bool:
    part = cited.title.whole if cited.title else ""
    names: Sequence[str] = [normal_title(name.printed) for name in entry.names]
    return bool(part) and any(part in name for name in names)


def _rank(evidence: Evidence, *, has_part: bool) -> int | None:
    """Return 0 for a number or title that agrees, 1 for a part of a title, 2 for a likeness."""
    if evidence.number == "same" or evidence.title not in ("near", "absent"):
        return 0
    if has_part:
        return 1
    return 2 if evidence.number == "near" or evidence.likeness >= _LIKE else None


def _why_part(cited: Cited, text: str) -> str:
    part = cited.title.whole if cited.title else ""
    return f"标题含“{text if normal_title(text) == part else part}”"
