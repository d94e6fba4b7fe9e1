"""The words that disclosures are made of: TOML files, read once."""

from training_data.synthesis.vocabulary.loading import (
    BudgetWording,
    CitationForm,
    Domain,
    PeriodWording,
    Place,
    Regulation,
    SectionWording,
    Topic,
    Vocabulary,
    fill,
    vocabulary,
)

__all__ = [
    "BudgetWording",
    "CitationForm",
    "Domain",
    "PeriodWording",
    "Place",
    "Regulation",
    "SectionWording",
    "Topic",
    "Vocabulary",
    "fill",
    "vocabulary",
]
