"""What recognised words looked like, beside them: the piece of the scan as an image that a page carries with it."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from ..report.document import Clipping
from ..report.recognised import views_of
from ..report.reports import Report


def originals(report: Report, row_id: str) -> dict[str, list[Clipping]]:
    """What the cells of a row looked like: column -> pieces of a scan; nothing of a row whose words are the file's own."""
    reading = report.reading
    records = zip(reading.records if reading else (), report.rows["row_id"], strict=False)
    return next((views_of(record) for record, own in records if own == row_id), {})


def address(view: Clipping) -> str:
    """The address of a piece of a scan, which is the piece itself."""
    return f"data:image/webp;base64,{b64encode(view.picture).decode()}"


def images(views: Iterable[Clipping]) -> str:
    """Pieces of a scan as HTML."""
    return "".join(
        f'<img class="original" alt="扫描件第{view.page}页的原样" title="第{view.page}页" src="{escape(address(view))}">'
        for view in views
    )
