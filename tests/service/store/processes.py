"""Processes of their own that use a store."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[3]
_BOOT = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"


@contextmanager
def running(program: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a Python program with ``arguments`` in ``sys.argv[1:]``; it is ended at last."""
    with subprocess.Popen(
        [sys.executable, "-c", _BOOT + program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream
