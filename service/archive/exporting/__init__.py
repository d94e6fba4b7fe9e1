"""An archive as flat, typed tables: Parquet, CSV, a workbook, JSON Lines."""

from service.archive.exporting.export import ExportReport, Format, export_archive

__all__ = ["ExportReport", "Format", "export_archive"]
