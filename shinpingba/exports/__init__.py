"""Results as the files an office works with: a workbook, csv, parquet, a calendar, and a document to edit and issue again."""

from .files import WRITERS, export
from .guards import FORMULA_START, harmless

__all__ = ["FORMULA_START", "WRITERS", "export", "harmless"]
