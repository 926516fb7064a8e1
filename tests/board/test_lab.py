"""The notebooks in a real JupyterLab: run, filter, click, read, search, by mouse and by keyboard, and without a network."""

import pytest
from loopback import listed, open_beside, opened, run_all, sign

from shinpingba.board.filters import Filters, options_of, select
from shinpingba.board.views import VIEWS
from shinpingba.judging.comparison import compare_departments

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(lab_page):
    return lab_page


def run(page, name):
    """Run a notebook; its board, once that is drawn."""
    board = run_all(page, name).locator(".shinpingba-board")
    board.wait_for(state="attached")
    board.scroll_into_view_if_needed()
    board.locator("svg [aria-roledescription=point]").first.wait_for()
    return board


@pytest.fixture(scope="module")
def explore(page):
    return run(page, "explore.ipynb")


@pytest.fixture
def board(explore):
    yield explore
    explore.get_by_role("button", name="清除筛选").click()
    explore.get_by_role("button", name="完成率").click()


def test_every_cell_runs(explore):
    assert explore.page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').all_inner_texts() == []


def test_a_filter_leaves_its_tasks(board, analysed):
    label = next(label for label, status in options_of(analysed)["status"] if status == "behind")
    board.get_by_label("状态", exact=True).select_option(label=label)
    listed(board, select(analysed, Filters(status="behind"))["row_id"])


def test_a_search_finds_its_tasks(board, analysed):
    board.get_by_label("查找", exact=True).fill("5G 基站")
    board.get_by_label("查找", exact=True).press("Enter")
    listed(board, select(analysed, Filters(words="5G 基站"))["row_id"])


def test_a_click_on_a_point_opens_its_task_with_its_figures_marked(board, analysed):
    worst = analysed.targets.dropna(subset="completion_share").sort_values("gap").iloc[1]
    sign(board, worst["row_id"]).click()
    listed(board, [worst["row_id"]])
    card = opened(board, worst["row_id"])
    assert any(mark in worst["done_quote"] for mark in card.locator("mark.done").all_inner_texts())
    assert worst["reason"] in card.inner_text()


def test_a_click_on_a_department_lists_the_tasks_it_leads(board, analysed):
    board.get_by_role("button", name="单位").click()
    department = analysed.departments.query("part == 'lead'")["department"].value_counts().index[0]
    led = select(analysed, Filters(lead=department))["row_id"]
    board.locator(f'svg [aria-roledescription=point][aria-label*="group: {department};"]').first.click()
    listed(board, led)


def test_the_keyboard_alone_reaches_everything_but_the_drawing(board, analysed):
    page = board.page
    board.get_by_label("类别", exact=True).focus()
    reached = [focused(page)]
    while reached[-1] != "list":
        page.keyboard.press("Tab")
        reached.append(focused(page))
    controls = ["类别", "板块", "牵头单位", "配合单位", "状态", "查找", "清除筛选", *VIEWS, "list"]
    assert [name for name in reached if name in controls] == controls
    page.keyboard.press("ArrowDown")
    opened(board, select(analysed, Filters())["row_id"].iloc[1])


def focused(page):
    """What has the focus: the label of a control, the words of a button, or the list."""
    return page.evaluate(
        "() => { const at = document.activeElement; return at.labels?.[0]?.textContent || (at.size ? 'list' : at.textContent); }"
    )


def test_the_same_notebook_compares_departments_interactively(page, explore, analysed):
    open_beside(page, "compare_departments.ipynb")
    board = run(page, "compare_departments.ipynb")
    compared = compare_departments(analysed, ["区科技局", "区商务委"])
    listed(board, select(compared.result, Filters())["row_id"])


def test_the_charts_of_a_brief_are_drawn_here_too(page, explore):
    open_beside(page, "department_brief.ipynb")
    charts = run_all(page, "department_brief.ipynb").locator(".vega-embed.has-actions")
    charts.nth(1).wait_for()
    assert charts.count() == 2


def test_nothing_left_this_machine_and_nothing_went_wrong(page, explore):
    assert page.context.beyond == []
    assert page.context.errors == []
