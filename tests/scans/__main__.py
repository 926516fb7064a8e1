"""How well scans are read: the first report printed, spoiled in three grades, turned, sealed, without lines, and read again.

Run by `make scans` (an hour on two cores); a name or several (light middle heavy left half sealed bare) runs these alone.
"""

import re
import resource
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import made_reports
from made_scans import GRADES, STYLE, as_pdf, pictures, printed, sealed, spoiled
from PIL import Image
from rapidfuzz.distance import Levenshtein

import shinpingba as sp

FIELDS = ("name", "task", "section", "lead", "cooperating", "progress")
NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
MIDDLE = GRADES["middle"]
# What is done to a page before it is spoiled, and how far it is spoiled.
KINDS = {
    **{name: (lambda page: page, grade) for name, grade in GRADES.items()},
    "left": (lambda page: page.transpose(Image.Transpose.ROTATE_90), MIDDLE),
    "half": (lambda page: page.transpose(Image.Transpose.ROTATE_180), MIDDLE),
    "sealed": (sealed, MIDDLE),
    "bare": (lambda page: page, MIDDLE),
}


def scanned(rows, kind, folder):
    """The report as a scan of a kind: the path of a PDF of pictures."""
    html = made_reports.as_html(rows, folder / "report.html").read_text(encoding="utf-8")
    if kind == "bare":
        html = re.sub(r"<style>.*?</style>", STYLE, html).replace("<table", "<table class=bare")
    else:
        html = html.replace("<style>", "<style>@page{size:A4}")
    before, grade = KINDS[kind]
    pages = [
        spoiled(before(page), **grade, seed=n) for n, page in enumerate(pictures(printed(html, folder), grade["dpi"]))
    ]
    return as_pdf(pages, folder / f"{kind}.pdf", grade["dpi"], grade["quality"]), len(pages)


def compared(kind, wanted, folder):
    """A line of the table: what came out of a scan of a kind, against the report from its text."""
    path, count = scanned(wanted.report.rows, kind, folder)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    read = sp.assess(sp.read_report(path, period="2021Q1"))
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = spent.ru_utime + spent.ru_stime - before.ru_utime - before.ru_stime
    pairs = [*_pairs(wanted.report.rows, read.report.rows)]
    numbers = [(Counter(NUMBER.findall(one)), Counter(NUMBER.findall(other))) for one, other in pairs]
    right = sum((one & other).total() for one, other in numbers)
    length = sum(len(one) for one, _ in pairs)
    wrong = sum(Levenshtein.distance(one, other) for one, other in pairs)
    other_than_width = sum(Levenshtein.distance(*map(_of_one_width, pair)) for pair in pairs)
    statuses = [each.tasks.set_index("row_id")["status"] for each in (wanted, read)]
    same = sum(statuses[0][row_id] == status for row_id, status in statuses[1].items() if row_id in statuses[0])
    total = len(wanted.tasks)
    cells = [
        kind, str(count), f"{len(read.tasks)}/{total}", f"{right}/{sum(one.total() for one, _ in numbers)}",
        f"{wrong / length:.2%}", f"{other_than_width / length:.2%}", f"{same}/{total}", f"{seconds / count:.0f}",
        f"{spent.ru_maxrss >> 10} MB",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _pairs(wanted, read):
    """Each cell of the report with what was read of it; "" where its row was not read."""
    wanted, found = (each.set_index("row_id")[[*FIELDS]].astype("string").fillna("") for each in (wanted, read))
    for row_id, row in wanted.iterrows():
        for field in FIELDS:
            other = found.loc[row_id, field] if row_id in found.index else ""
            yield tuple(re.sub(r"\s", "", text) for text in (row[field], other))


def _of_one_width(text):
    """A text with its marks at half width: , for ，, and m2 for ㎡."""
    return unicodedata.normalize("NFKC", text)


def main(kinds):
    """Print the table."""
    wanted = sp.assess(sp.read_report("2021Q1"), decisions=None)
    print(
        "| scan | pages | rows | numbers | characters wrong | but for their width | statuses | CPU s a page | peak memory |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for kind in kinds or KINDS:
        with TemporaryDirectory() as folder:
            print(compared(kind, wanted, Path(folder)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
