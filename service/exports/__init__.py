"""Disclosures as files: JSON, JSON lines, CSV tables, a workbook."""

from service.exports.document import Document, Export
from service.exports.formats import FORMATS, open_export

__all__ = ["FORMATS", "Document", "Export", "open_export"]
