"""Write synthetic disclosures: ``python -m training_data.synthesis OUT_DIR --count N --seed S``."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import track

from training_data.synthesis import (
    FORMS,
    LAYOUTS,
    NOISES,
    write_archive,
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
    parser.add_argument(
        "--form",
        action="append",
        choices=FORMS,
        default=[],
        help="what to write instead of PDF and text, repeatable; scanned: a PDF of pictures",
    )
    parser.add_argument(
        "--archive",
        action="store_true",
        help="write many documents as an archive: PDF alone, in folders by year",
    )
    parser.add_argument(
        "--broken", type=float, default=0.0, help="share of an archive that is broken, 0 to 1"
    )
    parser.add_argument(
        "--scanned", type=float, default=0.0, help="share of an archive that is scanned, 0 to 1"
    )
    options = parser.parse_args(arguments)
    if options.examples:
        write_named_examples(options.out)
        return 0
    noise = None if options.noise is None else [one for one in options.noise if one != "none"]
    seeds = range(options.seed, options.seed + options.count)
    shown = partial(track, description="Making", console=Console(stderr=True))
    if options.archive or options.broken or options.scanned:
        try:
            write_archive(
                options.out,
                seeds=seeds,
                counted=shown,
                broken=options.broken,
                scanned=options.scanned,
                layouts=options.layout,
                noise=noise,
            )
        except ValueError as error:
            parser.error(str(error))
        return 0
    write_examples(
        options.out, seeds=shown(seeds), layouts=options.layout, noise=noise, forms=options.form
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
