"""A form's table (财政项目支出绩效目标申报表 / 填报表) → fields and indicators."""

from extraction.forms.families import is_form_label, is_form_title, label_key, line_unit
from extraction.forms.fields import leading_label, read_form_fields
from extraction.forms.form_rows import form_rows
from extraction.forms.indicators import read_indicators
from extraction.forms.listed import listed_forms
from extraction.forms.pieces import FormPiece, FormRow

__all__ = [
    "FormPiece",
    "FormRow",
    "form_rows",
    "is_form_label",
    "is_form_title",
    "label_key",
    "leading_label",
    "line_unit",
    "listed_forms",
    "read_form_fields",
    "read_indicators",
]
