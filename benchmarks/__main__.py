"""Run the benchmarks that are named, or all, and renew their parts of RESULTS.md."""

from __future__ import annotations

import argparse
import sys

from benchmarks.hostile import HOSTILE_FILES
from benchmarks.memory import MEMORY
from benchmarks.quality import QUALITY
from benchmarks.results import PLACE, renewed
from benchmarks.speed import SPEED
from benchmarks.stages import STAGES
from benchmarks.startup import STARTUP
from benchmarks.unseen import UNSEEN

BENCHMARKS = {
    benchmark.name: benchmark
    for benchmark in (QUALITY, UNSEEN, SPEED, STAGES, MEMORY, STARTUP, HOSTILE_FILES)
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the result is its exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHMARKS)}; all by default"
    )
    names = parser.parse_args(arguments).names or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    for name in names:
        answer = BENCHMARKS[name].run()
        sys.stdout.write(f"{BENCHMARKS[name].question}\n\n" + "\n".join(answer.lines) + "\n\n")
        sys.stdout.flush()
        whole = PLACE.read_text("utf-8") if PLACE.is_file() else ""
        PLACE.write_text(renewed(whole, BENCHMARKS[name], answer), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
