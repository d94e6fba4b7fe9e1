"""Found citations against sentences labelled by hand, by the spans of titles and numbers.

A labelled file is UTF-8 text with a sentence a line and three columns between tabs: the sentence
(a line end in it written ``\\n``), its citations as JSON, anything else as JSON. Lines that begin
with ``#`` are comments. A citation has ``title_span`` and ``doc_span`` (half-open character
offsets into the sentence) and ``doc_norm`` (the number in its canonical form), each of them only
where the sentence has it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from extraction.citations import find_cited
from models.scores import Counts

T = TypeVar("T", bound=Hashable)
Span = tuple[int, int]
What = Literal["title", "number", "canonical"]

_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """What a sentence holds: title spans, number spans, and each number's canonical form."""

    titles: frozenset[Span] = frozenset()
    numbers: frozenset[Span] = frozenset()
    canonical: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence, its labels, and the line of the file (from 1) that it stands on."""

    text: str
    labels: Labels
    line: int


@dataclass(frozen=True, slots=True)
class CitationMiss:
    """Something labelled and not found, or found and not labelled (``missing`` is false)."""

    line: int
    what: What
    text: str
    missing: bool


@dataclass(frozen=True, slots=True)
class CitationScores:
    """Strict counts over all sentences; a number printed once for several titles counts once.

    titles     spans inside the outer marks, edition bracket included
    numbers    spans of document numbers, without the brackets around them
    canonical  the canonical forms of the numbers, wherever they stand in their sentence
    """

    sentences: int
    titles: Counts
    numbers: Counts
    canonical: Counts
    misses: tuple[CitationMiss, ...]


def read_labelled(path: Path) -> tuple[LabelledSentence, ...]:
    """Read a labelled file.

    Raises:
        ValueError: a line lacks a column, is no JSON, or has a span outside its sentence.
    """
    sentences: list[LabelledSentence] = []
    for line, row in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not row.strip() or row.startswith("#"):
            continue
        columns = row.split("\t")
        if len(columns) < _COLUMNS:
            raise ValueError(f"line {line}: {len(columns)} columns, expected {_COLUMNS}")
        text = columns[0].replace("\\n", "\n")
        try:
            sentences.append(LabelledSentence(text, _labels(json.loads(columns[1]), text), line))
        except (ValueError, TypeError, AttributeError) as error:
            raise ValueError(f"line {line}: {error}") from error
    return tuple(sentences)


def found_labels(text: str) -> Labels:
    """Return what the finder finds in a text that is no disclosure, as labels."""
    cited = find_cited(text, start=0, end=len(text), section=None)
    numbers = {each.doc_number: each.citation.doc_number for each in cited if each.doc_number}
    return Labels(
        titles=frozenset(each.title for each in cited if each.title),
        numbers=frozenset(numbers),
        canonical=tuple(sorted(filter(None, numbers.values()))),
    )


def score_citations(
    sentences: Iterable[LabelledSentence], find: Callable[[str], Labels] = found_labels
) -> CitationScores:
    """Compare what ``find`` makes of each sentence with its labels."""
    total: dict[What, Counts] = {"title": Counts(), "number": Counts(), "canonical": Counts()}
    misses: list[CitationMiss] = []
    count = 0
    for sentence in sentences:
        count += 1
        found = find(sentence.text)
        gold = sentence.labels
        spans: tuple[tuple[What, Counter[Span], Counter[Span]], ...] = (
            ("title", Counter(gold.titles), Counter(found.titles)),
            ("number", Counter(gold.numbers), Counter(found.numbers)),
        )
        for what, expected, got in spans:
            total[what] += _counts(expected, got)
            misses += [
                CitationMiss(sentence.line, what, sentence.text[slice(*span)], missing)
                for span, missing in _differences(expected, got)
            ]
        forms, found_forms = Counter(gold.canonical), Counter(found.canonical)
        total["canonical"] += _counts(forms, found_forms)
        misses += [
            CitationMiss(sentence.line, "canonical", form, missing)
            for form, missing in _differences(forms, found_forms)
        ]
    return CitationScores(count, total["title"], total["number"], total["canonical"], tuple(misses))


def _labels(citations: Iterable[Mapping[str, object]], text: str) -> Labels:
    titles: set[Span] = set()
    numbers: dict[Span, str] = {}
    for citation in citations:
        if citation.get("title_span") is not None:
            titles.add(_span(citation["title_span"], text))
        if citation.get("doc_span") is not None:
            numbers[_span(citation["doc_span"], text)] = str(citation.get("doc_norm") or "")
    return Labels(
        frozenset(titles), frozenset(numbers), tuple(sorted(filter(None, numbers.values())))
    )


def _span(value: object, text: str) -> Span:
    if not isinstance(value, list) or [type(place) for place in value] != [int, int]:
        raise ValueError(f"{value!r} is no span")
    start, end = value
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the span {value} is outside its sentence")
    return start, end


def _counts(gold: Counter[T], found: Counter[T]) -> Counts:
    return Counts(
        true_positive=(gold & found).total(),
        false_positive=(found - gold).total(),
        false_negative=(gold - found).total(),
    )


def _differences(gold: Counter[T], found: Counter[T]) -> list[tuple[T, bool]]:
    missing = sorted((gold - found).elements(), key=repr)
    added = sorted((found - gold).elements(), key=repr)
    return [*((each, True) for each in missing), *((each, False) for each in added)]
