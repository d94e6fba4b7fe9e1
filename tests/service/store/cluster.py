"""A PostgreSQL server of the tests' own, made from the programs that are installed."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
# The shell ends the server when the tests end, in whatever way they do: its input closes then.
_WATCHED = """
"$1" -D "$2/data" -k "$2" -c listen_addresses= {options} >"$2/log" 2>&1 &
read -r _
kill -INT $!
wait $!
rm -rf "$2"
""".format(options=" ".join(f"-c {option}" for option in _FAST))
_START_SECONDS = 30.0


def find_programs() -> Path | None:
    """Return the folder of ``initdb`` and ``postgres``, the newest one."""
    folders = [Path(folder) for folder in os.get_exec_path()]
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(installed, key=lambda path: _version(path.parent.name), reverse=True)
    for folder in folders:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return (folder / "initdb").resolve().parent
    return None


class Cluster:
    """A running server with as many new databases as are asked for."""

    def __init__(self, programs: Path) -> None:
        # the path of a socket is short by law, so not under pytest's own folder
        self._folder = Path(tempfile.mkdtemp(prefix="yiju-pg-"))
        self._numbers = itertools.count()
        user = _unprivileged()
        if user is not None:
            os.chown(self._folder, user.pw_uid, user.pw_gid)
        identity = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid}
        try:
            self._make(programs, identity)
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        self._programs, self._identity = programs, identity
        self._servers = [self._start()]
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def _make(self, programs: Path, identity: dict[str, int]) -> None:
        subprocess.run(
            [
                programs / "initdb",
                *("--pgdata", self._folder / "data", "--username", "yiju"),
                *("--encoding", "UTF8", "--locale", "C", "--auth", "trust"),
                *("--no-sync", "--no-instructions"),
            ],
            check=True,
            capture_output=True,
            cwd=self._folder,
            extra_groups=[] if identity else None,
            **identity,  # type: ignore[call-overload]
        )

    def new_database(self) -> str:
        """Make an empty database and return its URL."""
        name = f"test{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} STRATEGY file_copy")
        return self.url(name)

    def url(self, database: str, *, user: str = "yiju") -> str:
        return f"postgresql://{user}@/{database}?host={self._folder}"

    def run(self, statement: str) -> None:
        """Run one statement as the server's owner, outside of a transaction."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def stop(self) -> None:
        for server in reversed(self._servers):
            assert server.stdin is not None
            server.stdin.close()
            server.wait(timeout=60)

    def pause(self) -> None:
        """Stop the server as a restart would; its data stays."""
        pid = int((self._folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGINT)
        while (self._folder / "data" / "postmaster.pid").exists():
            time.sleep(0.02)

    def resume(self) -> None:
        """Start the server again after `pause`."""
        self._servers.append(self._start())
        self._wait()

    def _start(self) -> subprocess.Popen[bytes]:
        started: subprocess.Popen[bytes] = subprocess.Popen(
            ["/bin/sh", "-c", _WATCHED, "sh", str(self._programs / "postgres"), str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            cwd=self._folder,
            extra_groups=[] if self._identity else None,
            **self._identity,  # type: ignore[call-overload]
        )
        return started

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                self.run("SELECT 1")
                return
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline:
                    log = (self._folder / "log").read_text(errors="replace")
                    raise RuntimeError(f"the server did not start: {log}") from error
                time.sleep(0.02)


def _version(name: str) -> float:
    try:
        return float(name)
    except ValueError:
        return 0.0


def _unprivileged() -> pwd.struct_passwd | None:
    """Return whom to run the server as where this is root, whom it refuses."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("root has no other user to run PostgreSQL as")
