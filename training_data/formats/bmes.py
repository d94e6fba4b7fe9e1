r"""Two columns, a character and its tag, an empty line after each sentence (CoNLL).

Read are BMES, BIO (IOB1 and IOB2, mended), BIOES, BMEWO and BILOU tags, and files that mix them;
written is BMES, with one blank between the columns. The form has no escapes of its own, so two are
laid down here: a line break in the text is the token ``\n``, a carriage return ``\r`` (a backslash
alone is itself). Any other character stands as it is, a blank and a tab too. The form holds no
meta: it is not written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from extraction.errors import UsageError
from training_data.formats.files import Source, bad_file, name_of, read_lines, write_lines
from training_data.formats.labelled import LabelledText, Place, Span, bad_labels, check

Scheme: TypeAlias = Literal["bmes", "bio", "bioes", "bmewo", "bilou", "mixed"]
_Role: TypeAlias = Literal["outside", "begin", "inside", "end", "single"]

_SCHEMES: Mapping[Scheme, Mapping[str, _Role]] = {
    "bio": {"B": "begin", "I": "inside"},
    "bmes": {"B": "begin", "M": "inside", "E": "end", "S": "single"},
    "bioes": {"B": "begin", "I": "inside", "E": "end", "S": "single"},
    "bmewo": {"B": "begin", "M": "inside", "E": "end", "W": "single"},
    "bilou": {"B": "begin", "I": "inside", "L": "end", "U": "single"},
    # A file put together from several: their letters do not contradict each other.
    "mixed": {
        "B": "begin",
        "I": "inside",
        "M": "inside",
        "E": "end",
        "L": "end",
        "S": "single",
        "W": "single",
        "U": "single",
    },
}
_ESCAPES = {"\n": "\\n", "\r": "\\r"}
_UNESCAPED = {token: char for char, token in _ESCAPES.items()}
_SEPARATORS = " \t"
# A word of more than ten characters (an address) has places of two digits.
_NUMBERED = re.compile(r"(.)[0-9]{1,2}", re.DOTALL)
# Tokens without a place in a file that numbers them, at most; a file without numbers has more at
# once.
_SLIPS, _SLIPS_SHARE = 5, 0.01


def read(
    source: Source,
    *,
    scheme: Scheme = "bmes",
    labels: Collection[str] | None = None,
    repair: bool = False,
    longer_tokens: bool = False,
    numbered: bool = False,
) -> Iterator[LabelledText]:
    r"""Yield the sentences of a file, or of lines, one at a time.

    scheme         how the tags are written; ``find_scheme`` tells
    labels         the label types that are known; None takes any
    repair         mend broken tag sequences: what goes on without a beginning begins there, what
                   is never ended ends where it stops; ``meta["repaired"]`` names the lines
    longer_tokens  take tokens of several characters; they are put together without blanks. Columns
                   between the token and the tag (parts of speech) are left out
    numbered       each character has its place in its word behind it (``科0 技1``), which is left
                   out; ``is_numbered`` tells. A token without one is taken as it stands

    Raises ``UsageError`` with file and line: ``bad_tags`` (a tag sequence that the scheme does
    not allow), ``bad_label_file`` (a line that is not a character and a tag), ``bad_labels``
    (an unknown label), ``no_such_file``.
    """
    sentence = _Sentence(scheme, repair=repair)
    last = Place(name_of(source), 0)
    for place, token, tag in _rows(source, longer_tokens=longer_tokens or numbered):
        last = place
        if numbered and token is not None:
            token = _without_number(token)
        if token is None:
            if sentence.tokens:
                yield check(sentence.finish(), place=place)
            sentence = _Sentence(scheme, repair=repair)
        else:
            sentence.add(token, tag, place, labels)
    if sentence.tokens:
        yield check(sentence.finish(), place=last)


def read_any(path: Path) -> Iterator[LabelledText]:
    """Yield the sentences of a set whose form nobody told, broken tag sequences mended.

    Raises ``UsageError`` as ``read`` and ``find_scheme`` do.
    """
    scheme, numbered = find_scheme(path), is_numbered(path)
    yield from read(path, scheme=scheme, repair=True, longer_tokens=True, numbered=numbered)


def find_scheme(source: Source) -> Scheme:
    """Return the scheme whose prefixes the file uses; reads the whole file.

    Raises ``UsageError`` (``bad_tags``) where no scheme has all of them, else as ``read``.
    """
    seen = {tag[0] for _, token, tag in _rows(source, longer_tokens=True) if token and tag != "O"}
    if not seen:
        return "bmes"
    for scheme, roles in _SCHEMES.items():
        if seen <= set(roles):
            return scheme
    raise UsageError(
        found=f"{name_of(source)}: tags that begin with {', '.join(sorted(seen))}",
        expected="the tags of BMES, BIO, BIOES, BMEWO or BILOU",
        hint="See that the second column holds tags of named entities.",
        code="bad_tags",
    )


def is_numbered(source: Source) -> bool:
    """Tell whether tokens are characters with their places in their words behind them: ``科0``.

    Some tokens without one, slips of who made the set, do not count. Reads the whole file where it
    is so, else its beginning. Raises what ``read`` raises.
    """
    tokens = others = 0
    for _, token, _ in _rows(source, longer_tokens=True):
        if token is not None:
            tokens += 1
            others += _NUMBERED.fullmatch(token) is None
            if others > _SLIPS + tokens * _SLIPS_SHARE:
                return False
    return tokens - others > others


def write(
    records: Iterable[LabelledText], path: Path, *, labels: Collection[str] | None = None
) -> None:
    """Write the records as BMES, whole or not at all.

    Raises ``UsageError``: ``bad_labels`` for a record whose labels do not fit, whose text is empty
    (an empty line only ends a sentence) or whose label holds a blank; ``not_written``.
    """
    write_lines(to_lines(records, name=path.name, labels=labels), path)


def to_lines(
    records: Iterable[LabelledText],
    *,
    name: str = "records",
    labels: Collection[str] | None = None,
) -> Iterator[str]:
    r"""Yield the lines of the records, without ``\n``; ``name`` is what errors call them."""
    for row, record in enumerate(records, 1):
        place = Place(name, row)
        check(record, place=place, labels=labels)
        if not record.text:
            raise bad_labels(place, "an empty text", expected="at least one character")
        tags = ["O"] * len(record.text)
        for span in record.spans:
            if any(char in " \t\r\n" for char in span.label):
                raise bad_labels(
                    place, f"a blank in the label {span.label!r}", expected="a label without blanks"
                )
            tags[span.start : span.end] = _bmes(span)
        for char, tag in zip(record.text, tags, strict=True):
            yield f"{_ESCAPES.get(char, char)} {tag}"
        yield ""


class _Sentence:
    """The sentence being read: its tokens, and the label that is open."""

    def __init__(self, scheme: Scheme, *, repair: bool) -> None:
        self.tokens: list[str] = []
        self._scheme = scheme
        self._repair = repair
        self._spans: list[Span] = []
        self._repaired: list[int] = []
        self._size = 0
        self._open: tuple[int, str, Place] | None = None

    def add(self, token: str, tag: str, place: Place, labels: Collection[str] | None) -> None:
        role, label = self._read(tag, place)
        if labels is not None and role != "outside" and label not in labels:
            raise bad_labels(
                place,
                f"the unknown label {label!r}",
                expected=f"one of: {', '.join(sorted(labels)) or 'none'}",
                hint="Rename the label, or add it to the set of labels.",
            )
        goes_on = role in ("inside", "end")
        if goes_on and (self._open is None or self._open[1] != label):
            self._mend(place, f"{tag} with no {label} before it that it could go on")
            self._close(cut=False)
            self._open = (self._size, label, place)
        elif not goes_on:
            self._close(cut=True)
        if role in ("begin", "single"):
            self._open = (self._size, label, place)
        self.tokens.append(token)
        self._size += len(token)
        if role in ("end", "single"):
            self._close(cut=False)

    def finish(self) -> LabelledText:
        self._close(cut=True)
        return LabelledText(
            "".join(self.tokens),
            tuple(self._spans),
            {"repaired": sorted(set(self._repaired))} if self._repaired else {},
        )

    def _read(self, tag: str, place: Place) -> tuple[_Role, str]:
        if tag == "O":
            return "outside", ""
        role = _SCHEMES[self._scheme].get(tag[0])
        if role is None or len(tag) < 3 or tag[1] not in "-_":
            prefixes = ", ".join(_SCHEMES[self._scheme])
            raise UsageError(
                found=f"{place}: the tag {tag!r}",
                expected=f"O, or one of {prefixes} with - and a label",
                hint="Name the file's scheme: bmes, bio, bioes, bmewo, bilou or mixed.",
                code="bad_tags",
            )
        return role, tag[2:]

    def _close(self, *, cut: bool) -> None:
        """End the open label here; ``cut``: by a tag that does not end it."""
        if self._open is None:
            return
        start, label, place = self._open
        if cut and self._scheme != "bio":
            self._mend(place, f"{label} begins and is never ended")
        self._spans.append(Span(start, self._size, label))
        self._open = None

    def _mend(self, place: Place, found: str) -> None:
        if not self._repair:
            raise UsageError(
                found=f"{place}: {found}",
                expected=f"a tag sequence of {self._scheme.upper()}",
                hint="Correct the tags, name another scheme, or read with repair.",
                code="bad_tags",
            )
        self._repaired.append(place.row)


def _rows(source: Source, *, longer_tokens: bool) -> Iterator[tuple[Place, str | None, str]]:
    """Yield token and tag of each line; the token is None where a sentence ends."""
    for place, line in read_lines(source):
        # a byte order mark before the first column is none of the text
        if place.row == 1 and line[1:2] not in (" ", "\t"):
            line = line.removeprefix("\ufeff")
        line = line.rstrip(" \t\r")
        if not line or line.startswith("-DOCSTART-"):
            yield place, None, ""
            continue
        cut = max(line.rfind(separator) for separator in _SEPARATORS)
        yield (
            place,
            _token(line[:cut] if cut > 0 else "", place, longer=longer_tokens),
            line[cut + 1 :],
        )


def _token(column: str, place: Place, *, longer: bool) -> str:
    if len(column) == 1:
        return column
    if column in _UNESCAPED:
        return _UNESCAPED[column]
    if column and not column[1:].strip(_SEPARATORS):  # more than one blank between the columns
        return column[0]
    token = column.rstrip(_SEPARATORS)
    if longer and token.strip(_SEPARATORS):
        return _UNESCAPED.get(first := token.split()[0], first)
    found = f"{token!r} before the tag" if token else "a tag with no character before it"
    raise bad_file(place, found, "one character, a blank or tab, and its tag")


def _without_number(token: str) -> str:
    found = _NUMBERED.fullmatch(token)
    return token if found is None else found[1]


def _bmes(span: Span) -> list[str]:
    inside = span.end - span.start - 2
    if inside < 0:
        return [f"S-{span.label}"]
    return [f"B-{span.label}", *[f"M-{span.label}"] * inside, f"E-{span.label}"]
