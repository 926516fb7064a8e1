"""Results as the files an office works with: a workbook, csv, parquet, a calendar, and a document to edit and issue again."""

from .files import FORMULA_START, WRITERS, export

__all__ = ["FORMULA_START", "WRITERS", "export"]
