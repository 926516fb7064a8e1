"""The engine: notebooks give in a fork what they give in a kernel process, and a notebook that fails, fails alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill  # noqa: F401  imports the engine, which nobody may import before it
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from one_feature import NOTEBOOKS, versions

from shinpingba.runs import worker
from shinpingba.runs.engine import kernel_obstacle
from shinpingba.runs.kernel import PrivateKernelManager

TESTS = Path(__file__).parent
SETTINGS = {"OPENBLAS_NUM_THREADS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
RECORD = json.loads((TESTS / "kernel_outputs.json").read_text(encoding="utf-8"))

# Where a fork gives something else than a kernel process, and why that may be.
DIFFERENT = {
    "bytes_to_stdout": "standard output is a file here, so that bytes can be written to it; a kernel refuses",
}

# run in a kernel process every time, whatever the versions, in one notebook; all are compared with the record
LIVE = "print_between_displays+update_of_an_early_cell+widget_state_changed+exception"

FEATURES = """
import sys
sys.modules["rfc3987_syntax"] = None
import one_feature
one_feature.main(sys.argv[1], fork=[*one_feature.NOTEBOOKS, sys.argv[2]], nbclient=sys.argv[2:])
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What every one-feature notebook gives in a fork, and LIVE in both ways: in a process that may fork, for pytest has threads."""
    path = tmp_path_factory.mktemp("found") / "found.json"
    command = [sys.executable, "-c", FEATURES, path, LIVE]
    subprocess.run(command, cwd=TESTS, env=os.environ | SETTINGS, check=True, capture_output=True)
    return json.loads(path.read_text(encoding="utf-8"))


def comparable(results):
    """What is the same with all versions: IPython words tracebacks, and lines of Python's own library stand in them."""
    if RECORD["versions"] == versions():
        return results
    return json.loads(json.dumps(results), object_hook=lambda each: {k: each[k] for k in each if k != "traceback"})


def test_a_fork_gives_what_was_recorded_of_a_kernel_process(found):
    recorded, forked = comparable(RECORD["nbclient"]), comparable(found["fork"])
    assert recorded.keys() == NOTEBOOKS.keys()
    differing = {name for name in recorded if forked[name] != recorded[name]}
    assert differing == DIFFERENT.keys(), (
        f"recorded with {RECORD['versions']}, run with {versions()}: see one_feature.py"
    )


def test_a_fork_gives_what_a_kernel_process_gives_now(found):
    assert found["nbclient"] == {LIVE: found["fork"][LIVE]}


# One notebook each for what can happen to it; all are run by papermill in one process that may fork.
CASES = {
    "good": ["print(n + 1)", "!echo child"],
    "raises": ["print('before')", "1 / 0", "print('never')"],
    "late_update": ["shown = display('early', display_id=True)", "shown.update('late')"],
    "exits": ["print('before')", "import os\nos._exit(7)", "print('never')"],
    "never_ends": ["print('before')", "while True: pass", "print('never')"],
}
PAPERMILL = """
import logging, sys, threading, time
logging.basicConfig(level="INFO", format="%(message)s")
sys.modules["rfc3987_syntax"] = None
import papermill
def run(name, out, limit=None):
    try:
        papermill.execute_notebook(f"{name}.ipynb", out, {"n": 41}, engine_name="shinpingba-fork", execution_timeout=limit, log_output=True)
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {error}".split(chr(10))[0])
begun, names = time.monotonic(), sys.argv[1:]
for name in names:
    # a cell that never ends is given as long as all other notebooks took
    run(name, f"{name}.out.ipynb", time.monotonic() - begun if name == names[-1] else None)
threading.Thread(target=threading.Event().wait, daemon=True).start()
run("good", "threads.out.ipynb")
"""


@pytest.fixture(scope="module")
def papermill_runs(tmp_path_factory):
    """The folder of the executed notebooks, and what papermill said."""
    folder = tmp_path_factory.mktemp("papermill")
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    for name, sources in CASES.items():
        parameters = new_code_cell("n = 1", metadata={"tags": ["parameters"]})
        cells = [parameters, new_markdown_cell("# 说明"), *map(new_code_cell, sources)]
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / f"{name}.ipynb")
    command = [sys.executable, "-c", PAPERMILL, *CASES]
    said = subprocess.run(
        command, cwd=folder, env=os.environ | SETTINGS, capture_output=True, text=True, encoding="utf-8"
    )
    return folder, said.stdout + said.stderr


def executed(papermill_runs, name):
    return nbformat.read(papermill_runs[0] / f"{name}.out.ipynb", as_version=4)


def texts(nb):
    """What each code cell printed, or the name of its error."""
    outputs = [
        [output.get("text") or output.get("ename") for output in cell.outputs]
        for cell in nb.cells
        if cell.cell_type == "code"
    ]
    return [" ".join(text.strip() for text in found if text) for found in outputs]


def statuses(nb):
    return [cell.metadata.papermill.status for cell in nb.cells]


def test_papermill_puts_parameters_in_and_outputs_come_out(papermill_runs):
    assert texts(executed(papermill_runs, "good")) == ["", "", "42", "child"]


def test_papermill_records_every_cell(papermill_runs):
    nb = executed(papermill_runs, "good")
    assert set(statuses(nb)) == {"completed"}
    assert all(cell.metadata.papermill.duration >= 0 for cell in nb.cells)
    assert nb.metadata.papermill.exception is None
    assert nb.metadata.language_info.name == "python"


def test_papermill_logs_outputs_where_asked(papermill_runs):
    assert "child" in papermill_runs[1]


def test_a_late_cell_changes_the_output_of_an_early_one(papermill_runs):
    nb = executed(papermill_runs, "late_update")
    assert nb.cells[3].outputs[0].data["text/plain"] == "'late'"


def test_a_cell_that_raises_ends_the_notebook_and_is_kept(papermill_runs):
    nb = executed(papermill_runs, "raises")
    assert texts(nb)[-3:] == ["before", "ZeroDivisionError", ""]
    assert nb.metadata.papermill.exception is True
    assert "raises: PapermillExecutionError" in papermill_runs[1]


@pytest.mark.parametrize(("name", "cause"), [("exits", "进程自行退出,代码 7"), ("never_ends", "超过时限")])
def test_a_process_that_ends_is_reported_with_its_cell(papermill_runs, name, cause):
    nb = executed(papermill_runs, name)
    assert f"{name}: DeadKernelError: 第 5 格:{cause}" in papermill_runs[1]
    assert statuses(nb) == ["completed", "completed", "completed", "completed", "failed", "pending"]
    assert texts(nb)[2] == "before"


def test_a_process_with_threads_is_not_forked_and_says_so(papermill_runs):
    assert "不能安全地分叉" in papermill_runs[1]
    assert texts(executed(papermill_runs, "threads")) == ["", "", "42", "child"]


def test_a_kernel_of_another_interpreter_is_left_to_its_own_process(tmp_path, monkeypatch):
    (tmp_path / "kernels" / "other").mkdir(parents=True)
    argv = ["/opt/other/bin/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": argv, "display_name": "other", "language": "python"}
    (tmp_path / "kernels" / "other" / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert "不是当前的 Python" in kernel_obstacle("other")
    assert kernel_obstacle("python3") is None


def test_two_kernel_processes_never_share_a_socket():
    first, second = PrivateKernelManager(), PrivateKernelManager()
    assert first.transport == "ipc"
    assert first.ip != second.ip
    assert len(first.ip) < 90


def test_no_system_but_linux_is_forked(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert worker.fork_obstacle()
