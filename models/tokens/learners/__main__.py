"""``python -m models.tokens.learners``: the learners of the shelf on one named-entity set."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from extraction.errors import YijuError
from models.tokens.learners import LEARNERS
from models.tokens.learners.comparing import compare_learners, to_markdown
from training_data.formats import LabelledText, read_entities


def main(arguments: Sequence[str] | None = None) -> None:
    """Train each learner, score it on ``--test`` and print a table."""
    parser = argparse.ArgumentParser(prog="python -m models.tokens.learners", description=__doc__)
    parser.add_argument("--train", type=Path, nargs="+", required=True, metavar="FILE")
    parser.add_argument("--test", type=Path, required=True, metavar="FILE")
    parser.add_argument("--learner", nargs="+", choices=LEARNERS, default=list(LEARNERS))
    parser.add_argument("--no-words", action="store_true", help="without jieba's dictionary")
    options = parser.parse_args(arguments)
    try:
        texts = [text for path in options.train for text in _texts(path)]
        rows = compare_learners(
            options.learner, texts, _texts(options.test), words=not options.no_words
        )
    except YijuError as error:
        parser.exit(2, f"{error.message}. {error.hint}\n")
    print(to_markdown(rows))  # noqa: T201


def _texts(path: Path) -> list[LabelledText]:
    # Public sets hold broken sequences, which are mended.
    return list(read_entities(path))


if __name__ == "__main__":
    main(sys.argv[1:])
