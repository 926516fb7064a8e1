"""One reader a format: each file becomes a Source, grids of cells with their place, narrative, and what is left over."""

from .formats import FORMATS, read_source
from .headers import columns_of, header_field, is_head, is_sum_row
from .source import Grid, Piece, Source, distinct

__all__ = [
    "FORMATS",
    "Grid",
    "Piece",
    "Source",
    "columns_of",
    "distinct",
    "header_field",
    "is_head",
    "is_sum_row",
    "read_source",
]
