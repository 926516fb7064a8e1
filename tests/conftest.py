"""What many tests share: the analysed report, a small hand-made one, a run's briefs, and one headless browser without a network."""

import gc
import os
import shutil
import sys
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import hypothesis
import in_process
import pytest
from xdist.scheduler import LoadFileScheduling

import shinpingba as sp
from shinpingba.report.sources import formats

# Dozens of processes begin in a run: what one has compiled no other compiles again, also where the shell asks that nothing is kept
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# the same examples in every run, so that a run says something of the change it tests; tests/fuzz looks for new ones
hypothesis.settings.register_profile("steady", derandomize=True)
hypothesis.settings.load_profile("steady")

# as in shinpingba.briefs.batch: seconds in every process that opens a notebook, for a check that nobody asks for
sys.modules["rfc3987_syntax"] = None

ROOT = Path(__file__).parents[1]

# Files that take long: they begin first, so that at the end no worker waits for the other.
LONG = [
    "test_lab.py", "test_lab_review.py", "test_notebooks.py", "test_briefs.py", "test_browser.py", "test_types.py", "test_scans.py",
    "test_tables.py", "test_rebuilt.py", "test_batch.py", "test_engine.py", "test_voila.py", "test_cli.py", "test_doubts.py",
    "test_long_cells.py", "test_echoes.py", "test_cluster.py", "test_sources.py", "test_hostile_input.py", "test_exports.py",
    "test_schedules.py", "test_libreoffice.py",
]  # fmt: skip

# Files that share what is dear to make: one worker takes all of them, and makes it once.
SHARED = {
    "test_lab_review.py": "test_lab.py",
    "test_briefs.py": "test_notebooks.py",
    "test_browser.py": "test_notebooks.py",
    "test_marks.py": "test_notebooks.py",
    "test_rebuilt.py": "test_tables.py",
}

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip


# the quarter's brief of a run, which leads to the others
QUARTER = {"period": "2021Q1", "pages": {"简报目录": "index.html", "区经济信息委": "departments/区经济信息委.html"}}


def pytest_collection_modifyitems(items):
    """The long files first, in the order of LONG; the others as they were."""
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


def pytest_collection_finish():
    """What is there before the first test stays: the collector of garbage need not look through it again and again."""
    gc.freeze()


class Together(LoadFileScheduling):
    """The tests of a file on one worker, and those of files that share something on one."""

    def _split_scope(self, nodeid):
        name = Path(super()._split_scope(nodeid)).name
        return SHARED.get(name, name)


