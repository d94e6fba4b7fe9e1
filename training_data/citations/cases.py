"""Citations with what they mean in a registry from which some works are held out."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from extraction.citations import find_citations, normalise_doc_number, normalise_title
from extraction.citations.versions import split_edition
from extraction.registry import Version, Work
from extraction.schema import Citation
from training_data.citations.corruptions import CORRUPTIONS, OTHER_NUMBER, other_number
from training_data.citations.printing import PrintedCitation, print_citation
from training_data.citations.truths import Registered, Truth

CLEAN = "clean"
# How often each print is drawn where all are wanted.
WEIGHTS: Mapping[str, float] = {
    CLEAN: 6,
    **dict.fromkeys(CORRUPTIONS, 1.0),
    OTHER_NUMBER: 1,
}
_NOWHERE, _ELSEWHERE = 0.1, 0.08
_OLDER = 0.3
_TRIES = 4


@dataclass(frozen=True, slots=True)
class LinkCase:
    """A citation, where and when it is printed, and what it means.

    place       of the citing body, as ``Work.place`` has it; ``None`` where it is not known
    year        the budget year of the citing document
    corruption  what was done to it; "clean" for nothing
    meant       id of the work that its author had in mind, registered or not
    """

    citation: PrintedCitation
    truth: Truth
    place: str | None
    year: int
    corruption: str
    meant: str


def split_works(
    works: Iterable[Work], *, seed: int, held_out_share: float
) -> tuple[tuple[Work, ...], tuple[Work, ...]]:
    """Split works into those that the registry holds and those held out of it.

    A work's side hangs on its id and the seed alone, never on the others.

    Raises:
        ValueError: the share is not in 0 ≤ share < 1.
    """
    if not 0 <= held_out_share < 1:
        raise ValueError(f"{held_out_share} is no share to hold out: 0 or more, and less than 1")
    registered: list[Work] = []
    held_out: list[Work] = []
    for work in works:
        (held_out if _draw(work.id, seed) < held_out_share else registered).append(work)
    return tuple(registered), tuple(held_out)


def make_cases(
    works: Sequence[Work],
    *,
    seed: int,
    held_out_share: float = 0.15,
    prints: Mapping[str, float] = WEIGHTS,
    per_work: int = 1,
) -> Iterator[LinkCase]:
    """Yield cases, ``per_work`` for each work at most, in the order of the works.

    The registry that they are asked of is ``split_works`` with the same seed and share.
    ``prints`` are the weights of "clean" and of the corruptions wanted, by name. Citations that
    could not be told from a right citation of another work are left out, as are those that the
    drawn corruptions cannot harm.

    Raises:
        KeyError: ``prints`` names a corruption that there is not.
    """
    unknown = sorted(set(prints) - set(WEIGHTS))
    if unknown:
        raise KeyError(f"no corruption {', '.join(unknown)}; there are {', '.join(WEIGHTS)}")
    registered, _ = split_works(works, seed=seed, held_out_share=held_out_share)
    registry = Registered(registered)
    all_places = tuple(dict.fromkeys(work.place for work in works if work.place)) or (None,)
    below = _below(all_places)
    names, weights = tuple(prints), tuple(prints.values())
    for work in works:
        chance = random.Random(f"{seed}|{work.id}")
        for _ in range(per_work):
            place = _citing_place(work, all_places, below, chance)
            for _ in range(_TRIES):
                name = chance.choices(names, weights)[0]
                case = _case(work, name, place, registry, registered, chance)
                if case is not None:
                    yield case
                    break


def cited(case: LinkCase) -> Citation:
    """Return the case's citation as the finder gives it, each part in its canonical form.

    A number that is not read as one stands as it is printed.
    """
    printed = case.citation
    title = normalise_title(printed.title or "")
    kept, version = split_edition(title.replace("(", "（").replace(")", "）"))
    title = title[: len(kept)]
    number = printed.doc_number
    text = printed.text
    return Citation(
        title=title or None,
        doc_number=None if number is None else normalise_doc_number(number) or number,
        issuer=printed.issuer,
        article=None,
        version=version,
        text=text,
        section="basis",
        page=None,
        start=0,
        end=len(text),
        method="rule",
        by="synthetic",
        confidence=1.0,
    )


def found_in(case: LinkCase) -> tuple[Citation, ...]:
    """Return what the finder finds of the case's citation in a sentence."""
    text = f"根据{case.citation.text}，安排项目经费。"
    return find_citations(text, start=0, end=len(text), section="basis")


def _case(
    work: Work,
    name: str,
    place: str | None,
    registry: Registered,
    registered: Sequence[Work],
    chance: random.Random,
) -> LinkCase | None:
    # Of a work without a known version the title alone is known.
    versions = work.versions or (Version(f"{work.id}.1", work.source),)
    version = versions[-1] if chance.random() > _OLDER else chance.choice(versions)
    clean = print_citation(work, version, rng=chance)
    if name == CLEAN:
        printed: PrintedCitation | None = clean
    elif name == OTHER_NUMBER:
        printed = _with_other_number(clean, work, chance.choice(registered), chance)
    else:
        printed = CORRUPTIONS[name](clean, chance)
    if printed is None:
        return None
    truth = (
        Truth("unknown")
        if name == "draft"
        else registry.truth(printed, work, place=place, changed=name != CLEAN)
    )
    if truth is None:
        return None
    issued = version.date_issued or "2015"
    year = min(2026, int(issued[:4]) + 1 + int(chance.random() * 5))
    return LinkCase(printed, truth, place, year, name, work.id)


def _with_other_number(
    clean: PrintedCitation, work: Work, other: Work, chance: random.Random
) -> PrintedCitation | None:
    if other.id == work.id or not other.versions:
        return None
    number = chance.choice(other.versions).doc_number
    return other_number(clean, PrintedCitation(None, number, None, "number"))


def _citing_place(
    work: Work,
    all_places: Sequence[str | None],
    below_place: Mapping[str, Sequence[str]],
    chance: random.Random,
) -> str | None:
    """Draw a body that cites the work: of its place or below it, now and then of another.

    ``None`` where nothing is known of the citing body.
    """
    draw = chance.random()
    if draw < _NOWHERE:
        return None
    if work.place is None or draw < _NOWHERE + _ELSEWHERE:
        return chance.choice(all_places)
    below = below_place.get(work.place)
    return chance.choice(below) if below and chance.random() < 0.6 else work.place


def _below(all_places: Sequence[str | None]) -> Mapping[str, Sequence[str]]:
    """Return the places below each."""
    named = sorted(place for place in all_places if place)
    found: dict[str, list[str]] = {}
    above: list[str] = []
    for place in named:
        # Sorted by name, a place stands after those that it lies in.
        while above and not place.startswith(above[-1]):
            above.pop()
        for each in above:
            found.setdefault(each, []).append(place)
        above.append(place)
    return found


def _draw(key: str, seed: int) -> float:
    digest = sha256(f"{seed}|{key}".encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56
