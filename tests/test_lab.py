"""The notebooks in a real JupyterLab: run, filter, click, read, search, by mouse and by keyboard, and without a network."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from shinpingba.board.filters import Filters, choices, select
from shinpingba.board.views import VIEWS
from shinpingba.comparison import compare_departments

pytestmark = pytest.mark.browser

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
SETTINGS = {
    "translation-extension/plugin": {"locale": "zh_CN"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
PATIENCE = 60_000  # ms; a start of JupyterLab on a busy machine
ANSWER = 15_000  # ms; the answer to a click


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of one JupyterLab for all tests here, with folders of its own and a kernel already started for each notebook."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(NOTEBOOKS, home / "notebooks")
    for name, settings in SETTINGS.items():
        path = home / f"settings/@jupyterlab/{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(settings), encoding="utf-8")
    places = {"CONFIG_DIR": "config", "DATA_DIR": "data", "RUNTIME_DIR": "runtime"}
    folders = {f"JUPYTER_{name}": str(home / folder) for name, folder in places.items()}
    folders |= {
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
    }
    options = {
        "ServerApp.ip": "127.0.0.1", "ServerApp.port": 0, "ServerApp.root_dir": home / "notebooks", "IdentityProvider.token": "",
        "ServerApp.disable_check_xsrf": True, "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    }  # fmt: skip
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, *(f"--{name}={value}" for name, value in options.items())],
            env=os.environ | folders | {"IPYTHONDIR": str(home / "ipython")}, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        url = address(home / "runtime", server)
        for name in ("explore", "compare_departments"):
            start_kernel(url, f"{name}.ipynb")
        yield url
    finally:
        server.terminate()
        server.wait(20)


def address(runtime, server):
    """Where the server listens, as soon as it does."""
    card = runtime / f"jpserver-{server.pid}.json"
    for _ in range(600):
        assert server.poll() is None, "JupyterLab has ended"
        try:
            url = json.loads(card.read_text(encoding="utf-8"))["url"]
            urllib.request.urlopen(f"{url}api", timeout=5)
            return url
        except (OSError, ValueError):
            time.sleep(0.1)
    raise TimeoutError("JupyterLab does not answer")


def start_kernel(url, path):
    session = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
    request = urllib.request.Request(
        f"{url}api/sessions", json.dumps(session).encode(), {"Content-Type": "application/json"}
    )
    urllib.request.urlopen(request)


@pytest.fixture(scope="module")
def context(browser, lab):
    """A browser window that reaches this machine only; what it asked beyond, and what went wrong, is kept."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    context.beyond, context.errors = [], []

    def route(route):
        if route.request.url.startswith((lab, "data:", "blob:")):
            route.continue_()
        else:
            context.beyond.append(route.request.url)
            route.abort()

    context.route("**/*", route)
    context.on("console", lambda message: context.errors.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: context.errors.append(str(error.error)))
    yield context
    context.close()


def run(page, name):
    """Open a notebook from the list of files and run every cell through the menu; its board, once that is drawn."""
    page.locator(".jp-DirListing-item", has_text=f"{name}.ipynb").dblclick()
    panel = page.locator(".jp-NotebookPanel:visible")
    panel.locator(".jp-Cell").first.wait_for()
    page.locator("#jp-main-statusbar").get_by_text("空闲").wait_for()
    page.locator(".lm-MenuBar-item", has_text="运行").click()
    page.locator('[data-command="runmenu:run-all"]').click()
    board = panel.locator(".shinpingba-board")
    board.wait_for(state="attached")
    board.scroll_into_view_if_needed()
    board.locator("svg [aria-roledescription=point]").first.wait_for()
    return board


@pytest.fixture(scope="module")
def page(context, lab):
    page = context.new_page()
    page.goto(f"{lab}lab")
    return page


@pytest.fixture(scope="module")
def explore(page):
    return run(page, "explore")


@pytest.fixture
def board(explore):
    yield explore
    explore.get_by_role("button", name="清除筛选").click()
    explore.get_by_role("button", name="完成率").click()


LISTED = """([board, wanted]) => {
    const options = [...board.querySelectorAll('select[size] option')];
    return JSON.stringify(options.map((option) => option.textContent.trim().split(/\\s/)[1])) === JSON.stringify(wanted);
}"""


def listed(board, row_ids):
    """Wait until the list shows these tasks in this order."""
    board.page.wait_for_function(LISTED, arg=[board.element_handle(), list(row_ids)], timeout=ANSWER)


def opened(board, row_id):
    """The task, once it is open."""
    card = board.locator(f'.shinpingba-card[aria-label^="{row_id} "]')
    card.wait_for(timeout=ANSWER)
    return card


def sign(board, row_id):
    return board.locator(f'svg [aria-roledescription=point][aria-label*="编号: {row_id};"]').first


def test_every_cell_runs(explore):
    assert explore.page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').all_inner_texts() == []


def test_a_filter_leaves_its_tasks(board, analysed):
    label = next(label for label, status in choices(analysed)["status"] if status == "behind")
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
    board = run(page, "compare_departments")
    compared = compare_departments(analysed, ["区科技局", "区商务委"])
    listed(board, select(compared.result, Filters())["row_id"])


def test_nothing_left_this_machine_and_nothing_went_wrong(context, explore):
    assert context.beyond == []
    assert context.errors == []
