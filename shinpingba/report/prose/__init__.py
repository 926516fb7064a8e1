"""Reports in prose: numbered items, lists by class and sentences that carry figures of progress, each to a Record."""

from .paragraphs import Paragraphs, read_paragraphs

__all__ = ["Paragraphs", "read_paragraphs"]
