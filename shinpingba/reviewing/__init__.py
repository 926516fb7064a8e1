"""What people should look at, how they settle it in JupyterLab and in a workbook, and the confidence that has been earned so."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submod_attrs={"widget": ["Review", "review"]})
