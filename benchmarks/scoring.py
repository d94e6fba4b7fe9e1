"""Documents read by supervised workers and scored against their gold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extraction.errors import YijuError
from models.evaluation import ToScore, evaluate
from models.scores import Evaluation
from service.gold import GoldDocument, find_gold
from service.parsing import Request, run_all
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Score:
    """Strict scores of a set of documents; F1 is None where nothing was to be found.

    ``invented`` counts projects found in documents that hold none.
    """

    name: str
    documents: int
    overall: float | None
    form_fields: float | None
    citations: float | None
    invented: int


def read(
    folder: Path, *, excluded: Sequence[str] = (), settings: Settings | None = None
) -> tuple[ToScore, ...]:
    """Read every document of ``folder`` that has gold beside it."""
    found: tuple[GoldDocument, ...] = find_gold(folder, excluded=excluded)
    requests = [Request(path=str(item.path), name=item.name) for item in found]
    return tuple(
        ToScore(
            found[index].name,
            gold=found[index].gold,
            prediction=None if isinstance(outcome, YijuError) else json.loads(outcome.body),
        )
        for index, outcome in run_all(requests, settings or Settings())
    )


def score(name: str, documents: Iterable[ToScore]) -> Score:
    """Score ``documents`` together."""
    evaluation: Evaluation = evaluate(documents)
    return Score(
        name,
        len(evaluation.documents),
        evaluation.overall("strict").f1,
        evaluation.group("form_field", "strict").f1,
        evaluation.group("citation", "strict").f1,
        sum(item.predicted_projects for item in evaluation.documents if not item.gold_projects),
    )


HEAD = ("documents", "files", "overall", "form fields", "citations", "invented projects")


def row(score: Score) -> tuple[str, ...]:
    """Return the score as a row under `HEAD`."""
    return (
        score.name,
        str(score.documents),
        *(
            "-" if share is None else f"{share:.4f}"
            for share in (score.overall, score.form_fields, score.citations)
        ),
        str(score.invented),
    )
