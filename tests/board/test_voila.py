"""The essay as a page for people without notebooks: `voila notebooks/explore.ipynb`, without a network."""

import shutil
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from loopback import listed, opened, served, sign, window

import shinpingba.board
from shinpingba.board.filters import Filters, options_of, select
from shinpingba.briefs.brief import find_notebook

pytestmark = pytest.mark.browser


TOKEN = "0123456789"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where voila serves the essay, with the settings that the package brings; its token is known here."""
    home = tmp_path_factory.mktemp("voila")
    (home / "config").mkdir()
    shutil.copy(Path(shinpingba.board.__file__).parent / "voila.json", home / "config")
    with served(home, "voila", str(find_notebook("explore")), token=TOKEN) as url:
        yield url


@pytest.fixture(scope="module")
def board(browser, address):
    """The board as voila shows it, once its chart is drawn; its page's `context` knows what went wrong."""
    with window(browser, address) as context:
        page = context.new_page()
        page.goto(f"{address}?token={TOKEN}")
        board = page.locator(".shinpingba-board")
        board.locator("svg [aria-roledescription=point]").first.wait_for()
        yield board


def test_it_shows_the_results_and_not_the_code(board):
    page = board.page
    assert page.get_by_role("heading", name="自己翻").is_visible()
    assert page.get_by_text("import shinpingba").count() == 0


def test_a_filter_and_a_click_lead_to_the_words_behind_a_status(board, analysed):
    label = next(label for label, status in options_of(analysed)["status"] if status == "behind")
    board.get_by_label("状态", exact=True).select_option(label=label)
    behind = select(analysed, Filters(status="behind"))
    listed(board, behind["row_id"])
    target = analysed.targets[analysed.targets["row_id"].isin(behind["row_id"])].dropna(subset="gap").iloc[0]
    sign(board, target["row_id"]).click()
    listed(board, [target["row_id"]])
    card = opened(board, target["row_id"])
    assert any(mark in target["done_quote"] for mark in card.locator("mark.done").all_inner_texts())
    assert target["reason"] in card.inner_text()


def test_nothing_left_this_machine_and_nothing_went_wrong(board):
    assert board.page.context.beyond == []
    assert board.page.context.errors == []


def answer(address, **headers):
    """The code and the words of what the server answers."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=60) as got:
            return got.status, got.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")


def test_it_shows_nothing_without_its_token(address):
    assert "shinpingba-board" not in answer(address)[1]
    assert "shinpingba-board" not in answer(f"{address}?token=another")[1]


@pytest.mark.parametrize("host", ["example.org", "10.0.0.5", "localhost.example.org"])
def test_it_answers_to_this_machines_own_name_alone(address, host):
    """A page elsewhere whose name leads here (DNS rebinding) calls it by that name."""
    code, _ = answer(f"{address}?token={TOKEN}", Host=host)
    assert code == 403
