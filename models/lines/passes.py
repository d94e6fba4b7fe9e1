"""The two passes over a document's lines, in plain arrays.

The first reads each line by its features; the second reads what the first says of a line
together with what it says of the lines around, of those numbered alike, and of the headings
before and after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extraction.learned import LINE_ROLES
from models.lines.features import LineLook

Array = npt.NDArray[np.float32]
COUNT = len(LINE_ROLES)
_HEADS = np.array([role.startswith("heading_") for role in LINE_ROLES])
_OPENS = np.array([role in ("project_heading", "title") for role in LINE_ROLES])
_LEAST = 0.3  # likelihood from which a line counts as a heading for its neighbours
_REACH = 2  # lines before and after
CONTEXT = COUNT * (2 * _REACH + 3) + 11


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A network with one hidden layer: (in, hidden), (hidden,), (hidden, out), (out,)."""

    first: Array
    first_bias: Array
    second: Array
    second_bias: Array

    def likelihoods(self, rows: Array) -> Array:
        """Return for each row the likelihood of each role."""
        hidden = np.maximum(rows @ self.first + self.first_bias, 0)
        return softmax(hidden @ self.second + self.second_bias)


def softmax(values: Array) -> Array:
    """Turn each row into likelihoods."""
    risen = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(risen / risen.sum(axis=1, keepdims=True), dtype=np.float32)


def first_pass(looks: Sequence[LineLook], vocabulary: Mapping[str, int], weights: Array) -> Array:
    """Return (lines, roles): the likelihoods by each line's own features."""
    if not looks:
        return np.zeros((0, COUNT), dtype=np.float32)
    get = vocabulary.get
    places: list[int] = []
    starts: list[int] = []
    for look in looks:
        starts.append(len(places))
        places += [at for name in look.names if (at := get(name)) is not None]
        if starts[-1] == len(places):
            places.append(vocabulary["bias"])
    return softmax(np.add.reduceat(weights[places], starts, axis=0))


def context(looks: Sequence[LineLook], likely: Array) -> Array:
    """Return (lines, `CONTEXT`): what the second pass reads of each line."""
    size = len(looks)
    if not size:
        return np.zeros((0, CONTEXT), dtype=np.float32)
    logs = np.log(np.clip(likely, 1e-4, 1)) / 4 + 1
    padded = np.zeros((size + 2 * _REACH, COUNT), dtype=np.float32)
    padded[_REACH : _REACH + size] = logs
    around = [padded[at : at + size] for at in range(2 * _REACH + 1)]
    heads = likely[:, _HEADS].sum(axis=1)
    opens = likely[:, _OPENS].sum(axis=1)
    marked = np.maximum(heads, opens) > _LEAST
    before, after = _nearest(marked)
    masked = np.vstack([likely, np.zeros((1, COUNT), dtype=np.float32)])
    numbers = _numbered(looks, heads, opens)
    at = np.arange(size)
    further = np.column_stack(
        [
            heads,
            opens,
            np.where(before < size, np.log1p(np.abs(at - before)) / 3, 2),
            np.where(after < size, np.log1p(np.abs(after - at)) / 3, 2),
            numbers,
        ]
    )
    return np.hstack([*around, masked[before], masked[after], further]).astype(np.float32)


def _nearest(marked: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return for each line the nearest marked line before and after; the size where none is."""
    size = len(marked)
    at = np.arange(size)
    last = np.maximum.accumulate(np.where(marked, at, -1))
    before = np.concatenate([[-1], last[:-1]])
    before = np.where(before < 0, size, before)
    following = np.minimum.accumulate(np.where(marked, at, size)[::-1])[::-1]
    after = np.concatenate([following[1:], [size]])
    return before.astype(np.intp), after.astype(np.intp)


def _numbered(looks: Sequence[LineLook], heads: Array, opens: Array) -> Array:
    """Say for each line how those numbered alike look, and whether its number goes on.

    Columns: the mean and the highest likelihood of a heading among the lines of the same
    scheme in its part of the document, their count, that of the last and the next of them,
    and whether the number goes on from the last and leads to the next.
    """
    size = len(looks)
    out = np.zeros((size, 7), dtype=np.float32)
    part = 0
    held: dict[tuple[int, str], list[int]] = {}
    for at, look in enumerate(looks):
        if opens[at] > 0.5:
            part += 1
        if look.numbering.scheme != "none" or heads[at] > _LEAST:
            held.setdefault((part, look.numbering.scheme), []).append(at)
    for places in held.values():
        values = heads[places]
        out[places, 0], out[places, 1] = values.mean(), values.max()
        out[places, 2] = min(len(places), 10) / 10
        out[places[1:], 3] = values[:-1]
        out[places[:-1], 4] = values[1:]
        ordinals = [looks[at].numbering.ordinal or -9 for at in places]
        for place in range(len(places) - 1):
            if ordinals[place] + 1 == ordinals[place + 1]:
                out[places[place], 6] = out[places[place + 1], 5] = 1
    return out
