"""jieba's dictionary as features: which words stand where, with their part of speech.

Only the package's dictionary file is read. Importing jieba itself would load a cache from the
temporary folder, which others can write to, and twice the memory for the parts of speech.
The segmentation is jieba's without its model for new words: the most probable path of words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from extraction.errors import ModelError

_NO_TAG = "x"  # jieba's own tag for what it does not know


class Word(NamedTuple):
    """A word of a segmented text: ``text[start:end]`` with jieba's part of speech."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A segmenter's words: each with its log probability and part of speech.

    ``reach`` gives for the first two characters of words the length of the longest such word.
    """

    words: dict[str, tuple[float, str]]
    reach: dict[str, int]
    unknown: float

    def segment(self, text: str) -> list[Word]:
        """Return the most probable words of ``text``, without gaps, in order."""
        words, reach, unknown = self.words.get, self.reach.get, (self.unknown, _NO_TAG)
        size = len(text)
        best = [-math.inf] * (size + 1)
        best[0] = 0.0
        origin: list[tuple[int, str]] = [(0, _NO_TAG)] * (size + 1)
        for start in range(size):
            reached = best[start]
            weight, tag = words(text[start], unknown)
            if reached + weight > best[start + 1]:
                best[start + 1] = reached + weight
                origin[start + 1] = (start, tag)
            longest = reach(text[start : start + 2])
            if longest is None:
                continue
            for end in range(start + 2, min(start + longest, size) + 1):
                known = words(text[start:end])
                if known is not None and reached + known[0] > best[end]:
                    best[end] = reached + known[0]
                    origin[end] = (start, known[1])
        found: list[Word] = []
        end = size
        while end:
            start, tag = origin[end]
            found.append(Word(start, end, tag))
            end = start
        found.reverse()
        return found


def read_lexicon(lines: str) -> Lexicon:
    """Build a lexicon from lines in jieba's form, ``word frequency part-of-speech``.

    Raises ValueError where a line is of another form.
    """
    entries = [line.rsplit(" ", 2) for line in lines.splitlines()]
    total = math.log(sum(int(count) for _, count, _ in entries) or 1)
    words: dict[str, tuple[float, str]] = {}
    reach: dict[str, int] = {}
    # Few frequencies and tags, many words: the pairs are shared.
    weights: dict[tuple[str, str], tuple[float, str]] = {}
    for word, count, tag in entries:
        key = (count, tag)
        pair = weights.get(key)
        if pair is None:
            pair = weights[key] = (math.log(int(count) or 1) - total, tag)
        words[word] = pair
        size = len(word)
        if size > 1:
            first = word[:2]
            if reach.get(first, 0) < size:
                reach[first] = size
    return Lexicon(words, reach, -total)


@cache
def jieba_lexicon() -> Lexicon:
    """Load jieba's dictionary, once.

    Raises `ModelError` where jieba is not installed or its dictionary is of another form.
    """
    spec = find_spec("jieba")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    try:
        return read_lexicon(Path(folders[0], "dict.txt").read_text("utf-8"))
    except (IndexError, OSError, ValueError) as error:
        raise ModelError(
            found=f"jieba's dictionary: {error}",
            expected="the package jieba with its file dict.txt",
            hint="install jieba",
            code="no_dictionary",
        ) from error
