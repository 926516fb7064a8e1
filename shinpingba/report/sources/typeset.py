"""The characters of a page to its lines of words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .glyphs import Box, Glyph
from .marks import raised

_SAME_LINE = 0.5  # of the height of the smaller
_GAP, _WIDE_GAP = 3.0, 0.3  # points, and of the height: what is farther apart are two words
_SMALL, _HIGH = 0.8, 0.2  # a raised figure: how high at most, and how far at least above the foot of its line


class TypesetLine(NamedTuple):
    """A line of words: where it begins on the page, what it says, and its characters from left to right."""

    top: float
    text: str
    glyphs: tuple[Glyph, ...]


def typeset_lines(glyphs: Iterable[Glyph]) -> Iterator[TypesetLine]:
    """The lines that characters make, from top to bottom; a raised character stands in the line that it rises from."""
    line: list[Glyph] = []
    band = Box(0, 0, 0, 0)  # the highest character of the line
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box.bottom):
        if line and not _is_beside(glyph.box, band):
            yield _line(line, band)
            line = []
        band = glyph.box if not line or _height(glyph.box) > _height(band) else band
        line.append(glyph)
    if line:
        yield _line(line, band)


def _is_beside(box: Box, band: Box) -> bool:
    shared = min(box.bottom, band.bottom) - max(box.top, band.top)
    return shared >= _SAME_LINE * min(_height(box), _height(band))


def _height(box: Box) -> float:
    return box.bottom - box.top


def _line(glyphs: Sequence[Glyph], band: Box) -> TypesetLine:
    words: list[str] = []
    end = None
    inside = sorted(glyphs, key=lambda glyph: glyph.box.left)
    for text, box, _ in inside:
        if end is not None and box.left - end > max(_GAP, _WIDE_GAP * _height(band)):
            words.append(" ")
        is_high = _height(box) < _SMALL * _height(band) and band.bottom - box.bottom > _HIGH * _height(band)
        words.append(raised(text) if is_high else text)
        end = box.right
    return TypesetLine(band.top, "".join(words), tuple(inside))
