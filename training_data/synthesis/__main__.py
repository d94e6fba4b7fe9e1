"""Write synthetic disclosures: ``python -m training_data.synthesis OUT_DIR --count N --seed S``."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import track

from training_data.synthesis import (
    LAYOUTS,
    NOISES,
    write_examples,
    write_named_examples,
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the result is its exit code."""
    parser = argparse.ArgumentParser(prog="python -m training_data.synthesis", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--count", type=int, default=12, help="how many documents (default 12)")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (default 0)")
    parser.add_argument("--layout", action="append", choices=tuple(LAYOUTS), default=[])
    parser.add_argument(
        "--noise",
        action="append",
        choices=(*NOISES, "none"),
        help="kinds of noise for every document; drawn by seed where none is named",
    )
    parser.add_argument(
        "--examples",
        action="store_true",
        help="write the few named example documents instead, PDF and gold only",
    )
    options = parser.parse_args(arguments)
    if options.examples:
        write_named_examples(options.out)
        return 0
    noise = None if options.noise is None else [one for one in options.noise if one != "none"]
    seeds = range(options.seed, options.seed + options.count)
    counted = track(seeds, description="Making", console=Console(stderr=True))
    write_examples(options.out, seeds=counted, layouts=options.layout, noise=noise)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
