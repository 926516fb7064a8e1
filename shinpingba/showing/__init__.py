"""How values, words and tables look: readable tables, marked evidence and charts."""

import lazy_loader

# charts wait until they are asked for: altair takes a second
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, ["charts", "course", "evidence", "wording"])
