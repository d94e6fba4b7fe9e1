"""How long does it take until Yiju is there?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.answers import Answer, Benchmark, table, verdict
from benchmarks.processes import python, run_all, yiju

ROUNDS = 7
_COMMANDS: Mapping[str, tuple[list[str], float | None]] = {
    "python alone": (python("pass"), None),
    "import extraction": (python("import extraction"), 0.3),
    "from extraction import extract": (python("from extraction import extract"), None),
    "yiju --help": (yiju("--help"), 0.5),
}


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds of a fresh process from its start to its end, and what is aimed at."""

    name: str
    seconds: float
    target: float | None


def measure(*, rounds: int = ROUNDS) -> tuple[Start, ...]:
    """Start each process ``rounds`` times, in turns; the seconds are medians."""
    commands = [command for command, _ in _COMMANDS.values()]
    runs = run_all(commands * rounds)
    for run in runs:
        if run.code:
            raise RuntimeError(run.err)
    count = len(commands)
    return tuple(
        Start(name, median(run.seconds for run in runs[place::count]), target)
        for place, (name, (_, target)) in enumerate(_COMMANDS.items())
    )


def report(records: Sequence[Start]) -> tuple[str, ...]:
    """Return the table and the verdicts."""
    rows = [(record.name, f"{record.seconds:.2f}") for record in records]
    verdicts = [
        verdict(
            f"`{record.name}` under {record.target:g} s ({record.seconds:.2f} s)",
            met=record.seconds < record.target,
        )
        for record in records
        if record.target is not None
    ]
    return (
        *table(("process, interpreter included", f"seconds, median of {ROUNDS}"), rows),
        "",
        *verdicts,
    )


def run() -> Answer:
    """Measure this installation."""
    return Answer("none", report(measure()))


STARTUP = Benchmark("startup", "How long does it take until Yiju is there?", run)
