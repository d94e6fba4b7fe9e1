"""Disclosures written and labelled for this project, and their splits."""

from training_data.gold.frozen import frozen_texts, training_texts
from training_data.gold.texts import GoldProject, GoldSection, GoldText, read_text

__all__ = [
    "GoldProject",
    "GoldSection",
    "GoldText",
    "frozen_texts",
    "read_text",
    "training_texts",
]
