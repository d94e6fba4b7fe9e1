"""Versions of what is learned: candidate → gate → live → back."""

from __future__ import annotations

from models.shelf.gate import Verdict, judge
from models.shelf.journal import Event, read_journal
from models.shelf.kinds import KINDS, Kind, KindName, Progress, kind
from models.shelf.promoting import Promotion, promote, rollback, verdict_on
from models.shelf.versions import RELEASED, Shelf, Version

__all__ = [
    "KINDS",
    "RELEASED",
    "Event",
    "Kind",
    "KindName",
    "Progress",
    "Promotion",
    "Shelf",
    "Verdict",
    "Version",
    "judge",
    "kind",
    "promote",
    "read_journal",
    "rollback",
    "verdict_on",
]
