"""Labelled texts in and out, offsets kept: CoNLL/BMES, DocBin, Label Studio, doccano, Prodigy."""

from training_data.formats import bmes, docbin, doccano, label_studio, prodigy
from training_data.formats.labelled import LabelledText, Place, Span, check

__all__ = [
    "LabelledText",
    "Place",
    "Span",
    "bmes",
    "check",
    "docbin",
    "doccano",
    "label_studio",
    "prodigy",
]
