"""What a batch of department briefs costs, by every way there is to make it: python tests/benchmarks/bench_briefs.py 12 49

All ways in one run, each in a process of its own, imports and starts included; a Markdown table at the end. CPU is that of
all processes a way has started. execnb and ploomber-engine are measured where they are installed.
"""

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import nbformat
from nbformat.v4 import new_output

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "department_brief.ipynb"
PERIOD = "2021Q1"
BIN = Path(sys.executable).parent
FLOOR = "floor: the cells and their pages in one process"


def by_commands(departments, folder):
    for department in departments:
        out = folder / f"{department}.ipynb"
        parameters = ["-p", "department", department, "-p", "period", PERIOD]
        subprocess.run([BIN / "papermill", NOTEBOOK, out, *parameters], check=True, capture_output=True)
        subprocess.run([BIN / "jupyter", "nbconvert", "--to", "html", out], check=True, capture_output=True)


def by_papermill(department, folder, **options):
    import papermill

    parameters = {"department": department, "period": PERIOD}
    nb = papermill.execute_notebook(NOTEBOOK, folder / f"{department}.ipynb", parameters, progress_bar=False, **options)
    _export(nb, folder / f"{department}.html")


def by_our_engine(department, folder):
    by_papermill(department, folder, engine_name="shinpingba-fork")


def by_execnb(department, folder):
    from execnb.shell import CaptureShell

    nb = _prepared(department)
    for number, cell in enumerate(nb.cells):
        cell.idx_ = number
    shell = CaptureShell(mpl_format=None)
    shell.run_all(nb, exc_stop=True)
    shell.close()
    for cell in nb.cells:  # no notebook may hold what execnb puts there: a place, and a time that is a number
        cell.pop("idx_", None)
        cell.metadata.pop("execution", None)
    # execnb keeps texts as lists of lines, as they stand in a file
    _export(nbformat.reads(json.dumps(nb), as_version=4), folder / f"{department}.html")


def by_ploomber(department, folder):
    from ploomber_engine.ipython import PloomberClient

    _export(PloomberClient(_prepared(department)).execute(), folder / f"{department}.html")


def _prepared(department):
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    return parameterize_notebook(load_notebook_node(str(NOTEBOOK)), {"department": department, "period": PERIOD})


def _export(nb, out):
    from shinpingba.briefs.page import PageExporter

    out.write_text(PageExporter().from_notebook_node(nb)[0], encoding="utf-8")


def alone(make, departments, folder):
    for department in departments:
        make(department, folder)


def in_a_pool_of_two(make, departments, folder):
    # by reference to the module: ploomber-engine's shell takes the place of __main__
    make = getattr(__import__("bench_briefs"), make.__name__)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(make, departments, [folder] * len(departments)))


def ours(at_once, departments, folder):
    from shinpingba.briefs.batch import make_briefs

    outcomes = make_briefs(_jobs(departments, folder), at_once=at_once, is_own=True)
    assert not [outcome.cause for outcome in outcomes if outcome.cause]


def _jobs(departments, folder):
    from shinpingba.briefs.batch import Job

    return [
        Job("department_brief", folder / f"{department}.html", {"department": department, "period": PERIOD})
        for department in departments
    ]


def floor(departments, folder):
    """The same in one process, with all that ours has in memory before it forks: what nothing can be under that keeps briefs apart."""
    from shinpingba.briefs.batch import light_start

    with light_start():
        from shinpingba.briefs.brief import prepare, write_brief
        from shinpingba.briefs.warmth import warm_up
        from shinpingba.runs.inside import run_inside
    jobs = _jobs(departments, folder)
    warm_up(jobs[0])
    for job in jobs:
        nb = prepare(job.notebook, job.parameters)
        run_inside(nb, 600)
        write_brief(nb, job.out)


def in_one_shell(departments, folder):
    """The same cells in one process, one after the other, and their pages by nbconvert: no kernel, no messages, and nothing kept apart."""
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance(history_load_length=0)
    for department in departments:
        nb = _prepared(department)
        for cell in nb.cells:
            if cell.cell_type == "code":
                with capture_output() as shown:
                    shell.run_cell(cell.source).raise_error()
                cell.outputs = [new_output("display_data", each.data) for each in shown.outputs]
                cell.execution_count = 1
        _export(nb, folder / f"{department}.html")


WAYS = {
    FLOOR: floor,
    "papermill and nbconvert commands": by_commands,
    "papermill and nbconvert API": lambda *batch: alone(by_papermill, *batch),
    "papermill and nbconvert API, pool of two": lambda *batch: in_a_pool_of_two(by_papermill, *batch),
    "papermill and nbconvert API, engine shinpingba-fork": lambda *batch: alone(by_our_engine, *batch),
    "IPython's shell and nbconvert in one process": in_one_shell,
    "execnb": lambda *batch: alone(by_execnb, *batch),
    "ploomber-engine": lambda *batch: alone(by_ploomber, *batch),
    "ploomber-engine, pool of two": lambda *batch: in_a_pool_of_two(by_ploomber, *batch),
    "shinpingba, one at a time": lambda *batch: ours(1, *batch),
    "shinpingba, two at a time": lambda *batch: ours(2, *batch),
}


# measured where they are installed
PEERS = {"ploomber-engine": "ploomber_engine", "execnb": "execnb"}


def measured(way, departments):
    """Wall and CPU seconds of one way, in a new process."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--way", way, folder, *departments]
        environment = os.environ | {"PLOOMBER_STATS_ENABLED": "false", "OPENBLAS_NUM_THREADS": "1"}
        subprocess.run(command, cwd=Path(__file__).parent, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - begun, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def installed(package):
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def machine():
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    cpu = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")
    packages = ("papermill", "nbconvert", "ipykernel", "altair", "pandas", "jupyterlab", "ploomber-engine", "execnb")
    return f"{os.cpu_count()} × {cpu}, {platform.platform()}, Python {platform.python_version()}; " + ", ".join(
        f"{name} {installed(name)}" for name in packages
    )


def main(*sizes):
    from shinpingba.judging.assessment import assess
    from shinpingba.judging.rollups import rollup
    from shinpingba.report.reports import read_report

    names = list(rollup(assess(read_report(PERIOD)).tasks, by="lead")["department"])
    print(machine(), end="\n\n", flush=True)
    columns = ("way", "briefs", "s", "s a brief", "CPU s a brief", "CPU times the floor")
    print(f"| {' | '.join(columns)} |\n| --- |{' --: |' * (len(columns) - 1)}", flush=True)
    for size in map(int, sizes or ["12", "49"]):
        least = None
        for way in WAYS:
            if (peer := next((name for name in PEERS if way.startswith(name)), None)) and not find_spec(PEERS[peer]):
                print(f"| {way} | {size} | not installed | | | |", flush=True)
                continue
            wall, cpu = measured(way, names[:size])
            least = least or cpu
            figures = f"{wall:.1f} | {wall / size:.2f} | {cpu / size:.2f} | {cpu / least:.2f}"
            print(f"| {way} | {size} | {figures} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--way"]:
        WAYS[sys.argv[2]](sys.argv[4:], Path(sys.argv[3]))
    else:
        main(*sys.argv[1:])
