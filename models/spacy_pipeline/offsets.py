"""Characters of a text and tokens of a Doc, both ways.

spaCy folds a single blank into the token before it (``token.whitespace_``) and joins a run of
blanks into one token, so the place of a token is not the place of its character, even where every
token is one character. ``token.idx`` is the bridge.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class TokenMap:
    """Where each token of a Doc begins in ``doc.text``; ``size`` is the length of that text."""

    starts: tuple[int, ...]
    size: int

    @classmethod
    def of(cls, doc: Doc) -> TokenMap:
        return cls(tuple(token.idx for token in doc), len(doc.text))

    def token_of(self, character: int) -> tuple[int, int]:
        """Return the token that holds a character, and how far inside it the character stands.

        A blank that is folded into a token counts as that token's last character.
        Raises IndexError for an offset outside the text.
        """
        if not 0 <= character < self.size:
            raise IndexError(f"character {character} of {self.size}")
        token = bisect_right(self.starts, character) - 1
        return token, character - self.starts[token]

    def character_of(self, token: int, inside: int = 0) -> int:
        """Return the offset of the character that stands ``inside`` characters into a token."""
        return self.starts[token] + inside

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the shortest run of tokens, half-open, that holds ``text[start:end]``.

        Raises IndexError for an empty range or one outside the text.
        """
        if not 0 <= start < end <= self.size:
            raise IndexError(f"characters {start}:{end} of {self.size}")
        return bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)
