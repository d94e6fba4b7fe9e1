"""Synthetic budget disclosures with their gold, in many layouts and with real disorder."""

from training_data.synthesis.layouts import LAYOUTS
from training_data.synthesis.make import (
    SyntheticDocument,
    synthesise,
    write_examples,
    write_named_examples,
)
from training_data.synthesis.noise import NOISES

__all__ = [
    "LAYOUTS",
    "NOISES",
    "SyntheticDocument",
    "synthesise",
    "write_examples",
    "write_named_examples",
]
