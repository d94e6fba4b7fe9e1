"""One document's bytes → one Disclosure: the projects of a government budget disclosure as data.

    >>> from extraction import extract
    >>> disclosure = extract("a.pdf")  # doctest: +SKIP

The floor is pure: no database, no network, no global state. Names are loaded when they are
first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.errors import DocumentError, YijuError
from extraction.limits import Limits
from extraction.schema import Disclosure, to_json

if TYPE_CHECKING:
    from extraction.pipeline import Analysis, analyse, extract

__all__ = [
    "Analysis",
    "Disclosure",
    "DocumentError",
    "Limits",
    "YijuError",
    "analyse",
    "extract",
    "to_json",
]


def __getattr__(name: str) -> object:
    if name in ("Analysis", "analyse", "extract"):
        from extraction import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
