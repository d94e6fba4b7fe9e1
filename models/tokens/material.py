"""What the token classifier of our task learns from: passages as the pipeline makes them.

A model that ships is trained on what ships: the gold texts, clean and roughened, and invented
disclosures. Material that is elsewhere is read with `models.shelf.token_labels`.
"""

from __future__ import annotations

import hashlib
import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extraction.citations import read_parts
from extraction.combining import passage_of
from extraction.errors import UsageError
from extraction.learned import TOKEN_LABELS
from extraction.schema import SectionKind
from models.tokens.crf import Example
from models.tokens.documents import Origin, TaskDocument
from models.tokens.made import SYNTHETIC, made_documents
from training_data.formats import LabelledText, Place, Span, check
from training_data.gold import GoldText, frozen_texts, training_texts
from training_data.gold.frozen import LEAST_SHARED, bodies, frozen_names, frozen_text
from training_data.gold.renaming import rename_text
from training_data.gold.roughening import draw_kinds, roughen_text
from training_data.gold.texts import LABELS, LINE_END, kind_of

# How often a roughened copy loses what the page says of its sections, as unknown layouts do.
_UNKNOWN_PLACE = 0.3
_BARE = 0.5


def shipped_material(*, seed: int = 0, synthetic: int | None = None) -> tuple[TaskDocument, ...]:
    """Return what a released model is trained on; ``synthetic`` is the number of made documents.

    Raises `UsageError` as `training_texts` does.
    """
    texts = training_texts()
    count = SYNTHETIC if synthetic is None else synthetic
    return (
        *(gold_document(text) for text in texts),
        *(varied_document(text, seed=seed, rough=False) for text in texts),
        *(varied_document(text, seed=seed, rough=True) for text in texts),
        *made_documents(range(seed * 10_000, seed * 10_000 + count)),
    )


def gold_document(text: GoldText, *, origin: Origin = "gold") -> TaskDocument:
    """Make passages of a gold text's sections."""
    examples = tuple(
        example
        for project in text.projects
        for section in project.sections
        for example in passages(
            section.body, kind=section.kind, heading=section.heading, year=text.year
        )
    )
    return TaskDocument(text.name, text.department, origin, examples)


def roughened_text(text: GoldText, *, seed: int) -> GoldText:
    """Return a gold text in disorder; the kinds are drawn by ``seed`` and its name."""
    chance = random.Random(f"{seed} {text.name}")
    return roughen_text(text, draw_kinds(chance), chance)


def varied_document(text: GoldText, *, seed: int, rough: bool) -> TaskDocument:
    """Make passages of a gold text that cites other regulations, in disorder where ``rough``.

    Some passages do not know in what section they stand; those without a label are left out,
    since the text itself teaches them.
    """
    chance = random.Random(f"{seed} {rough} {text.name}")
    other = rename_text(text, chance)
    if rough:
        kinds = set(draw_kinds(chance))
        # Titles without their marks are what rules see least, and what documents here have too few
        # of to learn from.
        kinds |= {"missing_marks"} if chance.random() < _BARE else set()
        other = roughen_text(other, tuple(sorted(kinds)), chance)
    document = gold_document(other, origin="roughened" if rough else "renamed")
    kept = tuple(_misplaced(one, chance) for one in document.examples if one.spans)
    return replace(document, examples=kept)


def passages(
    body: LabelledText, *, kind: SectionKind, heading: str, year: int | None
) -> Iterator[Example]:
    """Make the passage of a section's body; its labels are keys of gold texts or task labels."""
    text = body.text.replace(LINE_END, "\n")
    parts = read_parts(text, start=0, end=len(text), section=kind, always=True)
    if parts is None:
        return
    starts = parts.flat.starts
    spans = []
    for span in body.spans:
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if first < last:
            spans.append(Span(first, last, LABELS.get(kind_of(span.label), span.label)))
    yield Example(
        passage_of(parts, section=kind, heading=heading, fiscal_year=year), tuple(sorted(spans))
    )


def checked(documents: Iterable[TaskDocument]) -> tuple[TaskDocument, ...]:
    """Return the documents if something can be learned from them and nothing forbids it.

    Raises `UsageError`: ``nothing_to_learn`` (no label, or only one kind of label),
    ``bad_labels`` (a label that does not fit its text or is none of the task's), ``frozen_text``
    (a document of the frozen test set, or one that holds a body of it), ``shared_text`` (two
    issuers share a long body, so that a split by issuer would not hold; two documents from
    elsewhere may, they stand in one fold).
    """
    found = tuple(documents)
    known = frozen_names()
    frozen = bodies(frozen_texts())  # their words are compared, never learned
    seen: dict[str, TaskDocument] = {}
    kinds: set[str] = set()
    for document in found:
        if document.name in known.names or document.issuer in known.departments:
            raise frozen_text(f"{document.name} of {document.issuer}")
        for row, one in enumerate(document.examples, 1):
            record = LabelledText(one.passage.text, one.spans)
            check(record, place=Place(document.name, row), labels=TOKEN_LABELS)
            kinds.update(span.label for span in one.spans)
            text = one.passage.text
            if len(text) < LEAST_SHARED or document.origin == "synthesis":
                continue
            if text in frozen:
                raise frozen_text(f"{document.name}, passage {row}")
            other = seen.setdefault(text, document)
            if other.issuer != document.issuer and not (
                other.origin == "real" and document.origin == "real"
            ):
                raise UsageError(
                    found=f"{document.name}, passage {row}, also printed by {other.issuer}",
                    expected="passages of one issuer only, since material is split by issuer",
                    hint="Take one of the two documents out.",
                    code="shared_text",
                )
    if len(kinds) < 2:
        raise UsageError(
            found=f"{len(found)} documents with {len(kinds)} kinds of label",
            expected="at least two kinds of label",
            hint="Name the folders that hold labelled documents.",
            code="nothing_to_learn",
        )
    return found


def folds_of(documents: Iterable[TaskDocument], folds: int) -> dict[str, int]:
    """Deal the issuers to folds of like size, 0 to ``folds`` - 1, in an order of chance.

    All documents of an issuer stand in one fold, and so do issuers from elsewhere that share a
    long passage. The same issuers are always dealt alike.
    """
    leads = _leads(documents)
    dealt = sorted(set(leads.values()), key=lambda one: hashlib.sha256(one.encode()).digest())
    places = {lead: at % folds for at, lead in enumerate(dealt)}
    return {issuer: places[lead] for issuer, lead in leads.items()}


def _leads(documents: Iterable[TaskDocument]) -> dict[str, str]:
    """Return for each issuer the one that stands for all with which it shares passages."""
    leads: dict[str, str] = {}
    first: dict[str, str] = {}

    def lead(issuer: str) -> str:
        while leads[issuer] != issuer:
            issuer = leads[issuer]
        return issuer

    for document in documents:
        leads.setdefault(document.issuer, document.issuer)
        if document.origin != "real":
            continue
        for one in document.examples:
            if len(one.passage.text) >= LEAST_SHARED:
                other = first.setdefault(one.passage.text, document.issuer)
                low, high = sorted((lead(other), lead(document.issuer)))
                leads[high] = low
    return {issuer: lead(issuer) for issuer in leads}


def _misplaced(example: Example, chance: random.Random) -> Example:
    if chance.random() >= _UNKNOWN_PLACE:
        return example
    return replace(example, passage=replace(example.passage, section="other", heading=""))
