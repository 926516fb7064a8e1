"""The pictures of the README, taken from what the package makes today: python tests/pictures.py (or `make pictures`)."""

import os
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import CHROMIUM
from loopback import opened, served, sign, window
from PIL import Image
from playwright.sync_api import sync_playwright

import shinpingba as sp
from shinpingba.board.filters import Filters, select
from shinpingba.briefs.brief import find_notebook, make_brief

PERIOD = "2021Q1"
FOLDER = Path(__file__).parents[1] / "docs"


def main():
    """Write docs/brief.png, the head of a quarter's brief, and docs/dashboard.png, the board with one task opened."""
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
        _picture_brief(browser, Path(folder))
        _picture_board(browser, Path(folder))
        browser.close()


def _picture_brief(browser, folder):
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(make_brief("quarter_brief", folder / "quarter.html", period=PERIOD).as_uri())
    page.locator(".vega svg").first.wait_for()
    _keep(page.screenshot(), "brief")


def _picture_board(browser, folder):
    result = sp.assess(sp.read_report(PERIOD))
    behind = result.targets[result.targets["status"].eq("behind") & result.targets["done_quote"].notna()]
    task = select(result, Filters(status="behind")).merge(behind, on="row_id")["row_id"].iloc[0]
    with served(folder, "voila", str(find_notebook("explore"))) as url, window(browser, url) as context:
        page = context.new_page()
        page.goto(url)
        board = page.locator(".shinpingba-board")
        sign(board, task).click()
        opened(board, task)
        page.mouse.move(0, 0)  # its tooltip would hide the lines below
        page.locator("#vg-tooltip-element.visible").wait_for(state="hidden")
        _keep(board.screenshot(), "dashboard")


def _keep(png, name):
    """A picture in 256 colours, which is half the size and looks the same."""
    FOLDER.mkdir(exist_ok=True)
    Image.open(BytesIO(png)).convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE).save(
        FOLDER / f"{name}.png", optimize=True
    )


if __name__ == "__main__":
    main()
