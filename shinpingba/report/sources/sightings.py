"""What recognised words looked like: their page, their box, the piece of the picture, the characters that are doubtful."""

from collections.abc import Sequence

from ..document import Seen, View
from .glyphs import Box, Glyph, PrintedPage

# How sure the recogniser is of a character at least, that is not doubted. Of 1,920 characters and digits on tables scanned at 90
# dots an inch (JPEG 25) it misread 6, all below it, with 17 that were right (0.7: 5 and 8; 0.9: 6 and 32). At 150 dots an inch 2
# of 1,493 digits of the first report are below it, all of which are right.
_DOUBTFUL = 0.8
_MARGIN = 2.0  # points around the words


def seen_of(text: str, glyphs: Sequence[Glyph], page: PrintedPage) -> Seen:
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
    return Seen(text, (View(page.number, share, page.cut(box) if page.cut else b""),), doubted)
