"""One reader a format: each file becomes a Document, its headings, paragraphs and tables in order, each in its place.

The process that opens a file imports a reader and no more, so the names below are imported when they are first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submod_attrs={"formats": ["FORMATS", "read_document"]})
