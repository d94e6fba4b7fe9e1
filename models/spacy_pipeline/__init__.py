"""Yiju's rules and token classifier as components of a spaCy pipeline.

    >>> nlp = pipeline(Path("tokens.crf"))  # doctest: +SKIP
    >>> doc = nlp("依据《青溪市河道管理办法》第三条")  # doctest: +SKIP
    >>> [(span.text, span.label_) for span in doc.spans["yiju"]]  # doctest: +SKIP
    [('青溪市河道管理办法', 'TITLE'), ('第三条', 'ARTICLE')]

Importing this package imports spaCy and registers the factories ``yiju_tokens`` and
``yiju_citations``; where Yiju is installed, spaCy finds them by itself.
"""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from models.spacy_pipeline.citations import Citations, make_citations
from models.spacy_pipeline.groups import CITATIONS_KEY, KEY, find_all, read_group
from models.spacy_pipeline.offsets import TokenMap
from models.spacy_pipeline.tokens import Tokens, make_tokens

__all__ = [
    "CITATIONS_KEY",
    "KEY",
    "Citations",
    "TokenMap",
    "Tokens",
    "find_all",
    "make_citations",
    "make_tokens",
    "pipeline",
    "read_group",
]


def pipeline(model: Path) -> Language:
    """Make ``spacy.blank("zh")``, characters as tokens, with both components and this model.

    Raises `ModelError` (``wrong_model``) where the model does not fit.
    """
    nlp = spacy.blank("zh")
    nlp.add_pipe("yiju_citations")
    nlp.add_pipe("yiju_tokens")
    tokens = nlp.get_pipe("yiju_tokens")
    assert isinstance(tokens, Tokens)
    tokens.open(model)
    return nlp
