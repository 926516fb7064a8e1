"""The words on a picture, by the models of PP-OCR that lie in the wheel of rapidocr: where lines are, and what they say.

Nothing is fetched: the models are files of an installed package. A recogniser tells of every character how sure it is.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from .glyphs import Box, Glyph
from .upright import Pixels

_LONGEST = (
    1280  # pixels of the longer side of the picture in which lines are looked for: 9 points are 14 pixels high there
)
_GRAIN = 32  # the model takes sides that are whole numbers of it
_LIKELY, _SURE = 0.3, 0.5  # of a pixel, and of a line: what the model's makers take
_GROWN = 1.6  # the model finds the core of a line; by how much the line is larger (its makers', as area over girth)
_SMALLEST = 3  # pixels
_HEIGHT = 48  # of a line as the recogniser sees it
# of a line's height: no character is wider; characters so far apart have white of their own between them
_WIDTH, _APART = 0.9, 1.6
_WIDEST = 6 * 1500  # pixels of the lines that are read at once


class Line(NamedTuple):
    """A piece of a picture with words in one line: its box in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """In pixels."""
        return self.right - self.left


@cache
def _model(task: str) -> Any:
    """The session of a model (`det`, `rec`) that lies in the wheel."""
    import onnxruntime

    found = find_spec("rapidocr")
    assert found is not None and found.submodule_search_locations
    (path,) = Path(found.submodule_search_locations[0], "models").glob(f"PP-OCR*_{task}_*.onnx")
    options = onnxruntime.SessionOptions()
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def _characters() -> list[str]:
    """What each output of the recogniser stands for; the first for no character."""
    known = _model("rec").get_modelmeta().custom_metadata_map["character"].splitlines()
    return ["", *known, " "]


def lines(grey: Pixels) -> list[Line]:
    """Where a level page (height, width) has lines of words, in any order; words far apart in a line are two."""
    height, width = grey.shape
    scale = min(1.0, _LONGEST / max(grey.shape))
    size = [max(_GRAIN, round(side * scale / _GRAIN) * _GRAIN) for side in (width, height)]
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    likely = _run("det", _as_input(small)[None])[0, 0]
    return [
        Line(*(round(float(place) * by) for place, by in zip(box, (width / size[0], height / size[1]) * 2, strict=True)))
        for box in _boxes(likely)
    ]  # fmt: skip


def _boxes(likely: NDArray[np.float32]) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of what is likely to be words, grown to the whole of their lines."""
    count, labels, boxes, _ = cv2.connectedComponentsWithStats((likely > _LIKELY).astype(np.uint8))
    height, width = likely.shape
    for number in range(1, count):
        left, top, wide, high = (int(each) for each in boxes[number][:4])
        inside = labels[top : top + high, left : left + wide] == number
        if min(wide, high) < _SMALLEST or likely[top : top + high, left : left + wide][inside].mean() < _SURE:
            continue
        by = _GROWN * wide * high / (2 * (wide + high))
        yield max(0, left - by), max(0, top - by), min(width, left + wide + by), min(height, top + high + by)


def read_lines(grey: Pixels, where: Sequence[Line]) -> list[list[Glyph]]:
    """The characters of each line, their boxes in pixels of the page, side by side; a blank stands where the line has one."""
    found: list[list[Glyph]] = [[] for _ in where]
    order = sorted(range(len(where)), key=lambda n: where[n].width / where[n].height)
    while order:
        widths = [_width(where[n]) for n in order]
        count = next((n for n in range(len(order), 1, -1) if n * widths[n - 1] <= _WIDEST), 1)
        batch, order = order[:count], order[count:]
        width = max(_HEIGHT * 2, widths[count - 1])
        seen = np.zeros((count, 3, _HEIGHT, width), np.float32)
        for place, number in enumerate(batch):
            part = where[number]
            crop = grey[part.top : part.bottom, part.left : part.right]
            seen[place, :, :, : _width(part)] = _as_input(cv2.resize(crop, (_width(part), _HEIGHT)))
        for number, chances in zip(batch, _run("rec", seen), strict=True):
            found[number] = [*_glyphs(where[number], chances, width / _width(where[number]))]
    return found


def _width(line: Line) -> int:
    """Of a line as the recogniser sees it, in pixels."""
    return max(1, -(-line.width * _HEIGHT // line.height))


def _glyphs(line: Line, chances: NDArray[np.float32], padded: float) -> Iterator[Glyph]:
    """The characters that the chances (steps, characters) tell, each at its step; `padded` is how much wider than the line they are."""
    best = chances.argmax(axis=1)
    steps = [n for n, each in enumerate(best) if each and (not n or each != best[n - 1])]
    if not steps:
        return
    centres = [line.left + (step + 0.5) / len(best) * padded * line.width for step in steps]
    half = _WIDTH / 2 * line.height
    between = [
        (a + half, b - half) if b - a > _APART * line.height else ((a + b) / 2,) * 2 for a, b in pairwise(centres)
    ]
    lefts = [max(line.left, centres[0] - half), *(right for _, right in between)]
    rights = [*(left for left, _ in between), min(line.right, centres[-1] + half)]
    for step, left, right in zip(steps, lefts, rights, strict=True):
        yield Glyph(_characters()[best[step]], Box(left, line.top, right, line.bottom), float(chances[step].max()))


def _as_input(grey: Pixels) -> NDArray[np.float32]:
    """Shades as the models take them: three layers, from -1 to 1."""
    layer = grey.astype(np.float32) / 127.5 - 1
    return np.stack([layer] * 3)


def _run(task: str, seen: NDArray[np.float32]) -> NDArray[np.float32]:
    model = _model(task)
    found: NDArray[np.float32] = model.run(None, {model.get_inputs()[0].name: seen})[0]
    return found
