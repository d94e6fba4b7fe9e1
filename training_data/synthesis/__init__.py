"""Synthetic budget disclosures with their gold, in many layouts and with real disorder."""

from training_data.synthesis.archive import Archived, write_archive
from training_data.synthesis.layouts import LAYOUTS
from training_data.synthesis.make import (
    FORMS,
    Form,
    SyntheticDocument,
    form_bytes,
    synthesise,
    write_examples,
    write_named_examples,
)
from training_data.synthesis.noise import NOISES

__all__ = [
    "FORMS",
    "LAYOUTS",
    "NOISES",
    "Archived",
    "Form",
    "SyntheticDocument",
    "form_bytes",
    "synthesise",
    "write_archive",
    "write_examples",
    "write_named_examples",
]
