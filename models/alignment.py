"""Global alignment of two sequences: the best pairing that keeps both orders.

Needleman and Wunsch, "A general method applicable to the search for similarities in the
amino acid sequence of two proteins", J. Mol. Biol. 48 (1970), with gaps that cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

_Left = TypeVar("_Left")
_Right = TypeVar("_Right")

Pair = tuple[int | None, int | None]


def align(
    left: Sequence[_Left],
    right: Sequence[_Right],
    likeness: Callable[[_Left, _Right], float],
    *,
    least: float,
) -> tuple[Pair, ...]:
    """Pair the items of ``left`` and ``right`` so that the sum of likenesses is greatest.

    Every item stands once, in order, as ``(i, j)``, ``(i, None)`` or ``(None, j)``. Items
    whose likeness (0 to 1) is below ``least`` are never paired.
    """
    scores = [[likeness(one, other) for other in right] for one in left]
    rows, columns = len(left), len(right)
    # best[i][j]: the greatest sum for left[i:] and right[j:]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(
                best[i + 1][j],
                best[i][j + 1],
                scores[i][j] + best[i + 1][j + 1] if scores[i][j] >= least else 0.0,
            )
    pairs: list[Pair] = []
    i = j = 0
    while i < rows and j < columns:
        paired = scores[i][j] >= least and best[i][j] == scores[i][j] + best[i + 1][j + 1]
        if paired:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs.extend((k, None) for k in range(i, rows))
    pairs.extend((None, k) for k in range(j, columns))
    return tuple(pairs)
