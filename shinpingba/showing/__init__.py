"""How values, words and tables look: cells in words, marked evidence and charts."""

import lazy_loader

# charts wait until they are asked for: altair takes a second
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, ["cells", "charts", "course", "evidence"])
