"""From a notebook and its parameters to one HTML file that opens anywhere, without a network.

The blocks that a notebook shows are here by name (`__init__.pyi`), each imported when it is first used: pandas and altair take seconds.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
