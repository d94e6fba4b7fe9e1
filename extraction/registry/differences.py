"""Where two titles differ: blocks of characters that one has for those of the other."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein


def differences(mine: str, theirs: str) -> list[tuple[str, str]]:
    """Return what stands in one title for what in the other, without what they share.

    >>> differences("某市节约用水条例", "某市节约能源条例（试行）")
    [('用水', '能源'), ('', '（试行）')]
    """
    found: list[tuple[str, str]] = []
    apart = False
    for step in Levenshtein.opcodes(mine, theirs):
        cited = mine[step.src_start : step.src_end]
        registered = theirs[step.dest_start : step.dest_end]
        if step.tag == "equal":
            apart = False
        elif apart:
            found[-1] = (found[-1][0] + cited, found[-1][1] + registered)
        else:
            found.append((cited, registered))
            apart = True
    return found
