"""The command line, in Chinese: `shinpingba read | briefs | lagging | compare | check | review | remind | export | periods …`."""

from .commands import program
from .entry import main

__all__ = ["main", "program"]
