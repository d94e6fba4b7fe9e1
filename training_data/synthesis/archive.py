"""Write a whole archive of disclosures, some of them broken or scanned, as real ones hold."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training_data.synthesis.layouts import LAYOUTS
from training_data.synthesis.make import draw_noise, synthesise
from training_data.synthesis.scanning import draw_scanner, scan

BREAKAGES = ("cut short", "empty", "noise inside", "a web page", "no bytes of a PDF")


@dataclass(frozen=True, slots=True)
class Archived:
    """What was written: the PDFs, and which of them are broken or scanned."""

    paths: tuple[Path, ...]
    broken: frozenset[str]
    scanned: frozenset[str]


def write_archive(
    folder: Path,
    *,
    seeds: Sequence[int],
    broken: float = 0.0,
    scanned: float = 0.0,
    layouts: Sequence[str] = (),
    noise: Sequence[str] | None = None,
    counted: Callable[[Sequence[int]], Iterable[int]] = lambda seeds: seeds,
) -> Archived:
    """Write YEAR/NAME.pdf for each seed and ``archive.json``, which says what each file is.

    ``broken`` and ``scanned`` are shares of the documents; the same arguments give the same
    bytes. ``counted`` passes the seeds on, to show how far it is. Raises `ValueError` for shares
    that are none.
    """
    if not (broken >= 0 and scanned >= 0 and broken + scanned <= 1):
        raise ValueError(f"shares of {broken} and {scanned}: each from 0 to 1, together at most 1")
    # whole numbers, so that a share of 5 % of 500 is 25
    odd = random.Random("odd").sample(range(len(seeds)), round(len(seeds) * (broken + scanned)))
    kinds = dict.fromkeys(odd[: round(len(seeds) * broken)], "broken")
    kinds |= dict.fromkeys(odd[round(len(seeds) * broken) :], "scanned")
    layouts = tuple(layouts) or tuple(LAYOUTS)
    paths: list[Path] = []
    facts: dict[str, str] = {}
    for place, seed in enumerate(counted(seeds)):
        kind = kinds.get(place, "whole")
        chosen = draw_noise(seed) if noise is None else tuple(noise)
        document = synthesise(seed, layout=layouts[place % len(layouts)], noise=chosen)
        data = document.pdf
        if kind == "scanned":
            data = scan(data, draw_scanner(seed), seed=seed)
        elif kind == "broken":
            data = break_pdf(data, BREAKAGES[seed % len(BREAKAGES)], seed=seed)
        path = folder / str(document.gold.fiscal_year or "none") / f"{document.name}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        facts[path.relative_to(folder).as_posix()] = kind
        paths.append(path)
    (folder / "archive.json").write_text(
        json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    return Archived(
        tuple(paths),
        frozenset(name for name, kind in facts.items() if kind == "broken"),
        frozenset(name for name, kind in facts.items() if kind == "scanned"),
    )


def break_pdf(pdf: bytes, breakage: str, *, seed: int) -> bytes:
    """Return a PDF as it comes out of a download or a disk that failed.

    Raises `ValueError` for a breakage that is none of `BREAKAGES`.
    """
    chance = random.Random(f"break {seed}")
    if breakage == "cut short":
        return pdf[: chance.randrange(16, 600)]
    if breakage == "empty":
        return b""
    if breakage == "noise inside":
        return pdf[:9] + chance.randbytes(min(len(pdf), 4000))
    if breakage == "a web page":
        page = f"<html><head><title>404</title></head><body>{seed}: not found</body></html>"
        return page.encode()
    if breakage == "no bytes of a PDF":
        return bytes(255 - each for each in pdf[:5000])
    raise ValueError(f"unknown breakage {breakage}; known are {', '.join(BREAKAGES)}")
