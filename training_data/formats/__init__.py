"""Labelled texts, offsets kept: CoNLL/BMES, DocBin, Label Studio, doccano and Prodigy in and out,
CLUENER in."""

from training_data.formats import bmes, cluener, docbin, doccano, label_studio, prodigy
from training_data.formats.entities import read_entities
from training_data.formats.labelled import LabelledText, Place, Span, check

__all__ = [
    "LabelledText",
    "Place",
    "Span",
    "bmes",
    "check",
    "cluener",
    "docbin",
    "doccano",
    "label_studio",
    "prodigy",
    "read_entities",
]
