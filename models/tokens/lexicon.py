"""jieba's dictionary as features: which words stand where, with their part of speech.

Only the package's dictionary file is read. Importing jieba itself would load a cache from the
temporary folder, which others can write to, and twice the memory for the parts of speech.
The segmentation is jieba's without its model for new words: the most probable path of words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extraction.errors import ModelError

_NO_TAG = "x"  # jieba's own tag for what it does not know
_MOST_DIGITS = 15  # of a frequency: each is one more pass over all lines
_Codes = npt.NDArray[np.uint32]
_Places = npt.NDArray[np.int64]


class Word(NamedTuple):
    """A word of a segmented text: ``text[start:end]`` with jieba's part of speech."""

    start: int
    end: int
    tag: str


class Lexicon:
    """A segmenter's words: each with its log probability and part of speech.

    The words of a first character are taken in when a text first holds that character: a
    document holds a few hundred of the twelve thousand that words begin with. Several threads may
    segment: a character that two of them take in is the same twice.
    """

    def __init__(self, lines: str) -> None:
        self._lines = _Lines(lines)
        self._total = math.log(self._lines.frequency or 1)
        self._words: dict[str, tuple[float, str]] = {}
        # for the first two characters of words the length of the longest such word
        self._reach: dict[str, int] = {}
        # Few frequencies and tags, many words: the pairs are shared.
        self._weights: dict[tuple[str, str], tuple[float, str]] = {}
        self._known: set[str] = set()

    def segment(self, text: str) -> list[Word]:
        """Return the most probable words of ``text``, without gaps, in order."""
        new = set(text) - self._known
        if new:
            self._take_in(new)
        words, reach, unknown = self._words.get, self._reach.get, (-self._total, _NO_TAG)
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

    def _take_in(self, firsts: set[str]) -> None:
        """Take in the words that begin with one of these characters."""
        for line in self._lines.beginning_with(firsts):
            word, count, tag = line.rsplit(" ", 2)
            pair = self._weights.get((count, tag))
            if pair is None:
                pair = (math.log(int(count) or 1) - self._total, tag)
                self._weights[count, tag] = pair
            self._words[word] = pair
            size = len(word)
            if size > 1:
                head = word[:2]
                if self._reach.get(head, 0) < size:
                    self._reach[head] = size
        self._known |= firsts


class _Lines:
    """A dictionary's lines by their first character, and the sum of their frequencies."""

    def __init__(self, text: str) -> None:
        if text and not text.endswith("\n"):
            text += "\n"
        self._text = text
        codes: _Codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        ends: _Places = np.flatnonzero(codes == ord("\n"))
        starts: _Places = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
        self.frequency = _sum_of_frequencies(codes, starts, ends)
        firsts = codes[starts]
        order = np.argsort(firsts, kind="stable")
        self._starts, self._ends, self._firsts = starts[order], ends[order], firsts[order]

    def beginning_with(self, firsts: Iterable[str]) -> Iterator[str]:
        """Yield the lines that begin with one of these characters."""
        # of the array's own type, or every search would copy the array
        codes = np.fromiter(map(ord, firsts), dtype=np.uint32)
        lows = self._firsts.searchsorted(codes, "left").tolist()
        highs = self._firsts.searchsorted(codes, "right").tolist()
        for low, high in zip(lows, highs, strict=True):
            starts, ends = self._starts[low:high].tolist(), self._ends[low:high].tolist()
            for start, end in zip(starts, ends, strict=True):
                yield self._text[start:end]


def _sum_of_frequencies(codes: _Codes, starts: _Places, ends: _Places) -> int:
    """Add up the numbers between the last two blanks of each line.

    Raises ValueError where a line has no such number, or nothing before it.
    """
    blanks = np.flatnonzero(codes == ord(" "))
    before_end = blanks.searchsorted(ends)
    if np.any(before_end < 2):
        raise ValueError("a line without two blanks")
    left, right = blanks[before_end - 2], blanks[before_end - 1]
    sizes = right - left - 1
    if np.any(left <= starts) or np.any(sizes < 1):
        raise ValueError("a line without word, frequency and part of speech")
    if np.any(sizes > _MOST_DIGITS):
        raise ValueError("a line with a frequency that is out of all bounds")
    total = 0
    for place in range(int(sizes.max(initial=0))):
        digits = codes[right[sizes > place] - 1 - place].astype(np.int64) - ord("0")
        if np.any((digits < 0) | (digits > 9)):
            raise ValueError("a line with a frequency that is no number")
        total += int(digits.sum()) * 10**place
    return total


@cache
def jieba_lexicon() -> Lexicon:
    """Open jieba's dictionary, once.

    Raises `ModelError` where jieba is not installed or its dictionary is of another form.
    """
    spec = find_spec("jieba")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    try:
        return Lexicon(Path(folders[0], "dict.txt").read_text("utf-8"))
    except (IndexError, OSError, ValueError) as error:
        raise ModelError(
            found=f"jieba's dictionary: {error}",
            expected="the package jieba with its file dict.txt",
            hint="install jieba",
            code="no_dictionary",
        ) from error
