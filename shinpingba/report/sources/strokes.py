"""The ruled lines of a picture of a page, as a printed page has them: thin boxes."""

from collections.abc import Iterable, Iterator, Sequence

import cv2
import numpy as np

from .glyphs import Box
from .upright import Pixels

_WHITE = 255
_GREY = 190  # a thin line is light where a page was seen from afar; noise on white is lighter still
_SHORTEST = 0.85  # of a line's height: no stroke of a character is so long, no cell so narrow or so low
_GAP = 0.1  # of a line's height: where ink is missing, a line goes on
_TOUCH = 0.15  # of a line's height: lines so near each other meet
_HOLDS, _LONG = (
    1.5,
    3.0,
)  # of a line's height: how long a line across must be to hold one down, and one down to need one end only
_WIDE = 8.0  # of a line's height: words are not so wide without a gap
_WHOLE = 0.9  # how much of a shorter line is ink
_THICK = 0.35  # of a line's height: what is thicker is a ground, or words that stand on each other


def ruled_lines(grey: Pixels, height: float) -> list[Box]:
    """The ruled lines of a level page (height, width), in pixels, across and down.

    height  of its lines of words in pixels
    """
    ink = (cv2.medianBlur(grey, 3) < _GREY).astype(np.uint8)
    across, down = [*_runs(ink, height, across=True)], [*_runs(ink, height, across=False)]
    holding = [each for each in across if each.right - each.left > _HOLDS * height]
    down = [each for each in down if _is_held(each, holding, height)]
    return [*(each for each in across if _is_wall(each, down, height)), *down]


def without(grey: Pixels, ruled: Iterable[Box], height: float) -> Pixels:
    """The page without its ruled lines, which would be read as 1 or 一 beside the words."""
    found, edge = grey.copy(), max(1, round(height / 28))
    for left, top, right, bottom in ruled:
        found[max(0, round(top) - edge) : round(bottom) + edge, max(0, round(left) - edge) : round(right) + edge] = (
            _WHITE
        )
    return found


def _is_held(line: Box, across: Sequence[Box], height: float) -> bool:
    """Whether a line down is no stroke of a character: it ends at lines across, or it is long and meets one.

    A row that the end of the page cuts has no line there.
    """
    near = _TOUCH * height
    met = [each for each in across if each.left - near <= line.left <= each.right + near]
    met = [each for each in met if line.top - near <= each.top <= line.bottom + near]
    ends = [any(abs(each.top - end) <= near for each in met) for end in (line.top, line.bottom)]
    return all(ends) or (bool(met) and line.bottom - line.top > _LONG * height)


def _is_wall(line: Box, down: Sequence[Box], height: float) -> bool:
    """Whether a line across is no row of strokes (任务一季度): it meets two lines down, or it is long and meets one."""
    return _touched(line, down, height) > (line.right - line.left <= _WIDE * height)


def _touched(line: Box, down: Sequence[Box], height: float) -> int:
    """How many lines down a line across meets."""
    near = _TOUCH * height
    return sum(
        line.left - near <= each.left <= line.right + near and each.top - near <= line.top <= each.bottom + near
        for each in down
    )


def _runs(ink: Pixels, height: float, *, across: bool) -> Iterator[Box]:
    """The straight runs of ink in one direction, each as the box that it fills."""
    shortest, gap = max(3, int(height * _SHORTEST)), max(3, int(height * _GAP))
    along, over = ((shortest, 1), (gap, 1)) if across else ((1, shortest), (1, gap))
    whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(over[::-1], np.uint8))
    runs = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones(along[::-1], np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(runs)
    for left, top, wide, high, area in boxes[1:].tolist():
        if area / (wide if across else high) > _THICK * height:
            continue
        inked = ink[top : top + high, left : left + wide].any(axis=0 if across else 1).mean()
        if inked > _WHOLE or max(wide, high) > _WIDE * height:
            yield Box(left, top, left + wide, top + high)
