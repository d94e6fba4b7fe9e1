"""The frozen citations: made of works that no ranker is trained on, always the same ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extraction.errors import UsageError
from extraction.registry import Catalogue, Linker, Work, shipped_codes, shipped_works
from extraction.registry.possible import may_be_meant
from models.links.ranker import TrainedRanker
from models.links.training import Example, asked, decide, example
from models.reliability import Reliability, reliability
from models.scores import Counts
from models.tallies import Tally
from training_data.citations.cases import CLEAN, make_cases, split_works
from training_data.citations.works import synthesise_works

SEED = 971_003  # of the frozen set; training refuses it
_SHARE = 0.15  # of the starter registry
_INVENTED = 900
_UNREGISTERED = 0.2
_PER_WORK = 2


@dataclass(frozen=True, slots=True)
class FrozenCase:
    """A citation with its candidates; ``work`` is the one that its author had in mind."""

    work: str
    label: str
    example: Example


def for_training(works: Iterable[Work]) -> tuple[Work, ...]:
    """Return the works that are not frozen."""
    return split_works(works, seed=SEED, held_out_share=_SHARE)[0]


def refuse_frozen(works: Iterable[Work], *, name: str) -> None:
    """Raise `UsageError` (``frozen_text``) where ``works`` hold one that is frozen."""
    held = {work.id for work in _frozen_starter()}
    for work in works:
        if work.id in held:
            raise UsageError(
                found=f"{name}: {work.id} 《{work.title}》, which is in the frozen test set",
                expected="works that no model is judged on",
                hint="Take the work out of this file.",
                code="frozen_text",
            )


def _frozen_starter() -> tuple[Work, ...]:
    return split_works(shipped_works(), seed=SEED, held_out_share=_SHARE)[1]


@cache
def frozen_cases() -> tuple[FrozenCase, ...]:
    """Make the frozen citations, with the candidates that the linker compares."""
    codes = list(shipped_codes())
    found: list[FrozenCase] = []
    for works in (_frozen_starter(), tuple(synthesise_works(_INVENTED, seed=SEED))):
        # Another seed than the one that froze them: a work's side hangs on its id and the seed.
        registered, _ = split_works(works, seed=SEED + 1, held_out_share=_UNREGISTERED)
        linker = Linker(Catalogue(registered, codes))
        for case in make_cases(
            works, seed=SEED + 1, held_out_share=_UNREGISTERED, per_work=_PER_WORK
        ):
            candidates = [
                (entry.id, evidence)
                for entry, evidence in linker.candidates(asked(case))
                if may_be_meant(evidence)
            ]
            if candidates and case.truth.status in ("linked", "unknown"):
                label = "clean" if case.corruption == CLEAN else "corrupted"
                found.append(FrozenCase(case.meant, label, example(candidates, case.truth.work_id)))
    return tuple(found)


def measure(ranker: TrainedRanker) -> Tally:
    """Count what is linked, rightly or not, work by work: clean citations and corrupted ones."""
    tally: dict[str, dict[str, Counts]] = {}
    for case in frozen_cases():
        is_linked, is_right, _ = decide(ranker, case.example)
        to_be_linked = case.example.right is not None
        counts = Counts(
            int(is_linked and is_right),
            int(is_linked and not is_right),
            int(to_be_linked and not (is_linked and is_right)),
        )
        held = tally.setdefault(case.work, {})
        held[case.label] = held.get(case.label, Counts()) + counts
    return tally


def measure_reliability(ranker: TrainedRanker) -> Reliability:
    """Say how often the best candidate of each citation is right, by its score."""
    found = [decide(ranker, case.example) for case in frozen_cases()]
    return reliability([score for _, _, score in found], [right for _, right, _ in found])
