"""``python -m models.tokens``: train on named-entity files and print the strict scores."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from extraction.errors import YijuError
from models.scores import Counts
from models.tokens.crf import TokenTagger, train
from models.tokens.scoring import score
from training_data.formats import LabelledText, read_entities


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, score on ``--dev`` and ``--test``, keep the model where ``-o`` says."""
    parser = argparse.ArgumentParser(prog="python -m models.tokens", description=__doc__)
    parser.add_argument("--train", type=Path, nargs="+", required=True, metavar="FILE")
    parser.add_argument("--dev", type=Path, metavar="FILE")
    parser.add_argument("--test", type=Path, metavar="FILE")
    parser.add_argument("-o", "--out", type=Path, metavar="DIR", help="keep the model there")
    parser.add_argument("--no-words", action="store_true", help="without jieba's dictionary")
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as folder:
            report = _run(options, options.out or Path(folder))
    except YijuError as error:
        parser.exit(2, f"{error.message}. {error.hint}\n")
    print(json.dumps(report, ensure_ascii=False, indent=1))  # noqa: T201


def _run(options: argparse.Namespace, folder: Path) -> dict[str, object]:
    model = folder / "tokens.crf"
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in options.train}
    begun = time.perf_counter()
    texts = list(_texts(options.train))
    mended = sum("repaired" in text.meta for text in texts)
    card = train(texts, model, words=not options.no_words, facts={"data": hashes, "mended": mended})
    report: dict[str, object] = {"card": card, "seconds": round(time.perf_counter() - begun, 1)}
    tagger = TokenTagger(model)
    for part in ("dev", "test"):
        path = getattr(options, part)
        if path is not None:
            report[part] = _scored(tagger, list(_texts([path])))
    return report


def _texts(paths: Sequence[Path]) -> Iterator[LabelledText]:
    for path in paths:
        # Public sets hold broken sequences: mended, and counted in the report.
        yield from read_entities(path)


def _scored(tagger: TokenTagger, texts: Sequence[LabelledText]) -> dict[str, object]:
    begun = time.perf_counter()
    found = [[one.span for one in tagger.find(text.text)] for text in texts]
    seconds = time.perf_counter() - begun
    scores = score([text.spans for text in texts], found)
    return {
        "mended": sum("repaired" in text.meta for text in texts),
        "overall": _shown(scores.overall),
        "interval": [round(scores.interval.low, 4), round(scores.interval.high, 4)],
        "labels": {label: _shown(counts) for label, counts in scores.by_label.items()},
        "characters/s": round(sum(len(text.text) for text in texts) / max(seconds, 1e-9)),
    }


def _shown(counts: Counts) -> dict[str, float | int | None]:
    ratios = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    shown = {name: None if one is None else round(one, 4) for name, one in ratios.items()}
    return {**shown, "entities": counts.true_positive + counts.false_negative}


if __name__ == "__main__":
    main(sys.argv[1:])
