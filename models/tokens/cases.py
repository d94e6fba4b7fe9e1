"""Sentences with labelled citations (``*.tsv``) → passages for the token classifier.

The form is that of `models.citation_scores`: a sentence, its citations as JSON, anything else as
JSON, between tabs. A citation has ``title_span`` and ``doc_span``; its ``issuer`` is looked for
before them, its edition bracket is taken off the title. Sentences are split by their ``source``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from extraction.citations import flatten, title_at
from models.citation_scores import read_labelled
from models.tokens.aligning import by_form, without_overlaps
from models.tokens.crf import Example
from models.tokens.documents import TaskDocument
from models.tokens.material import passages
from training_data.formats import LabelledText, Place, Span
from training_data.formats.labelled import bad_labels

_REACH = 60


def read_cases(path: Path) -> tuple[TaskDocument, ...]:
    """Read a file of sentences; one document for each source.

    Raises `UsageError` (``bad_labels``) with the row where a line is of another form.
    """
    try:
        read_labelled(path)
    except ValueError as error:
        raise bad_labels(Place(path.name, 0), str(error)) from error
    found: dict[str, list[Example]] = {}
    for row in path.read_text("utf-8").splitlines():
        if not row.strip() or row.startswith("#"):
            continue
        printed, cited, *rest = row.split("\t")
        text = printed.replace("\\n", "\n")
        about = json.loads(rest[0]) if rest else {}
        source = str(about.get("source") or path.stem)
        spans = without_overlaps([*_cited(text, json.loads(cited)), *_by_form(text)])
        found.setdefault(source, []).extend(
            passages(LabelledText(text, spans), kind="other", heading="", year=None)
        )
    return tuple(
        TaskDocument(f"{path.name} {source}", source, "real", tuple(examples))
        for source, examples in found.items()
    )


def _cited(text: str, citations: Iterable[Mapping[str, object]]) -> Iterator[Span]:
    for one in citations:
        begin: int | None = None
        number = _range(one.get("doc_span"))
        if number is not None:
            begin = number[0]
            yield Span(*number, "DOC_NUMBER")
        title = _range(one.get("title_span"))
        if title is not None:
            begin = min(title[0], begin) if begin is not None else title[0]
            yield from _title(text, *title)
        issuer = one.get("issuer")
        if isinstance(issuer, str) and begin is not None:
            at = text.rfind(issuer, max(0, begin - _REACH), begin)
            if at >= 0:
                yield Span(at, at + len(issuer), "ISSUER")


def _title(text: str, start: int, end: int) -> Iterator[Span]:
    printed = text[start:end]
    flat = flatten(printed)
    title = title_at(flat, 0, len(flat.text), rule="labelled")
    bracket = max(printed.rfind("（"), printed.rfind("("))
    if title.version and bracket > 0 and title.title and title.version not in title.title:
        at = start + printed.find(title.version, bracket)
        yield Span(start, start + bracket, "TITLE")
        if at > start:
            yield Span(at, at + len(title.version), "VERSION")
    else:
        yield Span(start, end, "TITLE")


def _by_form(text: str) -> Iterator[Span]:
    """Label dates and amounts, as they stand in the flat text, at their places in ``text``."""
    flat = flatten(text)
    for span in by_form(flat.text, year=None):
        yield Span(*flat.span(span.start, span.end), span.label)


def _range(value: object) -> tuple[int, int] | None:
    if isinstance(value, list) and len(value) == 2:
        return int(value[0]), int(value[1])
    return None
