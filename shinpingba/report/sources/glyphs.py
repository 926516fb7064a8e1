"""The pages of a PDF, each as the characters and the ruled lines that its reader sees."""

import ctypes
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]

_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
_UNDRAWN = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
_OUTLINED = {pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP}
_SMALLEST = 1.0  # points: what is set smaller nobody reads
_ALIKE = 16  # how little two colours may differ in red, green and blue and cannot be told apart
_PAPER = (255, 255, 255)
_OPAQUE = 250  # of 255
_THIN = 3.0  # points: what is painted narrower is a line, else a ground
_BAND = 20.0  # points: grounds are looked for in bands of this height
_MOST_OF_PAGE = 0.5
_DEEPEST = 8  # forms within forms
_ASCENT = 0.88  # of a font's height, above the line that Chinese characters stand on
_LEANING = 0.2
_HYPHEN = 2  # what the library puts for a hyphen at the end of a line


class Box(NamedTuple):
    """A rectangle in points from the upper left corner of the page as it is shown."""

    left: float
    top: float
    right: float
    bottom: float


class Glyph(NamedTuple):
    """A character and its box, which is as high as its font is large; how sure it is, where it was recognised on a picture."""

    text: str
    box: Box
    sure: float = 1.0


class RecognisedWord(NamedTuple):
    """Words as they were recognised beside each other on a picture, and where."""

    text: str
    box: Box
    glyphs: tuple[Glyph, ...] = ()

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.box.top + self.box.bottom) / 2


def word_of(glyphs: Sequence[Glyph]) -> RecognisedWord:
    """The word that characters make, and the box around them."""
    boxes = [glyph.box for glyph in glyphs]
    left, top = (min(box[n] for box in boxes) for n in (0, 1))
    right, bottom = (max(box[n] for box in boxes) for n in (2, 3))
    return RecognisedWord("".join(glyph.text for glyph in glyphs), Box(left, top, right, bottom), tuple(glyphs))


@dataclass(slots=True)
class PrintedPage:
    """A page as it is shown.

    number    from 1
    lines     ruled lines: boxes without width or without height
    unseen    characters that nobody sees: not drawn, in the colour of their ground, under something, outside the page
    is_split  whether its words stand in two columns, of which nobody can tell which goes first
    is_image  whether images cover most of it, as on a scan
    cut       of a page recognised on a picture: the piece of it in a box, as a small file (WebP); width and height are the page's
    words     of such a page: its lines of words that stand in no ruled table
    doubts    what is not sure of how it was read
    """

    number: int
    glyphs: list[Glyph] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)
    unseen: list[Glyph] = field(default_factory=list)
    is_image: bool = False
    is_split: bool = False
    cut: Callable[[Box], bytes] | None = None
    width: float = 0.0
    height: float = 0.0
    words: list[RecognisedWord] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


class _Text(NamedTuple):
    """A text as it is painted: when, in which colour (None where it is not drawn), how high; 0 for one that does not stand upright."""

    order: int
    colour: Colour | None
    size: float


_NOTHING = _Text(0, None, 0.0)


