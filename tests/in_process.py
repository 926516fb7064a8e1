"""Readers at work in this process: for many small files, of which none may stall or swell. Else each has a process of its own."""

from shinpingba.report.errors import ReportError
from shinpingba.report.sources import bounded

ENDLESS = bounded._Bounds(seconds=10**6, patience=10**6, memory=10**6)


def opened(name, content, reader):
    """As `bounded.opened`, without its process and its limits."""
    result = bounded._result(name, content, reader, ENDLESS)
    if isinstance(result, ReportError):
        raise result
    return result
