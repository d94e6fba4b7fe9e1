"""What is learned, and how well."""

from models.comparing import Level
from models.evaluation import ToScore, evaluate
from models.scores import Counts, DocumentScore, Evaluation, FieldScore, Miss

__all__ = [
    "Counts",
    "DocumentScore",
    "Evaluation",
    "FieldScore",
    "Level",
    "Miss",
    "ToScore",
    "evaluate",
]
