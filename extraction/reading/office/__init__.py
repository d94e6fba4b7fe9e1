"""Office files (DOCX, XLSX) → paragraphs and tables. Macros and links are never followed."""

from extraction.reading.office.docx import read_docx
from extraction.reading.office.parts import OfficeKind, office_kind
from extraction.reading.office.xlsx import read_xlsx

__all__ = ["OfficeKind", "office_kind", "read_docx", "read_xlsx"]
