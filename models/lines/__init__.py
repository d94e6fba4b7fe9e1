"""The role of each printed line: heading of a project or of a section and its kind, body, row …"""

from __future__ import annotations

from models.lines.model import LineClassifier, load
from models.lines.released import released

__all__ = ["LineClassifier", "load", "released"]
