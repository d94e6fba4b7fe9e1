"""Which texts to correct next: how unsure a model is of each, and the order for the review queue.

Orders are compared at equal characters read, since that is what a person's time goes into
(``python -m benchmarks learning_curve``).
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

OrderName = Literal["random", "sequence", "marginal", "normalised", "mixed"]
ORDERS: tuple[OrderName, ...] = get_args(OrderName)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a model makes of one text.

    sequence   probability of its labels as a whole, 0 to 1: falls with the length of the text
    lowest     the lowest probability of a character's tag, 0 to 1
    size       characters
    """

    sequence: float
    lowest: float
    size: int

    @property
    def normalised(self) -> float:
        """Doubt a character: the mean of -log p, 0 where the model is sure."""
        return -math.log(max(self.sequence, 1e-300)) / max(self.size, 1)


def order(doubts: Sequence[Doubt], name: OrderName = "mixed", *, seed: int = 0) -> list[int]:
    """Return the places of texts in the order in which they are to be corrected.

    ``random`` draws; ``sequence`` takes the least probable labels first, ``marginal`` the lowest
    tag, ``normalised`` the greatest doubt a character; ``mixed`` takes one drawn text, then one
    of the greatest doubt a character, by turns. The same seed gives the same order.
    """
    drawn = list(range(len(doubts)))
    random.Random(seed).shuffle(drawn)
    if name == "random":
        return drawn
    if name == "sequence":
        return sorted(drawn, key=lambda at: doubts[at].sequence)
    if name == "marginal":
        return sorted(drawn, key=lambda at: doubts[at].lowest)
    doubted = sorted(drawn, key=lambda at: -doubts[at].normalised)
    if name == "normalised":
        return doubted
    taken: dict[int, None] = {}
    for one, other in zip(drawn, doubted, strict=True):
        taken.setdefault(one)
        taken.setdefault(other)
    return list(taken)


# Below so many characters corrected, a drawn text by turns does better than doubt alone.
MIXED_BELOW = 2_500


def queue_order(doubts: Sequence[Doubt], *, characters_read: int, seed: int = 0) -> list[int]:
    """Return the order for the review queue: ``mixed`` at first, ``normalised`` from then on.

    ``characters_read`` counts the texts that were corrected so far, by anybody.
    """
    name: OrderName = "mixed" if characters_read < MIXED_BELOW else "normalised"
    return order(doubts, name, seed=seed)
