"""The exit codes of `yiju`."""

# A document that cannot be read has the 2 for itself; 64 is EX_USAGE of sysexits.h.
UNREADABLE = 2
# `yiju check --fail-on`: the documents were read, and something was found.
FOUND = 3
USAGE = 64
FAILED = 1
INTERRUPTED = 130
