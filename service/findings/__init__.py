"""What the reconciliation rules found, for people and for tools."""

from service.findings.report import Report, Reported, report_of
from service.findings.sarif import sarif_log
from service.findings.words import Language, in_words
from service.findings.workbook import write_workbook

__all__ = [
    "Language",
    "Report",
    "Reported",
    "in_words",
    "report_of",
    "sarif_log",
    "write_workbook",
]
