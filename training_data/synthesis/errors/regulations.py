"""Errors that only the registry can tell: another regulation's number, one that does not hold."""

from __future__ import annotations

import random
from functools import cache

from extraction.registry import Version, Work, shipped_works
from training_data.synthesis.errors.printed import Blocks, Spoiled
from training_data.synthesis.errors.special import cite

_BEFORE = "2020"  # no synthesised budget is for a year before 2021
_MARKS = "〈〉（）()《》“”〔〕"


def number_of_another(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    """Cite one regulation's title with the number of another."""
    first, second = chance.sample(_numbered(), 2)
    return cite(f"根据《{first.title}》（{second.versions[0].doc_number}）。")(blocks, chance)


def no_longer_in_force(blocks: Blocks, chance: random.Random) -> Spoiled | None:
    """Cite a regulation that was repealed, or a version that a later one had replaced."""
    work, version = chance.choice(_gone())
    number = f"（{version.doc_number}）" if version.doc_number else ""
    return cite(f"根据《{work.title}》{number}。")(blocks, chance)


@cache
def _numbered() -> tuple[Work, ...]:
    """Return the works of one version, whose number and title are theirs alone."""
    works = [one for one in shipped_works() if len(one.versions) == 1 and _is_plain(one)]
    numbers = [one.versions[0].doc_number for one in works]
    titles = [one.title for one in works]
    return tuple(
        one
        for one in works
        if one.versions[0].doc_number
        and numbers.count(one.versions[0].doc_number) == 1
        and titles.count(one.title) == 1
    )


@cache
def _gone() -> tuple[tuple[Work, Version], ...]:
    """Return what the starter registry knows not to hold, as a citation names it."""
    works = [one for one in shipped_works() if _is_plain(one)]
    titles = [one.title for one in works]
    found: list[tuple[Work, Version]] = []
    for work in works:
        if titles.count(work.title) > 1:
            continue
        for at, version in enumerate(work.versions):
            is_last = at == len(work.versions) - 1
            # What a later date stands beside may have held in the budget's year.
            began = version.date_effective or version.date_issued or ""
            if (is_last and version.status == "repealed" and began < _BEFORE) or (
                version.doc_number
                and any(
                    (later.date_effective or later.date_issued or "9") < _BEFORE
                    and later.doc_number != version.doc_number
                    for later in work.versions[at + 1 :]
                )
            ):
                found.append((work, version))
    return tuple(found)


def _is_plain(work: Work) -> bool:
    """Tell whether a title is one word to a reader: without marks, and no number itself."""
    return not any(mark in work.title for mark in _MARKS) and not work.title.endswith("号")
