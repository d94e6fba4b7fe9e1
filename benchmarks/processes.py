"""Fresh processes of Yiju, with the time and the memory that each takes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.documents import ROOT
from service.parsing.process_limits import MAXRSS_UNIT_BYTES


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall seconds, the most memory that it or a child of it held, and its end."""

    seconds: float
    peak_bytes: int
    code: int
    out: str
    err: str


def python(code: str, *arguments: str) -> list[str]:
    """Return the command that runs ``code`` with the project on its path."""
    return [sys.executable, "-c", f"import sys; sys.path[0] = {str(ROOT)!r}\n{code}", *arguments]


def yiju(*arguments: str) -> list[str]:
    """Return the command `yiju` with ``arguments``."""
    return python("from service.cli import main; main()", *arguments)


def run_all(commands: Sequence[Sequence[str]]) -> tuple[Run, ...]:
    """Run the commands one after the other, each in a process of its own."""
    launcher = [sys.executable, "-I", str(ROOT / "benchmarks" / "launch.py")]
    done = subprocess.run(
        launcher, input=json.dumps(commands), capture_output=True, check=True, text=True
    )
    runs = []
    for line in done.stdout.splitlines():
        seconds, peak, code, out, err = json.loads(line)
        runs.append(Run(seconds, peak * MAXRSS_UNIT_BYTES, code, out, err))
    return tuple(runs)
