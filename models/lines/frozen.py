"""The frozen set, as the classifier of lines is judged on it: text, pages, other headings."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extraction.learned import LINE_ROLES
from models.lines.material import gold_documents
from models.lines.model import LineClassifier
from models.lines.printed import LabelledLayout, PrintedDocument, as_pages, as_text
from models.lines.rewording import reword
from models.reliability import Reliability, reliability
from models.scores import Counts
from models.tallies import Tally
from training_data.gold.frozen import LEAST_SHARED, frozen_names, frozen_text

_HEADING = "heading_"


@cache
def frozen_layouts() -> tuple[LabelledLayout, ...]:
    """Set each frozen text four times: as text, on pages, and both with other headings."""
    return tuple(_set())


def _set() -> Iterator[LabelledLayout]:
    folder = Path(str(files("training_data").joinpath("gold", "frozen")))
    for document in gold_documents(folder):
        chance = random.Random(f"frozen {document.name}")
        yield as_text(document)
        yield as_pages(document, chance)
        yield as_text(reword(document, chance))
        yield as_pages(reword(document, chance), chance)


def measure(classifier: LineClassifier) -> Tally:
    """Count each role's lines in the frozen set, document by document."""
    tally: dict[str, dict[str, Counts]] = {}
    for labelled in frozen_layouts():
        held = tally.setdefault(labelled.document.name, {})
        found = classifier.roles(labelled.layout)
        for one, right in zip(found, labelled.roles, strict=True):
            count(held, one.role, right)
    return tally


def refuse_frozen(documents: Iterable[PrintedDocument]) -> None:
    """Refuse documents of frozen issuers, and those that share a paragraph with a frozen text.

    Raises `UsageError` (``frozen_text``).
    """
    issuers = frozen_names().departments
    bodies = frozenset(
        body
        for labelled in frozen_layouts()
        for line in labelled.document.lines
        if len(body := "".join(line.text.split())) >= LEAST_SHARED
    )
    for document in documents:
        shared = {"".join(line.text.split()) for line in document.lines} & bodies
        if document.issuer in issuers or shared:
            raise frozen_text(f"{document.name} of {document.issuer}")


def count(held: dict[str, Counts], found: str, right: str) -> None:
    """Count one line: its role as found, and as it is."""
    if found == right:
        held[right] = held.get(right, Counts()) + Counts(1, 0, 0)
    else:
        held[found] = held.get(found, Counts()) + Counts(0, 1, 0)
        held[right] = held.get(right, Counts()) + Counts(0, 0, 1)


def measure_reliability(classifier: LineClassifier) -> dict[str, Reliability]:
    """Say how well the confidences hold in the frozen set: of all headings, and by role.

    Only lines that are headings or were taken for them: with bodies the figures say little.
    """
    sure: list[float] = []
    right: list[bool] = []
    roles: list[str] = []
    for labelled in frozen_layouts():
        for one, role in zip(classifier.roles(labelled.layout), labelled.roles, strict=True):
            if _HEADING in one.role or _HEADING in role:
                sure.append(one.confidence)
                right.append(one.role == role)
                roles.append(one.role)
    found = {"all": reliability(sure, right)}
    every, good, names = np.array(sure), np.array(right, dtype=bool), np.array(roles)
    for role in LINE_ROLES:
        held: npt.NDArray[np.bool_] = names == role
        if role.startswith(_HEADING) and held.any():
            found[role] = reliability(every[held], good[held])
    return found
