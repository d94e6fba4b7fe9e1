"""spaCy's DocBin: texts cut by ``spacy.blank("zh")`` into characters, labels as a span group.

spaCy folds a single blank into the token before it and joins a run of blanks into one token. Where
a label begins or ends inside such a token, the token is cut there, so every offset is kept; all
other tokens are those that spaCy itself makes of the text.

Meta stands as JSON in ``doc.user_data["meta"]``. spaCy is imported when a function is called.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extraction.errors import UsageError
from training_data.formats.files import as_object, bad_file, no_such_file, parse, written
from training_data.formats.labelled import Json, LabelledText, Place, Span, check

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin

_META = "meta"
# what reading bytes that are no DocBin, or a torn one, can raise
_TORN = (zlib.error, ValueError, LookupError, TypeError, AttributeError, OverflowError)


def read(
    path: str | Path, *, labels: Collection[str] | None = None, key: str | None = "sc"
) -> Iterator[LabelledText]:
    """Yield the record of each Doc.

    labels   the label types that are known; None takes any
    key      the span group that holds the labels; None reads ``doc.ents``

    Raises ``UsageError`` with file and Doc (counted from 1): ``bad_label_file`` (no DocBin, or a
    Doc without the span group), ``bad_labels``, ``no_such_file``, ``not_installed`` (spaCy).
    """
    path = Path(path)
    nlp = _blank()
    content = _content(path)
    try:
        for number, doc in enumerate(_new_bin().from_bytes(content).get_docs(nlp.vocab), 1):
            place = Place(path.name, number)
            record = LabelledText(doc.text, _spans(doc, key, place), _meta(doc, place))
            yield check(record, place=place, labels=labels)
    except _TORN as error:
        found = f"no DocBin ({type(error).__name__})"
        raise bad_file(path.name, found, "a file that DocBin.to_disk wrote") from None


def write(
    records: Iterable[LabelledText],
    path: Path,
    *,
    labels: Collection[str] | None = None,
    key: str = "sc",
    ents: bool = False,
) -> None:
    """Write the records as one DocBin, whole or not at all.

    key    the span group that takes the labels
    ents   set ``doc.ents`` too, which spaCy's own NER is trained from

    Raises ``UsageError``: ``bad_labels``, ``not_written``, ``not_installed`` (spaCy).
    """
    nlp = _blank()
    docs = _new_bin()
    for number, record in enumerate(records, 1):
        check(record, place=Place(path.name, number), labels=labels)
        docs.add(to_doc(record, nlp, key=key, ents=ents))
    with written(path) as out:
        out.write(docs.to_bytes())


def to_doc(record: LabelledText, nlp: Language, *, key: str = "sc", ents: bool = False) -> Doc:
    """Return spaCy's Doc of a record that ``check`` has passed; ``doc.text`` is its text."""
    from spacy.tokens import Doc
    from spacy.tokens import Span as Labelled

    doc = nlp.make_doc(record.text)
    starts, ends = _edges(doc)
    if any(span.start not in starts or span.end not in ends for span in record.spans):
        words, spaces = _recut(doc, record.spans)
        doc = Doc(nlp.vocab, words=words, spaces=spaces)
        starts, ends = _edges(doc)
    group = [
        Labelled(doc, starts[span.start], ends[span.end], label=span.label) for span in record.spans
    ]
    doc.spans[key] = group
    if ents:
        doc.set_ents(group)
    if record.meta:
        doc.user_data[_META] = json.dumps(record.meta)
    return doc


def _edges(doc: Doc) -> tuple[dict[int, int], dict[int, int]]:
    """Return which token begins at an offset, and which is the first after one that ends there."""
    return (
        {token.idx: token.i for token in doc},
        {token.idx + len(token): token.i + 1 for token in doc},
    )


def _recut(doc: Doc, spans: tuple[Span, ...]) -> tuple[list[str], list[bool]]:
    """Return the words of the Doc, cut where labels begin and end, and which have a blank after."""
    begins = {span.start for span in spans}
    stops = {span.end for span in spans}
    words: list[str] = []
    spaces: list[bool] = []
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        inner = [cut for cut in range(start + 1, end) if cut in begins or cut in stops]
        blank = bool(token.whitespace_)
        # the folded blank becomes a token where a label begins before it or ends after it
        unfolded = blank and (end in begins or end + 1 in stops)
        for cut in (*inner, end, end + 1) if unfolded else (*inner, end):
            words.append(doc.text[start:cut])
            spaces.append(False)
            start = cut
        spaces[-1] = blank and not unfolded
    return words, spaces


def _spans(doc: Doc, key: str | None, place: Place) -> tuple[Span, ...]:
    if key is not None and key not in doc.spans:
        groups = ", ".join(sorted(doc.spans)) or "none"
        raise bad_file(place, f"a Doc with the span groups: {groups}", f"the group {key!r}")
    return tuple(
        Span(span.start_char, span.end_char, span.label_)
        for span in (doc.ents if key is None else doc.spans[key])
    )


def _meta(doc: Doc, place: Place) -> dict[str, Json]:
    found = doc.user_data.get(_META)
    if found is None:
        return {}
    if not isinstance(found, str):
        raise bad_file(place, "meta of another form", "meta as JSON in a string")
    return dict(as_object(parse(found, place), place))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise no_such_file(path.name, error) from None


def _new_bin() -> DocBin:
    from spacy.tokens import DocBin

    return DocBin(attrs=["ORTH", "ENT_IOB", "ENT_TYPE"], store_user_data=True)


def _blank() -> Language:
    try:
        import spacy
    except ImportError:
        raise UsageError(
            found="spaCy is not installed",
            expected="spaCy 3, to read and write DocBin files",
            hint="pip install spacy",
            code="not_installed",
        ) from None
    return spacy.blank("zh")
