"""``python -m models.links``: train the links model on the starter registry and on synthesis."""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from extraction.registry import Work, shipped_codes, shipped_works
from models.links.ranker import TrainedRanker, to_json
from models.links.training import Example, Outcome, examples, outcome, parted, train
from training_data.citations.works import synthesise_works

SEED = 1  # of the released model
_RELEASED = Path(str(files("models").joinpath("released")))


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write ``links.json`` with its card beside it."""
    parser = argparse.ArgumentParser(prog="python -m models.links", description=__doc__)
    parser.add_argument("-o", "--out", type=Path, default=_RELEASED, help="the folder to write to")
    parser.add_argument("--synthetic", type=int, default=6000, help="invented works beside")
    parser.add_argument("--per-work", type=int, default=4, help="citations made of each work")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    starter = list(shipped_works())
    invented = list(synthesise_works(options.synthetic, seed=options.seed))
    fitting: list[Example] = []
    checking: list[Example] = []
    for works in (starter, invented):
        fit, check = parted(works, seed=options.seed)
        fitting += _examples(fit, seed=options.seed, per_work=options.per_work)
        checking += _examples(check, seed=options.seed + 1, per_work=options.per_work)
    ranker = train(fitting, checking, name=f"links-{options.seed}")
    card = {
        "name": ranker.name,
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "data": {
            "starter works": len(starter),
            "starter sha256": hashlib.sha256(
                files("extraction.registry").joinpath("starter", "works.jsonl").read_bytes()
            ).hexdigest(),
            "invented works": len(invented),
            "seed": options.seed,
        },
        "examples": {"fitting": len(fitting), "checking": len(checking)},
        "checking": _scores(outcome(ranker, checking)),
        "made with": {"scikit-learn": version("scikit-learn")},
    }
    _write(options.out, ranker, card)
    print(json.dumps(card, ensure_ascii=False, indent=1))  # noqa: T201


def _examples(works: Sequence[Work], *, seed: int, per_work: int) -> list[Example]:
    return list(examples(works, shipped_codes(), seed=seed, per_work=per_work))


def _scores(found: Outcome) -> dict[str, float]:
    return {
        "precision": round(found.precision, 4),
        "recall": round(found.recall, 4),
        "linked": found.linked,
    }


def _write(folder: Path, ranker: TrainedRanker, card: object) -> None:
    """Write both files under other names first, so that a broken run leaves the old ones."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "links.json": to_json(ranker),
        "links.card.json": json.dumps(card, ensure_ascii=False, indent=1),
    }
    for name, text in texts.items():
        draft = folder / f".{name}.new"
        draft.write_text(text + "\n", "utf-8")
        draft.replace(folder / name)


if __name__ == "__main__":
    main(sys.argv[1:])
