"""What the token classifier sees of a text: short feature strings for each character.

Templates, by their first character: ``A``-``G`` the window of seven characters, ``H``-``K`` pairs,
``L`` the characters on both sides, ``M`` a triple, ``N`` ``O`` classes of characters,
``P``-``R`` part of speech and place in the word, ``S``-``U`` words, ``W`` matches of the
project's own dictionaries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Protocol

from models.tokens.lexicon import Lexicon

# Raised whenever a feature string changes: a model of another version is refused.
FEATURE_VERSION = 1
Row = tuple[str, ...]
_EDGE = "\n"  # stands before and behind every sequence
_NUMERALS = "〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟元角分"
_OPENING, _CLOSING = "《〈（([［〔【“‘「", "》〉）)]］〕】”’」"
_STOPS, _PAUSES = "。；！？;!?", "，、：,:·—-～~/．.%％"


class Matches(Protocol):
    """A dictionary of the project: issuer codes, registry titles …

    ``name`` is short, of letters, unlike any other's. ``find`` returns half-open spans; where
    they overlap, the later one of the sequence counts.
    """

    @property
    def name(self) -> str: ...

    def find(self, text: str) -> Iterable[tuple[int, int]]: ...


class _Classes(dict[int, str]):
    """Code point → one letter for its class, filled as characters are met."""

    def __missing__(self, point: int) -> str:
        self[point] = letter = _class_of(chr(point))
        return letter


class _Widths(dict[int, str]):
    """Code point → the half-width character where there is a full-width one of it."""

    def __missing__(self, point: int) -> str:
        folded = chr(point - 0xFEE0) if 0xFF10 <= point <= 0xFF5A else chr(point)
        self[point] = folded
        return folded


def _class_of(character: str) -> str:
    if character in _NUMERALS:
        return "n"
    for letter, known in zip("oxsp", (_OPENING, _CLOSING, _STOPS, _PAUSES), strict=True):
        if character in known:
            return letter
    if character.isdigit():
        return "d"
    if "\u3400" <= character <= "\u9fff" or character >= "\U00020000":
        return "c"
    if character.isalpha():
        return "u" if character.isupper() else "l"
    return "b" if character.isspace() else "e" if character == _EDGE else "y"


_CLASSES, _WIDTHS = _Classes({ord(_EDGE): "e"}), _Widths()


def rows(
    sequence: str, *, lexicon: Lexicon | None, dictionaries: Sequence[Matches] = ()
) -> list[Row]:
    """Return one row of feature strings for each character of ``sequence`` (a line, a sentence).

    ``lexicon`` None leaves the features of words out.
    """
    size = len(sequence)
    folded = sequence.translate(_WIDTHS)
    edged = _EDGE * 3 + folded + _EDGE * 3  # the character at i stands at i + 3
    shapes = edged.translate(_CLASSES)
    pairs = [one + two for one, two in pairwise(edged[1:])]
    columns: list[Iterable[str]] = [
        [letter + character for character in edged[at : at + size]]
        for at, letter in enumerate("ABCDEFG")
    ]
    columns += [
        [letter + pair for pair in pairs[at : at + size]] for at, letter in enumerate("HIJK")
    ]
    places = range(3, size + 3)
    columns.append([f"L{edged[i - 1]}{edged[i + 1]}" for i in places])
    columns.append(["M" + edged[i - 1 : i + 2] for i in places])
    columns.append(["N" + shapes[i - 1 : i + 2] for i in places])
    columns.append(["O" + shapes[i - 2 : i + 3] for i in places])
    if lexicon is not None:
        columns += _words(folded, lexicon)
    for dictionary in dictionaries:
        columns.append(_matched(sequence, dictionary))
    return list(zip(*columns, strict=True))


def _words(text: str, lexicon: Lexicon) -> list[list[str]]:
    here: list[str] = []
    word: list[str] = []
    before: list[str] = []
    after: list[str] = []
    found = lexicon.segment(text)
    written = [_EDGE, *(text[start:end] for start, end, _ in found), _EDGE]
    for at, (start, end, tag) in enumerate(found, start=1):
        size = end - start
        here += _placed(tag, size)
        word += ["S" + written[at]] * size
        before += ["T" + written[at - 1]] * size
        after += ["U" + written[at + 1]] * size
    edged = ["-", *here, "-"]
    size = len(text)
    return [
        ["P" + kind for kind in edged[:size]],
        ["Q" + kind for kind in here],
        ["R" + kind for kind in edged[2:]],
        word,
        before,
        after,
    ]


def _placed(tag: str, size: int) -> list[str]:
    if size == 1:
        return ["S" + tag]
    return ["B" + tag, *["M" + tag] * (size - 2), "E" + tag]


def _matched(text: str, dictionary: Matches) -> list[str]:
    """Return for each character where in a match it stands: first, within, last, alone, outside."""
    name = "W" + dictionary.name
    found = [name] * len(text)
    for start, end in dictionary.find(text):
        if 0 <= start < end <= len(text):
            found[start:end] = [name + place for place in _placed("", end - start)]
    return found
