"""What people should look at, how they settle it in JupyterLab and in a workbook, and the confidence that has been earned so."""

from .doubts import doubts

__all__ = ["doubts"]
