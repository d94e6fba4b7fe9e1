"""The limits that a reading process puts on itself before it opens a document."""

from __future__ import annotations

import sys

ADDRESS_SPACE = "memory"
CPU_TIME = "CPU time"

# getrusage(2): kilobytes, on macOS bytes
MAXRSS_UNIT_BYTES = 1 if sys.platform == "darwin" else 1024


def limit_process(*, memory_bytes: int) -> tuple[str, ...]:
    """Bound this process's address space and forbid core dumps; for its whole life.

    Returns the names of the limits that this platform cannot hold (`ADDRESS_SPACE`,
    `CPU_TIME`): Windows has no ``resource`` module, macOS takes RLIMIT_AS and ignores it.
    """
    try:
        import resource
    except ImportError:
        return (ADDRESS_SPACE, CPU_TIME)
    _lower(resource.RLIMIT_CORE, 0)
    held = _lower(resource.RLIMIT_AS, memory_bytes) and sys.platform != "darwin"
    return () if held else (ADDRESS_SPACE,)


def allow_cpu_seconds(seconds: int) -> None:
    """Allow ``seconds`` more of CPU time; after them the system ends this process (SIGXCPU).

    The parent's own clock is stricter; this one still holds where the parent is gone.
    """
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)


def peak_memory_bytes() -> int:
    """Return the most memory that this process has held; 0 where the platform does not say.

    On Linux a process inherits the figure of the one that started it.
    """
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_UNIT_BYTES


def own_peak_bytes() -> int:
    """Return the most memory that this program has held, nothing inherited; 0 where unknown."""
    try:
        with open("/proc/self/status", "rb") as status:
            for line in status:
                if line.startswith(b"VmHWM:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def _lower(which: int, soft: int) -> bool:
    """Set a soft limit, never above the hard one; False where the platform refuses."""
    import resource

    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    try:
        resource.setrlimit(which, (soft, hard))
    except (OSError, ValueError):
        return False
    return True
