"""A private PostgreSQL for the length of a measurement, from the binaries that are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def postgres_programs() -> Path | None:
    """Return the folder of the newest installed PostgreSQL's programs, ``None`` for none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((each.parent for each in installed), default=None, key=lambda p: p.parts[-2])


@contextmanager
def private_cluster() -> Iterator[str]:
    """Start a cluster in a folder of its own, on a Unix socket alone; yield its address.

    PostgreSQL refuses to run as root: there it runs as the user postgres.

    Raises:
        FileNotFoundError: no PostgreSQL is installed.
    """
    programs = postgres_programs()
    if programs is None:
        raise FileNotFoundError("no PostgreSQL is installed")
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp())
    if user:
        shutil.chown(folder, user)
    data = folder / "data"

    def call(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, *arguments],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=user,
        )

    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c shared_buffers=256MB"
    try:
        # Without a locale that knows Chinese letters, pg_trgm makes no trigrams of them.
        call("initdb", "-D", str(data), "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust")
        call("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            name = user or pwd.getpwuid(os.geteuid()).pw_name
            yield f"host={folder} dbname=postgres user={name}"
        finally:
            call("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
