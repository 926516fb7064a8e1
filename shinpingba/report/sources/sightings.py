"""What recognised words looked like: their page, their box, the piece of the picture, the characters that are doubtful."""

from collections.abc import Sequence

from ..document import Clipping, Recognised
from .glyphs import Box, Glyph, PrintedPage

# How sure the recogniser is of a character at least, that is not doubted. Two tables scanned at 75 dots an inch (JPEG 20), 428
# digits: 4 misread, all below it (0.8: 3), with 12 that were right; at 90 dots none misread and none below it. Of the 1,493 digits
# of the first report at 150 dots 2 are below it, both right, and no more than below 0.8.
_DOUBTFUL = 0.9
_MARGIN = 2.0  # points around the words


def seen_of(text: str, glyphs: Sequence[Glyph], page: PrintedPage) -> Recognised:
    """What some words of a page were recognised from. Blanks may be of the layout, so that only other characters are counted."""
    sure = [glyph.sure for glyph in glyphs for sign in glyph.text if not sign.isspace()]
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    doubted = tuple(place for place, each in zip(places, sure, strict=False) if each < _DOUBTFUL)
    box = Box(
        min(glyph.box.left for glyph in glyphs) - _MARGIN, min(glyph.box.top for glyph in glyphs),
        max(glyph.box.right for glyph in glyphs) + _MARGIN, max(glyph.box.bottom for glyph in glyphs),
    )  # fmt: skip
    width, height = page.width or 1.0, page.height or 1.0
    share = (box.left / width, box.top / height, box.right / width, box.bottom / height)
    return Recognised(text, (Clipping(page.number, share, page.cut(box) if page.cut else b""),), doubted)
