"""Printed blocks → pages of marks → PDF."""

from training_data.synthesis.typesetting.flow import Sheet, TablePiece, TextPiece, typeset
from training_data.synthesis.typesetting.painting import paint
from training_data.synthesis.typesetting.style import Furniture, Style

__all__ = ["Furniture", "Sheet", "Style", "TablePiece", "TextPiece", "paint", "typeset"]
