"""What many tests share: the analysed report, a small hand-made one, a run's briefs, and one headless browser without a network."""

import os
import shutil
import sys
from pathlib import Path

import hypothesis
import pytest

import shinpingba as sp

# Dozens of processes begin in a run: what one has compiled no other compiles again, also where the shell asks that nothing is kept
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# the same examples in every run, so that a run says something of the change it tests; tests/fuzz looks for new ones
hypothesis.settings.register_profile("steady", derandomize=True)
hypothesis.settings.load_profile("steady")

# as in shinpingba.briefs.batch: seconds in every process that opens a notebook, for a check that nobody asks for
sys.modules["rfc3987_syntax"] = None

# Files that take long: they begin first, so that at the end no worker waits for the other. With the two that share a run of
# briefs next to each other, it is made once where one worker takes both.
LONG = [
    "test_types.py", "test_lab.py", "test_notebooks.py", "test_briefs.py", "test_browser.py", "test_batch.py", "test_engine.py",
    "test_cluster.py", "test_voila.py", "test_sources.py",
]  # fmt: skip

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


# the quarter's brief of a run, which leads to the others
QUARTER = {"period": "2021Q1", "pages": {"简报目录": "index.html", "区经济信息委": "departments/区经济信息委.html"}}


def pytest_collection_modifyitems(items):
    """The long files first, in the order of LONG; the others as they were."""
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


@pytest.fixture(scope="session")
def analysed():
    """The real report of the first quarter of 2021, assessed."""
    return sp.assess(sp.read_report("2021Q1"))


@pytest.fixture(scope="session")
def few():
    """Five tasks: behind, ahead, without a figure, unreported, and a growth rate that is met."""
    import pandas as pd

    rows = pd.DataFrame(
        [
            ("C1", "数字经济", "新建5G基站1500个", "区经济信息委", "一季度新开通5G基站172个。"),
            ("C2", "数字经济", "培育科技型企业200家", "区科技局", "新增科技型企业100家。"),
            ("C3", "社会事业", "提升学前教育质量", "区教委", "正在起草方案。"),
            ("C4", "社会事业", "新增公办幼儿园3所", "区教委 区财政局", "已召开工作会议。"),
            ("C5", "社会事业", "社会消费品零售总额增长7%", "区商务委", "社会消费品零售总额同比增长78.1%。"),
        ],
        columns=["row_id", "section", "task", "lead", "progress"],
    )
    return sp.assess(sp.Report.from_rows(rows.assign(table="key_task"), period="2021Q1", title="五项任务"))


@pytest.fixture(scope="session")
def hostile_text():
    """Words that try to become markup, a template, a formula."""
    return "<script>alert(1)</script><img src=x onerror=alert(2)></style>{{ 7*7 }}$x$=1+1"


@pytest.fixture(scope="session")
def hostile(hostile_text):
    """A report whose every cell holds the hostile words."""
    import pandas as pd

    cells = {
        "section": hostile_text,
        "task": f"新建5G基站1500个{hostile_text}",
        "lead": "区教委",
        "cooperating": "<b>区科技局</b>",
    }
    rows = pd.DataFrame([cells | {"progress": f"新开通5G基站172个{hostile_text}"}])
    return sp.assess(sp.Report.from_rows(rows, period="2021Q1", title=hostile_text))


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory, hostile_text):
    """A run as it lies on disk: the brief of the quarter, one of a department, a failed one, and the index."""
    from shinpingba.briefs.batch import Job, make_briefs
    from shinpingba.briefs.brief import prepare, write_failure
    from shinpingba.briefs.index import write_index

    folder = tmp_path_factory.mktemp("outputs") / "2021Q1"
    later = folder.parent / "2021Q3" / "quarter.html"
    up = {"pages": {"简报目录": "../index.html", "全区简报": "../quarter.html"}}
    department = {"period": "2021Q1", "department": "区经济信息委"} | up
    jobs = [
        Job("quarter_brief", folder / "quarter.html", QUARTER),
        Job("department_brief", folder / "departments" / "区经济信息委.html", department),
        Job("quarter_brief", later, {"period": "2021Q3"}),
    ]
    assert [outcome.cause for outcome in make_briefs(jobs)] == [None] * 3
    failed = prepare("department_brief", {"period": "2021Q1", "department": "区教委"})
    write_failure(failed, f"ValueError: {hostile_text}", folder / "区教委.html")
    write_index(folder)
    return folder


@pytest.fixture(scope="session")
def later_brief(run_folder):
    """The brief of January to September 2021, of which a part of the report is known."""
    return run_folder.parent / "2021Q3" / "quarter.html"


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium a session."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or os.environ.get("CHROMIUM")
    if path is None and "CI" not in os.environ:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield chromium
        chromium.close()


class Visit:
    """A page that was opened, with everything it asked the network for and every error it reported."""

    def __init__(self, browser, path, width, height=900):
        self.requests, self.errors = [], []
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.context.route("**/*", self._route)
        self.page = self.context.new_page()
        self.page.on(
            "console",
            lambda message: self.errors.append(message.text) if message.type in {"error", "warning"} else None,
        )
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(Path(path).as_uri())
        self.page.wait_for_function(
            "[...document.querySelectorAll('.vega')].every((drawing) => drawing.querySelector('svg'))"
        )

    def _route(self, route):
        if route.request.url.startswith("file:") and route.request.is_navigation_request():
            route.continue_()
        else:
            self.requests.append(route.request.url)
            route.abort()


@pytest.fixture(scope="session")
def visit(browser):
    """A file opened without a network, as wide as asked: visit(path, width=360) → Visit. Each is opened once a session."""
    visits = {}

    def _visit(path, width=1440):
        if (path, width) not in visits:
            visits[path, width] = Visit(browser, path, width)
        return visits[path, width]

    return _visit
