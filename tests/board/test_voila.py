"""The essay as a page for people without notebooks: `voila notebooks/explore.ipynb`, without a network."""

import pytest
from loopback import listed, opened, served, sign, window

from shinpingba.board.filters import Filters, choices, select
from shinpingba.briefs.brief import find_notebook

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def board(browser, tmp_path_factory):
    """The board as voila shows it, once its chart is drawn; its page's `context` knows what went wrong."""
    home, notebook = tmp_path_factory.mktemp("voila"), str(find_notebook("explore"))
    with served(home, "voila", notebook) as url, window(browser, url) as context:
        page = context.new_page()
        page.goto(url)
        board = page.locator(".shinpingba-board")
        board.locator("svg [aria-roledescription=point]").first.wait_for()
        yield board


def test_it_shows_the_results_and_not_the_code(board):
    page = board.page
    assert page.get_by_role("heading", name="自己翻").is_visible()
    assert page.get_by_text("import shinpingba").count() == 0


def test_a_filter_and_a_click_lead_to_the_words_behind_a_status(board, analysed):
    label = next(label for label, status in choices(analysed)["status"] if status == "behind")
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
