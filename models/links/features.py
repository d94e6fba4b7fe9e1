"""A candidate's evidence as numbers, for the learned ranker."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.registry import Evidence
from extraction.registry.possible import outdoes

NAMES: tuple[str, ...] = (
    "number_same",
    "number_near",
    "number_same_count",
    "number_differs",
    "title_absent",
    "title_same",
    "title_core",
    "title_local",
    "title_carried",
    "title_near",
    "likeness_low",
    "likeness_fair",
    "likeness_good",
    "likeness_high",
    "likeness_number_same",
    "unlike_number_same",
    "one_lost",
    "two_lost",
    "more_lost",
    "one_added",
    "two_added",
    "more_added",
    "one_replaced",
    "two_replaced",
    "more_replaced",
    "edits_per_character",
    "numerals",
    "kind",
    "kind_numbered",
    "kind_too",
    "kind_too_numbered",
    "replaced_short",
    "replaced_long",
    "short_near",
    "short_exact",
    "trial",
    "edition",
    "issuer_same",
    "issuer_differs",
    "code_same",
    "code_differs",
    "exact_place_same",
    "exact_place_differs",
    "exact_place_here",
    "exact_place_elsewhere",
    "exact_place_unplaced",
    "near_place_same",
    "near_place_differs",
    "near_place_here",
    "near_place_elsewhere",
    "near_place_unplaced",
    "kind_place_fits",
    "place_alone",
    "place_alone_here",
    "exact_lasting",
    "exact_number_differs",
    "exact_number_differs_lasting",
    "exact_number_near",
    "year_fits",
    "year_differs",
    "exact_rivals",
    "number_rivals",
    "nearer_rival",
    "lead",
)

_SHORT = 6  # characters of a core that may be anybody's
_MIDDLING = 10


def rows(candidates: Sequence[Evidence]) -> list[list[float]]:
    """Return one row for each candidate of one citation, columns as in `NAMES`.

    The last columns look at the others: how many are as good, and how far the next one is.
    """
    exact = [each for each in candidates if each.likeness == 1.0]
    numbered = sum(each.number == "same" for each in candidates)
    likest = sorted((each.likeness for each in candidates), reverse=True)[:2]
    return [_row(each, _has_rival(each, exact), numbered, likest) for each in candidates]


def _has_rival(e: Evidence, exact: Sequence[Evidence]) -> bool:
    rivals = sum(not outdoes(e, other) for other in exact)
    return rivals > (e.likeness == 1.0)  # none outdoes itself


def _row(e: Evidence, rival: bool, numbered: int, likest: Sequence[float]) -> list[float]:
    same = e.number == "same"
    whole = e.likeness == 1.0
    near = e.title == "near"
    # What the number has proved needs no proof by place or issuer.
    open_exact, open_near = whole and not same, near and not same
    next_best = likest[1] if len(likest) > 1 and e.likeness == likest[0] else likest[0]
    alone = len(likest) < 2
    replaced = not (e.lost or e.added or e.kind)
    found = (
        same,
        e.number == "near",
        e.number == "same_count",
        e.number == "differs",
        e.title == "absent",
        e.title == "same",
        e.title == "core",
        e.title == "local",
        e.title == "carried",
        near,
        open_near and e.likeness < 0.8,
        open_near and 0.8 <= e.likeness < 0.87,
        open_near and 0.87 <= e.likeness < 0.93,
        open_near and e.likeness >= 0.93,
        e.likeness if same and near else 0.0,
        same and near and e.likeness < 0.5,
        e.lost and e.edits == 1 and not same,
        e.lost and e.edits == 2 and not same,
        e.lost and e.edits > 2 and not same,
        e.added and e.edits == 1 and not same,
        e.added and e.edits == 2 and not same,
        e.added and e.edits > 2 and not same,
        near and replaced and e.edits == 1 and not same,
        near and replaced and e.edits == 2 and not same,
        near and replaced and e.edits > 2 and not same,
        min(1.0, e.edits / e.length) if near and e.length else 0.0,
        e.numerals,
        e.kind,
        e.kind and same,
        e.kind_too and not same,
        e.kind_too and same,
        near and replaced and e.length <= _MIDDLING and not same,
        near and replaced and e.length > _MIDDLING and not same,
        near and e.length <= _SHORT,
        open_exact and e.length <= _SHORT and not e.lasting,
        e.trial and not same,
        e.edition,
        e.issuer == "same",
        e.issuer == "differs" and not same,
        e.code == "same" and not same,
        e.code == "differs" and not same,
        open_exact and e.place == "same",
        open_exact and e.place == "differs",
        open_exact and e.place == "here",
        open_exact and e.place == "elsewhere",
        open_exact and e.place == "unplaced",
        open_near and e.place == "same",
        open_near and e.place == "differs",
        open_near and e.place == "here",
        open_near and e.place == "elsewhere",
        open_near and e.place == "unplaced",
        e.kind and e.place in ("same", "none", "here"),
        open_near and e.place_alone,
        open_near and e.place_alone and e.place == "here",
        open_exact and e.lasting,
        open_exact and e.number in ("differs", "same_count"),
        open_exact and e.number in ("differs", "same_count") and e.lasting,
        open_exact and e.number == "near",
        e.year is True and not same,
        e.year is False,
        open_exact and rival,
        same and numbered > 1 and not whole,
        near and not alone and e.likeness < likest[0],
        0.0 if not near else 0.15 if alone else min(0.15, max(-0.15, e.likeness - next_best)),
    )
    return [float(value) for value in found]
