"""``python -m service.registry.starter SOURCE_FOLDER [TARGET_FOLDER]``: make the starter registry.

SOURCE_FOLDER holds ``regulations.jsonl`` and ``issuer_codes.tsv``; without TARGET_FOLDER the
files that ship are written.
"""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

from service.registry.starter import build_starter, write_starter


def main(arguments: list[str]) -> int:
    """Build, write, and say what was taken and left out."""
    if len(arguments) not in (1, 2):
        sys.stderr.write(__doc__ or "")
        return 2
    shipped = Path(str(files("extraction.registry"))) / "starter"
    target = Path(arguments[1]) if len(arguments) == 2 else shipped
    starter = build_starter(Path(arguments[0]))
    target.mkdir(parents=True, exist_ok=True)
    write_starter(starter, target)
    said = [f"{len(starter.works)} works, {len(starter.codes)} codes"]
    said += [f"{len(starter.redirects)} rows merged into another"]
    said += [f"left out, {reason}: {count}" for reason, count in starter.left_out.items()]
    said += [f"conflict: {conflict}" for conflict in starter.conflicts]
    sys.stdout.write("".join(f"{line}\n" for line in said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
