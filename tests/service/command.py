"""The command `yiju` as a process of its own, with the time and memory that it took."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from service.parsing.process_limits import MAXRSS_UNIT_BYTES

ROOT = Path(__file__).resolve().parents[2]
# A child's peak of memory begins at what its parent held when it started: a small process
# between this one and the command keeps the tests' own memory out of the figure.
_MEASURE = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
open(sys.argv[1], "w").write(f"{status} {usage.ru_maxrss}")
"""
_BOOT = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from service.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Ended:
    """How the process ended. ``peak_bytes`` is the most that it or its reading process held."""

    code: int
    out: str
    err: str
    seconds: float
    peak_bytes: int


def yiju(*arguments: object, **environment: str) -> Ended:
    """Run the command to its end; ``environment`` adds to this process's own."""
    command = [sys.executable, "-c", _BOOT, *map(str, arguments)]
    with (
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
        tempfile.NamedTemporaryFile("r") as measured,
    ):
        start = time.monotonic()
        subprocess.run(
            [sys.executable, "-S", "-c", _MEASURE, measured.name, *command],
            stdout=out,
            stderr=err,
            env={**os.environ, **environment},
            check=True,
        )
        seconds = time.monotonic() - start
        status, peak = map(int, measured.read().split())
        out.seek(0)
        err.seek(0)
        return Ended(
            os.waitstatus_to_exitcode(status),
            out.read().decode("utf-8"),
            err.read().decode("utf-8"),
            seconds,
            peak * MAXRSS_UNIT_BYTES,
        )