@dataclass(slots=True)
class _Painting:
    """What is painted on a page, in its order: texts by the address of their object, and the grounds by bands."""

    texts: dict[int, "_Text"] = field(default_factory=dict)
    grounds: dict[int, list[tuple[int, Box, Colour]]] = field(default_factory=lambda: defaultdict(list))

    def shows(self, text: _Text, x: float, y: float) -> bool:
        """Whether a text is seen at a point: it is drawn, not covered, and not of the colour below it."""
        below = _PAPER
        for other, box, painted in self.grounds.get(int(y // _BAND), ()):
            if box.left <= x <= box.right and box.top <= y <= box.bottom:
                if other > text.order:
                    return False
                below = painted
        return text.colour is not None and any(abs(a - b) > _ALIKE for a, b in zip(text.colour, below, strict=True))


def pages(content: bytes) -> Iterator[PrintedPage]:
    """Every page of a PDF. errors   PdfiumError for a damaged file, or one with a password."""
    document = pypdfium2.PdfDocument(content)
    try:
        for number in range(len(document)):
            page = document[number]
            yield _printed(page, number + 1)
            page.close()
    finally:
        document.close()


def _printed(page: Any, number: int) -> PrintedPage:
    things = [*_things(page.raw, _PLAIN)]
    view, width, height = _view(page, things)
    found, painting, pictured = PrintedPage(number), _Painting(), 0.0
    for order, (thing, kind, own) in enumerate(things):
        matrix = _times(own, view)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            painting.texts[ctypes.addressof(thing.contents)] = _Text(order, _text_colour(thing), _size(thing, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _take_path(thing, order, matrix, found, painting)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(thing, matrix)
            pictured += (box.right - box.left) * (box.bottom - box.top)
    found.is_image = pictured > _MOST_OF_PAGE * width * height
    for glyph, text in _glyphs(page, view, painting):
        box = glyph.box
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        is_seen = 0 <= x <= width and 0 <= y <= height and box.bottom - box.top >= _SMALLEST
        (found.glyphs if is_seen and painting.shows(text, x, y) else found.unseen).append(glyph)
    return found


def _view(page: Any, things: Iterable[tuple[Any, int, Matrix]]) -> tuple[Matrix, float, float]:
    """From the coordinates of a page to those of its reader, and its width and height.

    The reader turns the page until its text runs from left to right, whichever way it is stored.
    """
    left, bottom, right, top = page.get_cropbox()
    width, height = right - left, top - bottom
    turns = Counter(
        _turn(_times(_matrix(thing), own)) for thing, kind, own in things if kind == pdfium.FPDF_PAGEOBJ_TEXT
    )
    return {
        0: ((1, 0, 0, -1, -left, top), width, height),
        1: ((0, 1, 1, 0, -bottom, -left), height, width),
        2: ((-1, 0, 0, 1, right, -bottom), width, height),
        3: ((0, -1, -1, 0, top, right), height, width),
    }[turns.most_common(1)[0][0] if turns else 0]


def _turn(matrix: Matrix) -> int:
    """By how many right angles a text is turned to the left: 1 runs up the page."""
    a, b, *_ = matrix
    return (0 if a > 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)


def _things(parent: Any, matrix: Matrix, depth: int = 0) -> Iterator[tuple[Any, int, Matrix]]:
    """Everything painted on a page, in order, each with its kind and the way to the reader's coordinates; forms taken apart."""
    count, get = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if depth
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    for place in range(count(parent)):
        thing = get(parent, place)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield thing, kind, matrix
        elif depth < _DEEPEST:
            yield from _things(thing, _times(_matrix(thing), matrix), depth + 1)


def _matrix(thing: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, _, _ = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, *_along(then, e, f)


def _along(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    (x, y), (u, v) = _along(matrix, left, bottom), _along(matrix, right, top)
    return Box(min(x, u), min(y, v), max(x, u), max(y, v))


def _bounds(thing: Any, matrix: Matrix) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(thing, *sides)
    return _box(matrix, *(side.value for side in sides))


def _colour(get: Callable[..., Any], thing: Any) -> Colour | None:
    """What something is filled or drawn with; None where that can be looked through."""
    red, green, blue, alpha = parts = [ctypes.c_uint(0) for _ in range(4)]
    get(thing, *parts)
    return (red.value, green.value, blue.value) if alpha.value >= _OPAQUE else None


def _text_colour(text: Any) -> Colour | None:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text)
    if mode in _UNDRAWN:
        return None
    return _colour(pdfium.FPDFPageObj_GetStrokeColor if mode in _OUTLINED else pdfium.FPDFPageObj_GetFillColor, text)


def _take_path(path: Any, order: int, matrix: Matrix, page: PrintedPage, painting: _Painting) -> None:
    """The ruled lines of a path, and the ground that it fills."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    colour = _colour(pdfium.FPDFPageObj_GetFillColor, path) if fill.value else None
    if stroke.value or (colour and colour != _PAPER):
        page.lines += _lines(path, _times(_matrix(path), matrix))
    if colour and not pdfium.FPDFPageObj_HasTransparency(path):
        box = _bounds(path, matrix)
        if min(box.right - box.left, box.bottom - box.top) > _THIN:
            for band in range(int(box.top // _BAND), int(box.bottom // _BAND) + 1):
                painting.grounds[band].append((order, box, colour))


def _lines(path: Any, matrix: Matrix) -> Iterator[Box]:
    """The straight lines of a path that run along the page or down it."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = (0.0, 0.0)
    for place in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, place)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _along(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        ends = [(before, point)] if kind == pdfium.FPDF_SEGMENT_LINETO else []
        ends += [(point, start)] if pdfium.FPDFPathSegment_GetClose(segment) else []
        for (left, top), (right, bottom) in ends:
            if min(abs(right - left), abs(bottom - top)) < 1:
                yield Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))
        before = point


def _size(text: Any, matrix: Matrix) -> float:
    """The height of a text's font on the page; 0 for a text that does not stand upright."""
    height = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(text, height)
    a, b, c, d, _, _ = _matrix(text)
    lean, turn, up = matrix[1] * a + matrix[3] * b, matrix[0] * c + matrix[2] * d, matrix[1] * c + matrix[3] * d
    return abs(height.value * up) if max(abs(lean), abs(turn)) < _LEANING * abs(up) else 0.0


def _glyphs(page: Any, view: Matrix, painting: _Painting) -> Iterator[tuple[Glyph, _Text]]:
    """The characters of a page in the order of its text. Upright ones have boxes as high as their font, on their line."""
    text, rectangle, x, y = page.get_textpage(), pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for place in range(pdfium.FPDFText_CountChars(text.raw)):
        code = pdfium.FPDFText_GetUnicode(text.raw, place)
        if not code or pdfium.FPDFText_IsGenerated(text.raw, place) == 1:
            continue
        thing = pdfium.FPDFText_GetTextObject(text.raw, place)
        painted = painting.texts.get(ctypes.addressof(thing.contents), _NOTHING) if thing else _NOTHING
        pdfium.FPDFText_GetLooseCharBox(text.raw, place, rectangle)
        box = _box(view, rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if painted.size:
            pdfium.FPDFText_GetCharOrigin(text.raw, place, x, y)
            line = _along(view, x.value, y.value)[1]
            box = Box(box.left, line - _ASCENT * painted.size, box.right, line + (1 - _ASCENT) * painted.size)
        yield Glyph("-" if code == _HYPHEN else chr(code), box), painted
    text.close()
