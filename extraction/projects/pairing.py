"""Pair narratives with forms of the same project: by place, likeness of names, and amounts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

# What project names share without saying which project is meant.
_NOISE = re.compile(r"[\s“”\"'《》〈〉（）()【】\[\]、，,。.·\-—_:：]|20\d\d年度?")
_SUFFIX = re.compile(r"(?:项目|专项|经费|资金|工程|专项资金|政策资金|费用|预算|支出)+$")

LIKE = 0.62  # names at least this much alike mean one project
ADJACENT_LIKE = 0.34  # the same for a form that follows its narrative at once


@dataclass(frozen=True, slots=True)
class Unit:
    """What pairing sees of a narrative or form: its place in reading order, name, amounts."""

    place: int
    name: str | None
    amounts: frozenset[str]


def pair_units(
    narratives: Sequence[Unit], forms: Sequence[Unit], *, declared: int | None = None
) -> dict[int, int]:
    """Return {narrative's place: form's place} for the pairs that are one project each.

    ``declared`` is how many projects the document says it has, where it says so.
    A pair is taken where the evidence is enough and better than for any other partner of
    either side; a tie pairs nobody.
    """
    forms_at = {form.place: form for form in forms}
    pairs: dict[int, int] = {}
    for narrative in narratives:
        follower = forms_at.get(narrative.place + 1)
        if follower is not None and _fits_next(narrative, follower, narratives, forms):
            pairs[narrative.place] = follower.place
    pairs.update(_best_pairs(*_free(narratives, forms, pairs)))
    pairs.update(_last_pair(narratives, forms, pairs))
    pairs.update(_declared_pairs(narratives, forms, pairs, declared))
    return pairs


def name_likeness(first: str, second: str) -> float:
    """Return how alike two project names are, 0 to 1, whatever the order of their words.

    >>> name_likeness("某镇文化活动中心改建工程", "改建某镇文化活动中心") > 0.8
    True
    """
    a, b = _core(first), _core(second)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    letters = (
        2 * sum(min(a.count(letter), b.count(letter)) for letter in set(a)) / (len(a) + len(b))
    )
    pairs_a = {a[i : i + 2] for i in range(len(a) - 1)}
    pairs_b = {b[i : i + 2] for i in range(len(b) - 1)}
    shared = 2 * len(pairs_a & pairs_b) / max(1, len(pairs_a) + len(pairs_b))
    order = LCSseq.normalized_similarity(a, b)
    return (letters + shared + max(order, shared)) / 3


def _core(name: str) -> str:
    bare = _NOISE.sub("", name)
    return _SUFFIX.sub("", bare) or bare


def _fits_next(
    narrative: Unit, form: Unit, narratives: Sequence[Unit], forms: Sequence[Unit]
) -> bool:
    """Tell whether the form right after a narrative is its own.

    Where the names are not alike, equal amounts or a faint likeness are enough as long as
    neither has a likelier partner elsewhere.
    """
    if narrative.name is None or form.name is None:
        return True
    likeness = name_likeness(narrative.name, form.name)
    if likeness >= LIKE:
        return True
    elsewhere = [name_likeness(narrative.name, other.name) for other in forms if other.name]
    elsewhere += [name_likeness(other.name, form.name) for other in narratives if other.name]
    if max(elsewhere) > likeness and max(elsewhere) >= ADJACENT_LIKE:
        return False
    return likeness >= ADJACENT_LIKE or bool(narrative.amounts & form.amounts)


def _evidence(narrative: Unit, form: Unit) -> float:
    likeness = name_likeness(narrative.name, form.name) if narrative.name and form.name else 0.0
    if narrative.amounts & form.amounts:
        return likeness + 0.5 if likeness >= ADJACENT_LIKE or not narrative.name else likeness
    return likeness


def _best_pairs(narratives: Sequence[Unit], forms: Sequence[Unit]) -> dict[int, int]:
    scores = {
        (narrative.place, form.place): _evidence(narrative, form)
        for narrative in narratives
        for form in forms
    }
    of_narrative: dict[int, list[tuple[int, float]]] = defaultdict(list)
    of_form: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (place, other), score in scores.items():
        of_narrative[place].append((other, score))
        of_form[other].append((place, score))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for (narrative, form), score in sorted(scores.items(), key=lambda item: -item[1]):
        if score < 0.5 or narrative in pairs or form in taken:
            continue
        if score < LIKE and score != 0.5:
            continue
        rivals = [other for f, other in of_narrative[narrative] if f != form and f not in taken]
        rivals += [other for n, other in of_form[form] if n != narrative and n not in pairs]
        if rivals and max(rivals) >= score:
            continue
        pairs[narrative] = form
        taken.add(form)
    return pairs


def _last_pair(
    narratives: Sequence[Unit], forms: Sequence[Unit], pairs: dict[int, int]
) -> dict[int, int]:
    """Pair the one narrative and the one form that are left, where their names are not strange.

    That holds where others were paired: the department shows its projects in both ways. Where
    the amounts differ (one of them may be a misprint) only for a pair that keeps the order in
    which all the others stand.
    """
    left, over = _free(narratives, forms, pairs)
    if not pairs or len(left) != 1 or len(over) != 1:
        return {}
    narrative, form = left[0], over[0]
    differ = narrative.amounts and form.amounts and not narrative.amounts & form.amounts
    if differ and not _stand_alike(narrative, form, narratives, forms, pairs):
        return {}
    if narrative.name and form.name and name_likeness(narrative.name, form.name) < ADJACENT_LIKE:
        return {}
    return {narrative.place: form.place}


def _declared_pairs(
    narratives: Sequence[Unit], forms: Sequence[Unit], pairs: dict[int, int], declared: int | None
) -> dict[int, int]:
    """Pair those that have to be one project each, for as many projects as are declared.

    Whatever amounts they print: where just so many pairs of what is left have like names.
    """
    if declared is None:
        return {}
    missing = len(narratives) + len(forms) - declared - len(pairs)
    left, over = _free(narratives, forms, pairs)
    likely = [
        (narrative.place, form.place)
        for narrative in left
        for form in over
        if narrative.name
        and form.name
        and name_likeness(narrative.name, form.name) >= ADJACENT_LIKE
    ]
    sides = [set(side) for side in zip(*likely, strict=True)]
    is_one_to_one = all(len(side) == len(likely) for side in sides)
    return dict(likely) if len(likely) == missing and is_one_to_one else {}


def _free(
    narratives: Sequence[Unit], forms: Sequence[Unit], pairs: dict[int, int]
) -> tuple[list[Unit], list[Unit]]:
    taken = set(pairs.values())
    return (
        [unit for unit in narratives if unit.place not in pairs],
        [unit for unit in forms if unit.place not in taken],
    )


def _stand_alike(
    narrative: Unit,
    form: Unit,
    narratives: Sequence[Unit],
    forms: Sequence[Unit],
    pairs: dict[int, int],
) -> bool:
    """Tell whether narratives and forms stand in one order, this pair among at least two others."""
    form_of = {**pairs, narrative.place: form.place}
    by_place = [form_of.get(unit.place) for unit in sorted(narratives, key=lambda unit: unit.place)]
    return len(by_place) >= 3 and by_place == sorted(unit.place for unit in forms)
