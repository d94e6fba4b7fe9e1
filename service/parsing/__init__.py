"""One document read in a supervised child process, under limits on time and memory.

No in-process timeout stops a C parser, so the document is read in a process of its own.
"""

from service.parsing.pool import run_all
from service.parsing.requests import Reply, Request
from service.parsing.worker import Worker

__all__ = ["Reply", "Request", "Worker", "run_all"]
