"""One reader a format: each file becomes a Document, its headings, paragraphs and tables in order, each in its place."""

from .formats import FORMATS, read_document

__all__ = ["FORMATS", "read_document"]
