"""In which width rows come again, of cells that stand one behind the other."""

from collections.abc import Sequence

from .cells import FIGURES
from .stream import Cell

_FEWEST_WIDTH = 3
_LEAST_ALIKE, _LEAST_AHEAD = 0.85, 0.1


def width_of(cells: Sequence[Cell], most: int) -> int:
    """The width in which nearly all cells are followed by one of their sort, and in no other are nearly as many; 0 where there is none."""
    sorts = [*map(sort_of, cells)]
    found = sorted((alike_at(sorts, width), width) for width in range(_FEWEST_WIDTH, most + 1))
    least = max([_LEAST_ALIKE, *(other + _LEAST_AHEAD for other, _ in found[-2:-1])])
    return found[-1][1] if found and found[-1][0] >= least else 0


def alike_at(sorts: Sequence[str], width: int) -> float:
    """How many of the cells are followed by one of their sort so many cells later, of those that have a sort."""
    pairs = [(sort, later) for sort, later in zip(sorts, sorts[width:], strict=False) if sort and later]
    return sum(sort == later for sort, later in pairs) / len(pairs) if len(pairs) >= width else 0.0


def sort_of(cell: Cell) -> str:
    """A cell's kind as far as those of a column have it in common: figures, units, or words; "" for a blank, a dash."""
    kind = cell.kind
    if kind in {"", "dash", "pending"}:
        return ""
    return "figure" if kind in FIGURES else kind if kind in {"serial", "unit", "date", "verdict", "yesno"} else "words"
