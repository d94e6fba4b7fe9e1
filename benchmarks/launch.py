"""Run commands one after the other, as a small process of its own.

A process inherits the peak memory of the one that starts it, so the starter must be small:
this file imports nothing of the project. JSON commands come in, one line a result goes out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from typing import IO


def main() -> None:
    """Read a JSON list of commands from stdin; write [seconds, peak, code, out, err] for each."""
    for command in json.load(sys.stdin):
        # Files, not pipes: nobody reads while the process is waited for.
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=out, stderr=err)
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            printed = [_whole(out), _whole(err)]
        result = [seconds, usage.ru_maxrss, process.returncode, *printed]
        sys.stdout.write(json.dumps(result) + "\n")


def _whole(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


if __name__ == "__main__":
    main()
