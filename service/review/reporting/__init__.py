"""What the store says over all documents: small tables, each with a plot."""

from service.review.reporting.agreement import Agreement, agreement_of
from service.review.reporting.tables import REPORTS, Report, make_report

__all__ = ["REPORTS", "Agreement", "Report", "agreement_of", "make_report"]