def pytest_xdist_make_scheduler(config, log):
    return Together(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Files are opened in the test's own process, but where a test says that it needs the one that bounds them."""
    bounded = formats.opened
    if not item.get_closest_marker("bounded"):
        formats.opened = in_process.opened
    try:
        return (yield)
    finally:
        formats.opened = bounded


@pytest.fixture
def path(request, tmp_path):
    """The file of a report with the rows that the test's own file gives."""
    path = tmp_path / "2021Q1.csv"
    path.write_text(request.module.ROWS, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def analysed():
    """The real report of the first quarter of 2021, assessed."""
    return sp.assess(sp.read_report("2021Q1"))


@pytest.fixture(scope="session")
def table_read(tmp_path_factory):
    """A table of a case in a format, taken apart and read once a session: table_read(notation, "docx") → its document, its reading."""
    from made_tables import make

    from shinpingba.report.rows import read_rows
    from shinpingba.report.sources import read_document

    folder = tmp_path_factory.mktemp("tables")

    @cache
    def read(notation, name):
        document = read_document(make(notation, name, folder))
        return document, read_rows(document)

    return read


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


# As little as shows that each notebook runs. test_lab and test_voila run three with their defaults. Of 2021Q3 a part is known.
EACH = {
    "checks": {},
    "compare_departments": {"departments": ["区科技局", "区住建委"], "period": "2021Q1", "rule": "points-10-30"},
    "department_brief": {"department": "区教委", "period": ""},  # as in schedules/quarterly_briefs.py
    "explore": {"period": "2021Q1", "rule": "points-10-30"},
    "quarter_brief": {"period": "2021Q3", "rule": "points-10-30"},
    "quarters": {},
    "review": {"period": "2021Q1", "sample": 0},
}


@pytest.fixture(scope="session")
def settled(tmp_path_factory):
    """What is asked of a brief of a report of which a person has settled something."""
    from made_decisions import settled_report

    return {"period": str(settled_report(tmp_path_factory.mktemp("settled"))), "department": "区城管局"}


@pytest.fixture(scope="session")
def settled_brief(made, settled):
    """That brief, and what was asked of it."""
    return made[0] / "settled.html", settled


@pytest.fixture(scope="session")
def made(tmp_path_factory, settled):
    """Every brief that tests look at, made in one run: the folder of it, and what became of each notebook."""
    from shinpingba.briefs.batch import Job, make_briefs

    folder = tmp_path_factory.mktemp("outputs")
    up = {"pages": {"简报目录": "../index.html", "全区简报": "../quarter.html"}}
    department = {"period": "2021Q1", "department": "区经济信息委"} | up
    jobs = [
        Job("quarter_brief", folder / "2021Q1" / "quarter.html", QUARTER),
        Job("department_brief", folder / "2021Q1" / "departments" / "区经济信息委.html", department),
        Job("department_brief", folder / "settled.html", settled),
    ]
    each = [Job(name, folder / "each" / f"{name}.html", values) for name, values in EACH.items()]
    outcomes = make_briefs([*jobs, *each])
    assert [outcome.cause for outcome in outcomes[: len(jobs)]] == [None] * len(jobs)
    return folder, dict(zip(EACH, outcomes[len(jobs) :], strict=True))


@pytest.fixture(scope="session")
def run_folder(made, hostile_text):
    """A run as it lies on disk: the brief of the quarter, one of a department, a failed one, and the index."""
    from shinpingba.briefs.brief import prepare, write_failure
    from shinpingba.briefs.index import write_index

    folder = made[0] / "2021Q1"
    failed = prepare("department_brief", {"period": "2021Q1", "department": "区教委"})
    write_failure(failed, f"ValueError: {hostile_text}", folder / "区教委.html")
    write_index(folder)
    return folder


@pytest.fixture(scope="session")
def later_brief(made):
    """The brief of January to September 2021, of which a part of the report is known."""
    return made[0] / "each" / "quarter_brief.html"


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


@pytest.fixture(scope="session")
def lab_data(tmp_path_factory):
    """The data folder of the JupyterLab, in which decisions are kept."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(ROOT / "data/reports", folder / "reports")
    return folder


@pytest.fixture(scope="session")
def lab(lab_data, tmp_path_factory):
    """The address of one JupyterLab with our notebooks, all in one kernel, and folders of its own.

    That each notebook runs in a kernel of its own, test_notebooks shows.
    """
    from loopback import lab_settings, served, start_session

    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    with ExitStack() as running:
        with (
            pytest.MonkeyPatch.context() as environment
        ):  # for the server alone: what starts later reads the data of the checkout
            environment.setenv("SHINPINGBA_DATA", str(lab_data))
            server = served(home, "jupyterlab", "--allow-root", **lab_settings(home, home / "notebooks"))
            url = running.enter_context(server)
        kernel = {"name": "python3"}
        for name in ("explore", "compare_departments", "department_brief", "review"):
            kernel = start_session(url, f"{name}.ipynb", kernel)
        yield url


@pytest.fixture(scope="session")
def lab_page(browser, lab):
    """JupyterLab with the essay open; its `context` knows what went wrong.

    One page for all files of tests: ten seconds of work go by before JupyterLab is there. test_lab comes first, see LONG.
    """
    from loopback import window

    with window(browser, lab) as context:
        page = context.new_page()
        page.goto(f"{lab}lab/tree/explore.ipynb", wait_until="commit")
        yield page
