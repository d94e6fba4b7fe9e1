"""What the token classifier sees of a text: short feature strings for each character.

Templates, by their first character: ``A``-``G`` the window of seven characters, ``H``-``K`` pairs,
``L`` the characters on both sides, ``M`` a triple, ``N`` ``O`` classes of characters,
``P``-``R`` part of speech and place in the word, ``S``-``U`` words; then, only where there is
something to say, ``X`` the kind of the section, ``Y`` the ends of its heading, ``W`` what rules
and dictionaries see here.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from extraction.learned import Passage
from models.tokens.lexicon import Lexicon

# Raised whenever a feature string changes: a model of another version is refused.
FEATURE_VERSION = 2
Row = tuple[str, ...]
_EDGE = "\n"  # stands before and behind every sequence
_NUMERALS = "〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟元角分"
_OPENING, _CLOSING = "《〈（([［〔【“‘「", "》〉）)]］〕】”’」"
_STOPS, _PAUSES = "。；！？;!?", "，、：,:·—-～~/．.%％"


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


def rows(passage: Passage, *, lexicon: Lexicon | None) -> list[Row]:
    """Return one row of feature strings for each character of the passage's text.

    ``lexicon`` None leaves the features of words out.
    """
    sequence = passage.text
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
    for feature in _context(passage):
        columns.append([feature] * size)
    found = list(zip(*columns, strict=True))
    for at, features in _hits(passage).items():
        found[at] += tuple(features)
    return found


def _context(passage: Passage) -> list[str]:
    """Return what all characters of a passage have in common."""
    features = [] if passage.section is None else ["X" + passage.section]
    heading = passage.heading.rstrip("：:。. ）)")
    return features if len(heading) < 2 else [*features, "Y" + heading[-2:], "y" + heading[-4:-2]]


def _hits(passage: Passage) -> dict[int, list[str]]:
    """Return for each character inside a hit what it is and where in it the character stands."""
    found: dict[int, list[str]] = {}
    size = len(passage.text)
    for hit in passage.hits:
        if 0 <= hit.start < hit.end <= size:
            name = "W" + hit.name
            for at, place in enumerate(_placed("", hit.end - hit.start), start=hit.start):
                found.setdefault(at, []).append(name + place)
    return found


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
