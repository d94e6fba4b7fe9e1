"""Run the benchmarks that are named, or all, and renew their parts of RESULTS.md."""

from __future__ import annotations

import argparse
import sys

from benchmarks.ablation import ABLATION
from benchmarks.archive import ARCHIVE, ARCHIVE_LARGE, ARCHIVE_RAY
from benchmarks.candidate_search import CANDIDATES, CANDIDATES_MILLION
from benchmarks.checks import CHECKS
from benchmarks.citation_speed import CITATION_SPEED
from benchmarks.citations import CITATIONS
from benchmarks.few_sentences import FEW_SENTENCES
from benchmarks.hostile import HOSTILE_FILES
from benchmarks.http_service import HTTP
from benchmarks.learning_curve import LEARNING_CURVE
from benchmarks.line_roles import LINE_ROLES
from benchmarks.link_scale import LINK_SCALE
from benchmarks.linking import LINKING
from benchmarks.memory import MEMORY
from benchmarks.ocr import OCR
from benchmarks.quality import QUALITY
from benchmarks.results import PLACE, renewed
from benchmarks.review import REVIEW
from benchmarks.speed import SPEED
from benchmarks.stages import STAGES
from benchmarks.startup import STARTUP
from benchmarks.token_speed import TOKEN_SPEED
from benchmarks.unseen import UNSEEN

_USUAL = (
    QUALITY,
    UNSEEN,
    CITATIONS,
    ABLATION,
    LINE_ROLES,
    TOKEN_SPEED,
    LEARNING_CURVE,
    FEW_SENTENCES,
    LINKING,
    CHECKS,
    CITATION_SPEED,
    CANDIDATES,
    SPEED,
    STAGES,
    MEMORY,
    OCR,
    STARTUP,
    HOSTILE_FILES,
    HTTP,
    ARCHIVE,
    REVIEW,
)
# A million works, ten thousand documents: long, and run only where they are named.
_LARGE = (LINK_SCALE, CANDIDATES_MILLION, ARCHIVE_LARGE, ARCHIVE_RAY)
BENCHMARKS = {benchmark.name: benchmark for benchmark in (*_USUAL, *_LARGE)}


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the result is its exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"one of {', '.join(BENCHMARKS)}; by default all but {_large()}",
    )
    names = parser.parse_args(arguments).names or [benchmark.name for benchmark in _USUAL]
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


def _large() -> str:
    return " and ".join(benchmark.name for benchmark in _LARGE)


if __name__ == "__main__":
    raise SystemExit(main())
