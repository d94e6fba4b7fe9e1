"""``python -m models.lines``: train the classifier of lines on gold texts and on synthesis."""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

from extraction.errors import YijuError
from models.lines.material import gold_documents, synthetic_documents
from models.lines.measuring import measured_use, role_scores
from models.lines.model import save
from models.lines.printed import PrintedDocument, joined
from models.lines.released import FILE, FOLDER
from models.lines.training import SETTINGS, Trained, expected_error, layouts, only, train
from models.scores import Counts

SEED = 1  # of the released model


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write ``lines.npz`` with its card beside it; print the card."""
    parser = argparse.ArgumentParser(prog="python -m models.lines", description=__doc__)
    parser.add_argument("-o", "--out", type=Path, default=FOLDER, help="the folder to write to")
    parser.add_argument("--gold", type=Path, help="a folder of gold texts in place of the shipped")
    parser.add_argument("--synthetic", type=int, default=60, help="invented disclosures beside")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    begun = time.perf_counter()
    gold = list(gold_documents(options.gold))
    invented = list(synthetic_documents(range(options.synthetic)))
    try:
        trained = train(layouts([*gold, *invented], seed=options.seed), seed=options.seed)
    except YijuError as error:
        parser.exit(2, f"{error.message}. {error.hint}\n")
    facts = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "data": {
            "gold texts": len(gold),
            "gold sha256": _hash(gold),
            "invented": len(invented),
            "invented sha256": _hash(invented),
            "seed": options.seed,
        },
        "split": f"folds by issuer, {len({one.fold for one in trained.seen})}",
        "settings": SETTINGS,
        **card_facts(trained),
        "made with": {"scikit-learn": version("scikit-learn"), "numpy": version("numpy")},
        "seconds": round(time.perf_counter() - begun, 1),
    }
    save(trained.arrays, options.out / FILE, name=f"lines-{options.seed}", facts=facts)
    print(json.dumps(facts, ensure_ascii=False, indent=1))  # noqa: T201


def card_facts(trained: Trained) -> dict[str, object]:
    """Return what the folds say of the classifier; all figures are of issuers left out."""
    written = only(trained, written=True)
    scores = np.concatenate(
        [
            np.interp(likely.max(axis=1), trained.arrays.steps, trained.arrays.levels)
            for likely in written.held_out
            if len(likely)
        ]
    )
    right = np.concatenate(
        [
            likely.argmax(axis=1) == one.targets
            for one, likely in zip(written.seen, written.held_out, strict=True)
            if len(likely)
        ]
    )
    return {
        "lines": sum(len(one.targets) for one in trained.seen),
        "features held": len(trained.arrays.names),
        "roles, gold texts": {role: shown(one) for role, one in role_scores(written).items()},
        "roles, all": {role: shown(one) for role, one in role_scores(trained).items()},
        "calibration error, gold texts": round(expected_error(scores, right), 4),
        "section headings, gold texts": {
            str(least): {
                "rules": shown(use.rules),
                "model": shown(use.model),
                "rules, then model where silent": shown(use.both),
                "rules unless the model is sure": shown(use.weighed),
            }
            for least in (0.5, 0.8, 0.9)
            for use in [measured_use(written, least=least)]
        },
    }


def shown(counts: Counts) -> dict[str, float | int | None]:
    """Return precision, recall and F1 with the number of lines that hold the role."""
    values = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {
        **{name: None if one is None else round(one, 4) for name, one in values.items()},
        "lines": counts.true_positive + counts.false_negative,
    }


def _hash(documents: Sequence[PrintedDocument]) -> str:
    held = hashlib.sha256()
    for document in documents:
        held.update(joined(document.lines).encode() + b"\n\n")
    return held.hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
