"""Who holds a lease: a process of this machine that is alive, or one that cannot be asked."""

from __future__ import annotations

import os
import socket
import uuid


def new_owner() -> str:
    """Return a name for this run that no other has: machine, process, when it began, a nonce."""
    return "/".join((_machine(), str(os.getpid()), _began(os.getpid()), uuid.uuid4().hex[:8]))


def is_dead(owner: str) -> bool:
    """Tell whether an owner is known to live no more; of another machine's nothing is known."""
    parts = owner.split("/")
    if len(parts) != 4 or parts[0] != _machine() or not parts[1].isdigit():
        return False
    process = int(parts[1])
    # another process may have got the number since
    return _is_no_more(process) or _began(process) != parts[2]


def is_gone(host: str, process: int) -> bool:
    """Tell whether a process of this machine is no more; of another machine's nothing is known."""
    return host == socket.gethostname() and _is_no_more(process)


def _is_no_more(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        pass
    return False


def _machine() -> str:
    """Return this machine's name, with its numbering of processes where it is a container."""
    try:
        space = os.readlink("/proc/self/ns/pid").strip("pid:[]")
    except OSError:
        space = ""
    return f"{socket.gethostname()}.{space}".replace("/", "-")


def _began(process: int) -> str:
    """Return when a process began, in ticks since the machine did; empty where nobody says."""
    try:
        with open(f"/proc/{process}/stat", "rb") as file:
            # the name in brackets may hold blanks
            return file.read().rpartition(b")")[2].split()[19].decode()
    except (OSError, IndexError):
        return ""
