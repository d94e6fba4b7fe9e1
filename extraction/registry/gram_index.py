"""Names that look alike: an index of character trigrams, built once, in arrays.

Titles drift by a word and lose a character in typing; trigrams find them. A look-up reads
the rarest trigrams of the asked title first and stops when the rest could add nothing but
noise (prefix filtering, after Bayardo, Ma and Srikant, "Scaling up all pairs similarity
search", WWW 2007), so its cost hardly grows with the registry.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

_Ints = npt.NDArray[np.int64]
_Units = npt.NDArray[np.uint16]

# Odd multipliers spread the three characters over the bits of the bucket.
_FIRST, _SECOND, _THIRD = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D)
_LEAST_BITS, _MOST_BITS = 14, 22
# A name must share this part of the asked title's trigrams to be of interest.
_SHARED = 0.35
_LONGEST_READ = 3000  # postings read for one look-up
_CHUNK = 1 << 15  # names handled at a time while the index is built
_EDGE = "\x02"  # stands before and after a name, so that its ends count as well


class NameList:
    """Names collected for an index, in the memory of their characters alone (UTF-16)."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._text = bytearray()
        self._lengths = array("q")
        for name in names:
            self.append(name)

    def append(self, name: str) -> None:
        """Add a name; its place is its number so far."""
        encoded = _encoded(name)
        self._text += encoded
        self._lengths.append(len(encoded) // 2 - 2)

    def taken(self) -> tuple[_Units, _Ints]:
        """Return all names' UTF-16 units, each name between two edges, and lengths without edges.

        The list is empty afterwards: of a million names the text is a tenth of a gigabyte, and
        the index needs it for its first step alone.
        """
        text, lengths = self._text, self._lengths
        self._text, self._lengths = bytearray(), array("q")
        return np.frombuffer(text, dtype=np.uint16), np.frombuffer(lengths, dtype=np.int64)


class GramIndex:
    """Finds the names most like a title; a name is known by its place in the given order.

    Memory is about 4 bytes for each character of the names, and 16 MB at most besides.
    """

    def __init__(self, names: Iterable[str] | NameList) -> None:
        listed = names if isinstance(names, NameList) else NameList(names)
        text, lengths = listed.taken()
        self._size = len(lengths)
        grams = int(lengths.sum())
        bits = min(_MOST_BITS, max(_LEAST_BITS, grams.bit_length()))
        self._shift = np.uint32(32 - bits)
        pairs = _pairs(text, lengths, self._shift)
        del text
        pairs.sort()
        names_of = pairs.astype(np.uint32).view(np.int32)
        pairs >>= np.uint64(32)
        buckets = pairs.astype(np.int32)
        del pairs
        # A trigram that a name has twice counts once.
        new = np.ones(len(buckets), dtype=np.bool_)
        new[1:] = (buckets[1:] != buckets[:-1]) | (names_of[1:] != names_of[:-1])
        self._names = names_of[new]
        del names_of
        counts = np.bincount(buckets[new], minlength=1 << bits)
        del buckets, new
        self._starts = np.concatenate(([0], np.cumsum(counts, dtype=np.int32)))
        self._lengths = lengths.astype(np.float32)
        self._log_size = float(np.log(self._size + 1.0))

    def __len__(self) -> int:
        return self._size

    def search(self, title: str, k: int) -> list[int]:
        """Return up to ``k`` names by likeness, the most alike first, by their places."""
        found, scores = self.likest(title, k)
        return [int(name) for name in found[np.argsort(-scores, kind="stable")]]

    def likest(self, title: str, k: int) -> tuple[_Ints, npt.NDArray[np.float64]]:
        """Return up to ``k`` names and their likeness (0 to about 1), in no order."""
        buckets = self._asked(title)
        if not len(buckets):
            return np.empty(0, np.int64), np.empty(0)
        starts, ends = self._starts[buckets], self._starts[buckets + 1]
        seen = ends - starts
        order = np.argsort(seen, kind="stable")
        seen = seen[order]
        # A name that shares the asked part has one of these among its trigrams.
        enough = len(order) - int(_SHARED * len(order)) + 1
        reads = np.cumsum(seen)
        last = min(enough, max(1, int(np.searchsorted(reads, _LONGEST_READ, side="right"))))
        chosen, seen = order[:last], seen[:last]
        if not reads[last - 1]:
            return np.empty(0, np.int64), np.empty(0)
        weights = self._log_size - np.log(np.maximum(seen, 1))
        posts = np.concatenate([self._names[starts[at] : ends[at]] for at in chosen.tolist()])
        weighed = np.repeat(weights, seen)
        order = np.argsort(posts, kind="stable")
        posts, weighed = posts[order], weighed[order]
        firsts = np.flatnonzero(np.concatenate(([True], posts[1:] != posts[:-1])))
        names = posts[firsts].astype(np.int64)
        shared = np.add.reduceat(weighed, firsts) / max(float(weights.sum()), 1e-9)
        # Of two names that hold the same trigrams the one of the asked length is meant.
        lengths = self._lengths[names]
        scores = shared * np.minimum(lengths, len(title)) / np.maximum(lengths, len(title))
        scores = 0.7 * shared + 0.3 * scores
        if len(names) > k:
            best = np.argpartition(-scores, k)[:k]
            names, scores = names[best], scores[best]
        return names, scores

    def _asked(self, title: str) -> _Ints:
        codes = np.frombuffer(_encoded(title), dtype=np.uint16)
        return np.unique(_buckets(codes, self._shift)) if len(codes) > 2 else np.empty(0, np.int64)


def _pairs(text: _Units, lengths: _Ints, shift: np.uint32) -> npt.NDArray[np.uint64]:
    """Return bucket and name of every trigram in one number each, so that one sort groups them."""
    pairs = np.empty(int(lengths.sum()), dtype=np.uint64)
    ends = np.cumsum(lengths + 2)
    filled = start = 0
    for first in range(0, len(lengths), _CHUNK):
        part = lengths[first : first + _CHUNK]
        end = int(ends[first + len(part) - 1])
        name_of = np.repeat(np.arange(first, first + len(part), dtype=np.uint64), part + 2)
        # Trigrams that reach over the end of one name into the next say nothing.
        inside = name_of[:-2] == name_of[2:]
        found = (_buckets(text[start:end], shift).astype(np.uint64) << np.uint64(32))[inside]
        found |= name_of[:-2][inside]
        pairs[filled : filled + len(found)] = found
        filled, start = filled + len(found), end
    return pairs[:filled]


def _encoded(name: str) -> bytes:
    return f"{_EDGE}{name}{_EDGE}".encode("utf-16-le", "surrogatepass")


def _buckets(units: _Units, shift: np.uint32) -> _Ints:
    codes = units.astype(np.uint32)
    with np.errstate(over="ignore"):
        mixed = codes[:-2] * _FIRST + codes[1:-1] * _SECOND + codes[2:] * _THIRD
    buckets: _Ints = (mixed >> shift).astype(np.int64)
    return buckets
