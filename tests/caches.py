"""What the package keeps in memory of texts, of word lists and of files."""

import sys
from collections.abc import Callable


def caches() -> list[Callable]:
    """Every cached function of the modules that are imported."""
    modules = [module for name, module in sys.modules.items() if name.startswith("shinpingba.")]
    return [
        found for module in modules for found in vars(module).values()
        if hasattr(found, "cache_clear") and found.__module__ == module.__name__
    ]  # fmt: skip
