"""A form's table (财政项目支出绩效目标申报表 / 填报表) → fields and indicators."""

from extraction.forms.families import is_form_label, is_form_title, label_key
from extraction.forms.fields import read_form_fields
from extraction.forms.form_rows import FormPiece, FormRow, form_rows
from extraction.forms.indicators import read_indicators

__all__ = [
    "FormPiece",
    "FormRow",
    "form_rows",
    "is_form_label",
    "is_form_title",
    "label_key",
    "read_form_fields",
    "read_indicators",
]
