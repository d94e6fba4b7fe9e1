"""``python -m models.lines``: train the released classifier of lines anew."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from extraction.errors import YijuError
from models.lines.released import FOLDER
from models.lines.task import train_version

SEED = 1  # of the released model


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write ``lines.npz`` with its card beside it."""
    parser = argparse.ArgumentParser(prog="python -m models.lines", description=__doc__)
    parser.add_argument("-o", "--out", type=Path, default=FOLDER, help="the folder to write to")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    try:
        train_version(options.out, data=(), seed=options.seed, learner=None, progress=_silent)
    except YijuError as error:
        parser.exit(2, f"{error.message}. {error.hint}\n")


def _silent(_: str, __: float) -> None:
    return


if __name__ == "__main__":
    main(sys.argv[1:])
