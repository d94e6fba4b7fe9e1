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
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        process = subprocess.Popen(
            command, stdout=out, stderr=err, env={**os.environ, **environment}
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Ended(
            process.returncode,
            out.read().decode("utf-8"),
            err.read().decode("utf-8"),
            seconds,
            usage.ru_maxrss * MAXRSS_UNIT_BYTES,
        )
