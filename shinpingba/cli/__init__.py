"""The command line, in Chinese: `shinpingba briefs | lagging | compare | check | export | periods | departments | doctor`."""

from .commands import program
from .entry import main

__all__ = ["main", "program"]
