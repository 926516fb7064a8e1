"""A scan to a Document: pictures of pages, and PDFs of which some pages are pictures; other pages are read as they are printed."""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from ..document import Document, pages_in_words
from ..errors import ReportError
from .bare import ruled
from .glyphs import PrintedPage
from .pdf import assembled, has_words, is_picture, printed_pages
from .scanned_page import printed
from .upright import Pixels

_MOST_PAGES = 200
_MOST_PIXELS = 50_000_000  # of a page: A3 at 500 dots an inch
_LONGEST = 3600  # pixels of a page's longer side that are looked at: A4 at 300 dots an inch
_SHARP = 300 / 72  # of a page of a PDF, in pixels a point
_FORMATS = ("PNG", "JPEG", "TIFF")
_CLEAR = {"LA", "PA", "RGBA", "P"}
_CAUTION = "第{}页是扫描件,文字由程序识别,数字请对照图片核对"
_log = logging.getLogger(__name__)


def read(name: str, content: bytes) -> Document:
    """Take a scan apart; every piece of it keeps what it looked like.

    errors   ReportError for over 200 pages, a page of over 50 million pixels, one in two columns, a damaged file
    """
    pages = (_of_pdf if content.startswith(b"%PDF") else _of_picture)(name, content)
    document = assembled(name, _in_one_column(name, ruled(pages)))
    seen = sorted({view.page for piece in document.pieces if piece.seen for view in piece.seen.views})
    return replace(document, warnings=(*document.warnings, _CAUTION.format(pages_in_words(seen)))) if seen else document


def _of_pdf(name: str, content: bytes) -> Iterator[PrintedPage]:
    """The pages of a PDF; those that are pictures, without words that another machine recognised, are recognised here."""
    document = None
    for page in printed_pages(name, content):
        if not is_picture(page) or has_words(page.unseen):
            yield page
            continue
        document = document or pypdfium2.PdfDocument(content)
        _tell(name, page.number, len(document))
        yield printed(_rendered(document, page.number), page.number)


def _rendered(document: pypdfium2.PdfDocument, number: int) -> Pixels:
    page = document[number - 1]
    scale = min(_SHARP, _LONGEST / max(page.get_size()))
    bitmap = page.render(scale=scale, rev_byteorder=True)
    return np.ascontiguousarray(bitmap.to_numpy()[..., :3])


def _of_picture(name: str, content: bytes) -> Iterator[PrintedPage]:
    """The pages of a picture: a TIFF may have several."""
    Image.MAX_IMAGE_PIXELS = None  # the size is looked at below, before anything is unpacked
    try:
        picture = Image.open(io.BytesIO(content), formats=_FORMATS)
        count = getattr(picture, "n_frames", 1)
        for number in range(1, count + 1):
            picture.seek(number - 1)
            if (size := picture.width * picture.height) > _MOST_PIXELS:
                raise ReportError(
                    name, f"第{number}页", f"最多{_MOST_PIXELS // 10**6}百万像素的图片", f"{size // 10**6}百万像素"
                )
            _tell(name, number, count)
            yield printed(_pixels(picture), number)
    except ReportError:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise ReportError(
            name, "", "完好的图片(png、jpg、tif)", "打不开的图片(已损坏,或是改了后缀的别种文件)"
        ) from None


def _pixels(picture: Image.Image) -> Pixels:
    """The colours of a picture (height, width, 3) as it is shown, on white where it can be looked through."""
    picture.draft("RGB", (_LONGEST, _LONGEST))
    if picture.mode in _CLEAR:
        clear = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((_LONGEST, _LONGEST))
    return np.asarray(upright)


def _in_one_column(name: str, pages: Iterator[PrintedPage]) -> Iterator[PrintedPage]:
    for page in pages:
        if page.is_split:
            advice = "分两栏的页面,先读哪一栏不能确定,请拆成左右两页再存"
            raise ReportError(name, f"第{page.number}页", "不分栏的页面", advice)
        yield page


def _tell(name: str, number: int, count: int) -> None:
    """Say which page is looked at, of how many. errors   ReportError for over 200."""
    if count > _MOST_PAGES:
        raise ReportError(name, "", f"最多{_MOST_PAGES}页的扫描件", f"{count}页,请拆成几个文件")
    _log.info("第%d页", number)
    _log.info("共%d页", count)
