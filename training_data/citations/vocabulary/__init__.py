"""The words of synthetic regulations and citations: data files and what reads them."""

from training_data.citations.vocabulary.loading import (
    Confusions,
    Kinds,
    LocalBody,
    NationalBody,
    Province,
    Words,
    words,
)

__all__ = ["Confusions", "Kinds", "LocalBody", "NationalBody", "Province", "Words", "words"]
